//! Values that are listed, and types.

use super::{Answer, STEPS_TO_TRY, Walk};
use crate::json_schema::evaluate::{self, evaluate};
use crate::json_schema::readable;
use crate::json_schema::subsume::difference::What;
use crate::json_schema::subsume::taken::Taken;
use crate::json_schema::subsume::types::TypeSet;
use crate::syntax::{Kind, Node};

impl<'a, 'b> Walk<'a, 'b> {
    /// The list of the values that are taken, if there is one, and whether all of them can be compared.
    pub(super) fn listed(&mut self, taken: &Taken<'a>) -> Option<(Vec<Node<'a>>, bool)> {
        let constants = taken.all("const").map(|value| vec![value]);
        let lists = taken.all("enum").filter(|list| list.is_closed()).map(|list| list.elements().collect::<Vec<_>>());
        let shortest = constants.chain(lists).min_by_key(Vec::len).filter(|list| !list.is_empty())?;
        let parts: Vec<Node<'a>> = taken.parts().collect();
        let (mut listed, mut is_clear) = (Vec::new(), true);
        for value in shortest {
            let mut fits = Some(type_of(value).meets(taken.types));
            for part in &parts {
                fits = match fits {
                    Some(false) => break,
                    fits => {
                        self.fits(self.narrow.root, *part, value).and_then(|own| if own { fits } else { Some(false) })
                    }
                };
            }
            is_clear &= fits.is_some();
            listed.extend((fits != Some(false)).then_some(value));
        }
        Some((listed, is_clear))
    }

    /// Whether each of the values is taken, if they are listed.
    pub(super) fn values(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Option<Answer> {
        let (listed, is_clear) = self.listed(taken)?;
        let (mut lost, mut answer) = (Vec::new(), Answer::Yes);
        let count = listed.len();
        for value in listed {
            match evaluate_one(self.wide.root, wide, value, self.steps) {
                _ if !self.spend(20) => answer = Answer::Unclear,
                Some(true) => {}
                Some(false) => {
                    answer = Answer::No;
                    lost.push(value);
                }
                None => answer = answer.max(Answer::Unclear),
            }
        }
        if answer == Answer::No && self.settings.is_open && lost.iter().any(|value| type_of(*value) == TypeSet::OBJECT)
        {
            answer = Answer::Unclear;
        }
        if !is_clear {
            answer = answer.min(Answer::Unclear);
        }
        let keyword = if taken.property("const").is_some() { "const" } else { "enum" };
        let narrow = self.place(taken, keyword);
        let of_wide = ["enum", "const", "type"].iter().find_map(|keyword| wide.property(keyword)).unwrap_or(wide);
        let other_type = wide.get("type").and_then(TypeSet::read).filter(|types| {
            !lost.is_empty() && lost.len() == count && lost.iter().all(|value| !type_of(*value).meets(*types))
        });
        let what = match other_type {
            Some(types) => What::Type { lost: taken.types.without(types), is_all: true },
            None if lost.is_empty() => What::Unclear("enum"),
            None => What::Values { is_all: lost.len() == count, lost },
        };
        Some(self.add(taken, narrow, of_wide, what, answer))
    }

    /// Values that the wider schema lists, and the narrower one does not.
    pub(super) fn listed_by_wide(
        &mut self,
        taken: &Taken<'a>,
        wide: Node<'b>,
        property: Node<'b>,
        limit: Node<'b>,
    ) -> Answer {
        let name = if property.is_named("const") { "const" } else { "enum" };
        let narrow = self.place(taken, "type");
        if name == "enum" && (!limit.is_closed() || limit.elements().next().is_none()) {
            return self.add(taken, narrow, property, What::Unclear("enum"), Answer::Unclear);
        }
        let what = What::Values { lost: Vec::new(), is_all: false };
        if !taken.types.without(TypeSet::FINITE).is_empty() {
            return self.add(taken, narrow, property, what, Answer::No);
        }
        let of_types = [("true", TypeSet::BOOLEAN), ("false", TypeSet::BOOLEAN), ("null", TypeSet::NULL)];
        let values = of_types.into_iter().filter(|(_, types)| taken.types.meets(*types));
        let refused: Vec<Option<bool>> = values.map(|(value, _)| self.is_refused(wide, value)).collect();
        let answer = match () {
            () if refused.iter().all(|one| *one == Some(false)) => Answer::Yes,
            () if refused.contains(&Some(true)) => Answer::No,
            () => Answer::Unclear,
        };
        self.add(taken, narrow, property, what, answer)
    }

    pub(super) fn types(&mut self, taken: &Taken<'a>, wide: Node<'b>, property: Node<'b>, limit: Node<'b>) -> Answer {
        let narrow = self.place(taken, "type");
        let Some(types) = TypeSet::read(limit) else {
            return self.add(taken, narrow, property, What::Unclear("type"), Answer::Unclear);
        };
        let is_nullable = |value: Option<Node<'_>>| value.and_then(Node::as_bool) == Some(true);
        let lost = taken.types.without(types);
        // OpenAPI's keyword, which some validators know.
        let may_be_null = is_nullable(wide.get("nullable"));
        if taken.all("nullable").any(|value| is_nullable(Some(value))) && !may_be_null && !types.meets(TypeSet::NULL) {
            return self.add(taken, narrow, property, What::Unclear("nullable"), Answer::Unclear);
        }
        if lost.is_empty() {
            return Answer::Yes;
        }
        let answer = if may_be_null && lost == TypeSet::NULL { Answer::Unclear } else { Answer::No };
        let what = What::Type { lost, is_all: lost == taken.types };
        self.add(taken, narrow, property, what, answer)
    }
}

pub(super) fn evaluate_one(root: Node<'_>, schema: Node<'_>, value: Node<'_>, steps: u64) -> Option<bool> {
    let settings = evaluate::Settings { steps: STEPS_TO_TRY.min(steps), formats: true };
    match evaluate(root, schema, value, settings) {
        evaluate::Verdict::Fits => Some(true),
        evaluate::Verdict::Mismatches(_) => Some(false),
        evaluate::Verdict::CannotTell => None,
    }
}

/// The type of a value.
pub(super) fn type_of(value: Node<'_>) -> TypeSet {
    match value.kind() {
        Kind::String => TypeSet::STRING,
        Kind::Boolean => TypeSet::BOOLEAN,
        Kind::Null => TypeSet::NULL,
        Kind::Object => TypeSet::OBJECT,
        Kind::Array => TypeSet::ARRAY,
        Kind::Number => match readable::number(value) {
            Some(number) if number.is_integer() => TypeSet::INTEGER,
            Some(_) => TypeSet::FRACTION,
            None => TypeSet::NUMBER,
        },
        Kind::Property | Kind::Word => TypeSet::ANY,
    }
}

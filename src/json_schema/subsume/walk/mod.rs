//! The walk over both schemas: each keyword of the wider one, against what is known of the values.
//!
//! - `values`: types, and values that are listed; `strings`: limits on strings; `objects`: properties;
//! - `alternatives`: `anyOf` and `oneOf`.

mod alternatives;
mod objects;
mod strings;
mod values;

use super::difference::{Certainty, Difference, Settings, Side, Step, Subsumption, Verdict, What};
use super::same::Same;
use super::scalars;
use super::taken::{Taken, local_target};
use super::types::TypeSet;
use crate::json_schema::evaluate;
use crate::json_schema::keywords::assertion;
use crate::json_schema::{readable, reference};
use crate::syntax::{Dialect, Kind, Node, NodeId, Source};

/// How deep schemas may lead into each other. Deeper, nothing can be told, and the stack is safe.
const MOST_NESTED: usize = 50;
/// The most differences that are kept.
const MOST_DIFFERENCES: usize = 500;
/// The steps that a value may take which is tried, and what making one counts as.
const STEPS_TO_TRY: u64 = 20_000;
/// The most steps for whether one name matches a pattern.
const STEPS_TO_MATCH: u64 = 20_000;

/// Whether values are taken; the worse of two is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    Yes,
    Unclear,
    No,
}

/// The schemas whose comparison is under way, and how deep in the value they are.
type Pending = (Vec<NodeId>, TypeSet, NodeId, usize);

pub(super) struct Walk<'a, 'b> {
    narrow: Side<'a>,
    wide: Side<'b>,
    settings: Settings,
    steps: u64,
    same: Same,
    /// How many schemas are being compared, one inside the other.
    depth: usize,
    pending: Vec<Pending>,
    path: Vec<Step>,
    /// Around how much of the value the narrower schema says something that is not followed.
    vague: usize,
    found: Vec<Difference<'a, 'b>>,
}

impl<'a, 'b> Walk<'a, 'b> {
    pub(super) fn new(narrow: Side<'a>, wide: Side<'b>, settings: Settings) -> Self {
        let nodes = narrow.root.subtree().count() + wide.root.subtree().count();
        let steps = settings.steps.saturating_sub(nodes as u64 / 16);
        Self {
            narrow,
            wide,
            settings,
            steps,
            same: Same::of(narrow, wide),
            depth: 0,
            pending: Vec::new(),
            path: Vec::new(),
            vague: 0,
            found: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> Subsumption<'a, 'b> {
        let taken = self.taken([self.narrow.schema]);
        let is_same = self.same.are(self.narrow.schema, self.wide.schema);
        let answer = if is_same { Answer::Yes } else { self.check(&taken, self.wide.schema) };
        let verdict = match answer {
            Answer::Yes if self.steps > 0 => Verdict::Yes,
            Answer::No if self.steps > 0 => Verdict::No,
            _ => Verdict::CannotTell,
        };
        Subsumption { verdict, differences: self.found, steps: self.settings.steps - self.steps }
    }

    fn spend(&mut self, steps: u64) -> bool {
        self.steps = self.steps.saturating_sub(steps);
        self.steps > 0
    }

    /// The values that fit all of these schemas.
    fn taken(&self, schemas: impl IntoIterator<Item = Node<'a>>) -> Taken<'a> {
        let mut taken = Taken::anything();
        schemas.into_iter().for_each(|schema| taken.add(self.narrow.root, schema));
        taken
    }

    fn add(&mut self, taken: &Taken<'a>, narrow: Node<'a>, wide: Node<'b>, what: What<'a>, answer: Answer) -> Answer {
        let is_vague = taken.is_vague || self.vague > 0 || matches!(what, What::Unclear(_));
        let answer = if is_vague { answer.min(Answer::Unclear) } else { answer };
        let certainty = match answer {
            Answer::Yes => return Answer::Yes,
            Answer::Unclear => Certainty::Unclear,
            Answer::No => Certainty::Refused,
        };
        if self.found.len() < MOST_DIFFERENCES {
            let path = self.path.clone();
            self.found.push(Difference { path, narrow, wide, what, certainty, example: None });
        }
        answer
    }

    /// Where something is said about the values: a keyword of the narrower schema, or the schema.
    fn place(&self, taken: &Taken<'a>, keyword: &str) -> Node<'a> {
        taken.property(keyword).or_else(|| taken.first()).unwrap_or(self.narrow.schema)
    }

    /// Whether `wide` takes all of `taken`.
    fn check(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Answer {
        if !self.spend(1 + taken.parts().count() as u64) || self.depth == MOST_NESTED {
            return Answer::Unclear;
        }
        if taken.is_nothing() {
            return Answer::Yes;
        }
        let Some(wide) = self.resolved(wide) else {
            let narrow = self.place(taken, "$ref");
            return self.add(taken, narrow, wide, What::Unclear("$ref"), Answer::Unclear);
        };
        match (wide.kind(), wide.as_bool()) {
            (_, Some(true)) => return Answer::Yes,
            _ if taken.parts().any(|part| self.same.are(part, wide)) => return Answer::Yes,
            (_, Some(false)) => {
                let narrow = self.place(taken, "type");
                return self.add(taken, narrow, wide, What::Nothing, Answer::No);
            }
            (Kind::Object, _) => {}
            _ => {
                let narrow = self.place(taken, "type");
                return self.add(taken, narrow, wide, What::Unclear("schema"), Answer::Unclear);
            }
        }
        let (parts, types) = taken.key();
        let level = self.path.len();
        let before = self.pending.iter().find(|(other, of, to, _)| *other == parts && *of == types && *to == wide.id());
        match before {
            // A smallest value that is refused would have a smaller one inside it that is, too.
            Some((.., outer)) if *outer < level => return Answer::Yes,
            Some(_) => return Answer::Unclear,
            None => {}
        }
        self.depth += 1;
        self.pending.push((parts, types, wide.id(), level));
        let answer = self.compare(taken, wide);
        self.pending.pop();
        self.depth -= 1;
        answer
    }

    /// The schema that a reference leads to, or the schema itself.
    fn resolved(&self, mut wide: Node<'b>) -> Option<Node<'b>> {
        for _ in 0..MOST_NESTED {
            let Some(text) = reference::reference_of(wide) else { return Some(wide) };
            wide = local_target(self.wide.root, wide, text)?;
        }
        None
    }

    /// Inside a part of the value.
    fn inside(&mut self, outer: &Taken<'a>, step: Step, taken: &Taken<'a>, wide: Node<'b>) -> Answer {
        self.path.push(step);
        self.vague += usize::from(outer.is_vague);
        let answer = self.check(taken, wide);
        self.vague -= usize::from(outer.is_vague);
        self.path.pop();
        answer
    }

    /// The answer, and the differences that it came with instead of adding them.
    fn tried(&mut self, work: impl FnOnce(&mut Self) -> Answer) -> (Answer, Vec<Difference<'a, 'b>>) {
        let outer = std::mem::take(&mut self.found);
        let answer = work(self);
        (answer, std::mem::replace(&mut self.found, outer))
    }

    fn compare(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Answer {
        if let Some(answer) = self.values(taken, wide) {
            return answer;
        }
        let Some(alternatives) = taken.alternatives(self.narrow.root) else { return self.keywords(taken, wide) };
        let (answer, _) = self.tried(|walk| walk.keywords(taken, wide));
        if answer == Answer::Yes {
            return answer;
        }
        alternatives.fold(Answer::Yes, |answer, alternative| answer.max(self.check(&alternative, wide)))
    }

    /// Whether a value fits the wider schema, as text.
    fn is_refused(&mut self, wide: Node<'b>, value: &str) -> Option<bool> {
        let source = Source::new(value.to_owned(), Dialect::Json);
        self.fits(self.wide.root, wide, source.root()?).map(|fits| !fits)
    }

    fn fits<'s>(&mut self, root: Node<'s>, schema: Node<'s>, value: Node<'_>) -> Option<bool> {
        let settings = evaluate::Settings { steps: STEPS_TO_TRY.min(self.steps), formats: true };
        let evaluation = evaluate::examine(root, schema, value, settings);
        self.spend(1 + evaluation.steps / 4);
        match evaluation.verdict {
            evaluate::Verdict::Fits => Some(true),
            evaluate::Verdict::Mismatches(_) => Some(false),
            evaluate::Verdict::CannotTell => None,
        }
    }

    fn keywords(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Answer {
        let mut answer = Answer::Yes;
        let (mut has_objects, mut has_lists) = (false, false);
        let members: Vec<Node<'b>> = wide.members().collect();
        for property in members {
            if !self.spend(1) {
                return Answer::Unclear;
            }
            let Some(name) = property.name() else { continue };
            // The last of several members with one name counts.
            if wide.property(&name) != Some(property) {
                continue;
            }
            let Some(limit) = property.value() else {
                let narrow = self.place(taken, &name);
                answer = answer.max(self.add(taken, narrow, property, What::Unclear("schema"), Answer::Unclear));
                continue;
            };
            answer = answer.max(match &*name {
                "type" => self.types(taken, wide, property, limit),
                "enum" | "const" => self.listed_by_wide(taken, wide, property, limit),
                "multipleOf" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum"
                    if taken.types.meets(TypeSet::NUMBER) =>
                {
                    let keyword = assertion(&name);
                    self.limit(taken, property, keyword, scalars::numbers(taken, keyword, limit))
                }
                "minLength" | "maxLength" if taken.types.meets(TypeSet::STRING) => {
                    let keyword = assertion(&name);
                    let implied = scalars::counts(taken, keyword, limit);
                    self.text(taken, wide, property, keyword, implied)
                }
                "pattern" | "format" if taken.types.meets(TypeSet::STRING) => {
                    let own = taken.all(&name).any(|own| self.same.are(own, limit));
                    let is_readable = readable::string(limit).is_some();
                    self.text(taken, wide, property, assertion(&name), is_readable.then_some(own))
                }
                "minItems" | "maxItems" if taken.types.meets(TypeSet::ARRAY) => {
                    let keyword = assertion(&name);
                    self.limit(taken, property, keyword, scalars::counts(taken, keyword, limit))
                }
                "uniqueItems" if taken.types.meets(TypeSet::ARRAY) => {
                    let is_own = taken.all("uniqueItems").any(|own| own.as_bool() == Some(true));
                    self.limit(taken, property, "uniqueItems", limit.as_bool().map(|wanted| !wanted || is_own))
                }
                "items" | "additionalItems" if taken.types.meets(TypeSet::ARRAY) => {
                    if std::mem::replace(&mut has_lists, true) { Answer::Yes } else { self.items(taken, wide) }
                }
                "required" if taken.types.meets(TypeSet::OBJECT) => self.required(taken, property, limit),
                "properties" | "patternProperties" | "additionalProperties" if taken.types.meets(TypeSet::OBJECT) => {
                    if std::mem::replace(&mut has_objects, true) {
                        Answer::Yes
                    } else {
                        self.objects(taken, wide)
                    }
                }
                "allOf" => {
                    let parts: Vec<Node<'b>> = limit.elements().collect();
                    parts.into_iter().fold(Answer::Yes, |answer, part| answer.max(self.check(taken, part)))
                }
                "anyOf" | "oneOf" => self.alternatives(taken, wide, property, limit),
                "not" | "if" => self.beyond(taken, wide, property, TypeSet::ANY),
                "contains" => self.beyond(taken, wide, property, TypeSet::ARRAY),
                "propertyNames" | "dependencies" | "minProperties" | "maxProperties" => {
                    self.beyond(taken, wide, property, TypeSet::OBJECT)
                }
                _ => Answer::Yes,
            });
        }
        answer
    }

    /// A limit that the values keep to or not.
    fn limit(
        &mut self,
        taken: &Taken<'a>,
        property: Node<'b>,
        keyword: &'static str,
        is_implied: Option<bool>,
    ) -> Answer {
        let narrow = self.place(taken, keyword);
        match is_implied {
            Some(true) => Answer::Yes,
            Some(false) => self.add(taken, narrow, property, What::Limit(keyword), Answer::No),
            None => self.add(taken, narrow, property, What::Unclear(keyword), Answer::Unclear),
        }
    }

    /// A keyword that is not followed: both sides must have it alike.
    fn beyond(&mut self, taken: &Taken<'a>, wide: Node<'b>, property: Node<'b>, types: TypeSet) -> Answer {
        if !taken.types.meets(types) {
            return Answer::Yes;
        }
        let keyword = property.name().map_or("", |name| assertion(&name));
        let others: &[&str] = if keyword == "if" { &["if", "then", "else"] } else { &[keyword] };
        let is_same = |part: Node<'a>| {
            others.iter().all(|name| match (part.get(name), wide.get(name)) {
                (Some(narrow), Some(wide)) => self.same.are(narrow, wide),
                (narrow, wide) => narrow.is_none() && wide.is_none(),
            })
        };
        if taken.parts().any(is_same) {
            return Answer::Yes;
        }
        let narrow = self.place(taken, keyword);
        self.add(taken, narrow, property, What::Unclear(keyword), Answer::Unclear)
    }

    fn items(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Answer {
        let (items, others) = (wide.get("items"), wide.get("additionalItems"));
        let narrow = self.place(taken, "items");
        let Some(items) = items else { return Answer::Yes };
        if items.kind() == Kind::Array {
            let is_same = taken.parts().any(|part| {
                part.get("items").is_some_and(|own| self.same.are(own, items))
                    && match (part.get("additionalItems"), others) {
                        (Some(own), Some(other)) => self.same.are(own, other),
                        (_, other) => other.is_none(),
                    }
            });
            let answer = if is_same { Answer::Yes } else { Answer::Unclear };
            return self.add(taken, narrow, items, What::Unclear("items"), answer);
        }
        if taken.all("maxItems").filter_map(readable::number).any(|most| !most.is_positive()) {
            return Answer::Yes;
        }
        let (lists, single): (Vec<Node<'a>>, Vec<Node<'a>>) =
            taken.all("items").partition(|items| items.kind() == Kind::Array);
        let mut inner = self.taken(single);
        inner.is_vague |= !lists.is_empty();
        self.inside(taken, Step::Items, &inner, items)
    }
}

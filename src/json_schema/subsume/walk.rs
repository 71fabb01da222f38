//! The walk over both schemas.

use std::collections::{BTreeSet, HashSet};

use super::difference::{Certainty, Difference, Settings, Side, Step, Subsumption, Verdict, What};
use super::examples;
use super::same::Same;
use super::scalars;
use super::taken::{Taken, local_target};
use super::types::TypeSet;
use crate::json_schema::evaluate::{self, evaluate};
use crate::json_schema::regular_expression::Expression;
use crate::json_schema::sample::sample_of_all;
use crate::json_schema::{format, readable, reference};
use crate::syntax::literal::encode;
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

    /// The list of the values that are taken, if there is one, and whether all of them can be compared.
    fn listed(&mut self, taken: &Taken<'a>) -> Option<(Vec<Node<'a>>, bool)> {
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
    fn values(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Option<Answer> {
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
                    let keyword = known(&name);
                    self.limit(taken, property, keyword, scalars::numbers(taken, keyword, limit))
                }
                "minLength" | "maxLength" if taken.types.meets(TypeSet::STRING) => {
                    let keyword = known(&name);
                    let implied = scalars::counts(taken, keyword, limit);
                    self.text(taken, wide, property, keyword, implied)
                }
                "pattern" | "format" if taken.types.meets(TypeSet::STRING) => {
                    let own = taken.all(&name).any(|own| self.same.are(own, limit));
                    let is_readable = readable::string(limit).is_some();
                    self.text(taken, wide, property, known(&name), is_readable.then_some(own))
                }
                "minItems" | "maxItems" if taken.types.meets(TypeSet::ARRAY) => {
                    let keyword = known(&name);
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

    /// A limit on strings. Where the narrower schema has a pattern or a format, only an example shows that one is refused.
    fn text(
        &mut self,
        taken: &Taken<'a>,
        wide: Node<'b>,
        property: Node<'b>,
        keyword: &'static str,
        is_implied: Option<bool>,
    ) -> Answer {
        let has_shape = taken.all("pattern").chain(taken.all("format")).next().is_some();
        let is_format = keyword == "format";
        let is_asserted =
            || property.value().and_then(readable::string).is_some_and(|name| format::noun(&name).is_some());
        match is_implied {
            Some(false) if is_format && !is_asserted() => {}
            Some(false) if has_shape || keyword == "pattern" => {}
            _ => return self.limit(taken, property, keyword, is_implied),
        }
        let example = self.refused_string(taken, wide);
        let answer = if example.is_some() { Answer::No } else { Answer::Unclear };
        let narrow = self.place(taken, keyword);
        let count = self.found.len();
        let answer = self.add(taken, narrow, property, What::Limit(keyword), answer);
        if let Some(last) = self.found.get_mut(count) {
            last.example = example;
        }
        answer
    }

    /// A string that is taken and then refused.
    fn refused_string(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Option<String> {
        let parts: Vec<Node<'a>> = taken.parts().collect();
        examples::strings(taken).into_iter().find(|text| {
            let source = Source::new(encode(text), Dialect::Json);
            let Some(value) = source.root().filter(|_| self.steps > 0) else { return false };
            self.fits(self.wide.root, wide, value) == Some(false)
                && parts.iter().all(|part| self.fits(self.narrow.root, *part, value) == Some(true))
        })
    }

    fn types(&mut self, taken: &Taken<'a>, wide: Node<'b>, property: Node<'b>, limit: Node<'b>) -> Answer {
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

    /// Values that the wider schema lists, and the narrower one does not.
    fn listed_by_wide(&mut self, taken: &Taken<'a>, wide: Node<'b>, property: Node<'b>, limit: Node<'b>) -> Answer {
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

    /// A keyword that is not followed: both sides must have it alike.
    fn beyond(&mut self, taken: &Taken<'a>, wide: Node<'b>, property: Node<'b>, types: TypeSet) -> Answer {
        if !taken.types.meets(types) {
            return Answer::Yes;
        }
        let keyword = property.name().map_or("", |name| known(&name));
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

    fn alternatives(&mut self, taken: &Taken<'a>, wide: Node<'b>, property: Node<'b>, list: Node<'b>) -> Answer {
        let keyword = property.name().map_or("", |name| known(&name));
        let narrow = self.place(taken, keyword);
        let branches: Vec<Node<'b>> = list.elements().collect();
        if branches.is_empty() || !list.is_closed() {
            return self.add(taken, narrow, property, What::Unclear(keyword), Answer::Unclear);
        }
        if taken.all(keyword).any(|own| self.same.are(own, list)) {
            return Answer::Yes;
        }
        let mut trials = Vec::new();
        for branch in &branches {
            let (answer, differences) = self.tried(|walk| walk.check(taken, *branch));
            if answer == Answer::Yes {
                let is_only = keyword == "anyOf"
                    || branches.iter().all(|other| other == branch || self.is_disjoint(taken, *other));
                if is_only {
                    return Answer::Yes;
                }
                return self.add(taken, narrow, property, What::Unclear("oneOf"), Answer::Unclear);
            }
            trials.push((answer, differences));
        }
        let groups: Vec<TypeSet> = taken.types.each().collect();
        if groups.len() > 1 {
            return groups.into_iter().fold(Answer::Yes, |answer, types| {
                answer.max(self.alternatives(&taken.only(types), wide, property, list))
            });
        }
        let worst = trials.iter().map(|(answer, _)| *answer).min().unwrap_or(Answer::No);
        let level = self.path.len();
        let mut near: Vec<_> =
            trials.into_iter().filter(|(_, found)| !found.iter().any(|one| is_far(one, level))).collect();
        if near.len() > 1 || worst == Answer::Unclear {
            let is_proven = self.is_refused_whole(taken, wide);
            near.iter_mut().filter(|_| !is_proven).for_each(|(answer, found)| {
                *answer = Answer::Unclear;
                found.iter_mut().for_each(|one| one.certainty = Certainty::Unclear);
            });
            if near.is_empty() {
                let answer = if is_proven { Answer::No } else { Answer::Unclear };
                return self.add(taken, narrow, property, What::Alternative, answer);
            }
        }
        match near.into_iter().min_by_key(|(_, found)| found.len()) {
            Some((answer, found)) => {
                self.found.extend(found);
                answer
            }
            None => {
                let place = taken.parts().last().unwrap_or(narrow);
                self.add(taken, place, property, What::Alternative, Answer::No)
            }
        }
    }

    /// Whether a value that is made to be taken is refused.
    fn is_refused_whole(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> bool {
        let parts: Vec<Node<'a>> = taken.parts().collect();
        // Whether an object has other properties does not count, but the value that is made may have some.
        if parts.is_empty() || self.settings.is_open || !self.spend(STEPS_TO_TRY / 20) {
            return false;
        }
        let Ok(value) = sample_of_all(self.narrow.root, &parts, None) else { return false };
        let source = Source::new(value.to_json(), Dialect::Json);
        let Some(value) = source.root().filter(|value| type_of(*value).meets(taken.types)) else { return false };
        self.fits(self.wide.root, wide, value) == Some(false)
    }

    /// Whether no value that is taken fits a schema.
    fn is_disjoint(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> bool {
        let Some(wide) = self.resolved(wide) else { return false };
        let types = wide.get("type").map_or(Some(TypeSet::ANY), TypeSet::read);
        let is_other_type = types.is_some_and(|types| !types.meets(taken.types));
        if wide.as_bool() == Some(false) || (is_other_type && wide.get("nullable").is_none()) {
            return true;
        }
        if let Some((listed, _)) = self.listed(taken) {
            let root = self.wide.root;
            return listed
                .into_iter()
                .all(|value| self.spend(20) && evaluate_one(root, wide, value, self.steps) == Some(false));
        }
        if taken.types != TypeSet::OBJECT {
            return false;
        }
        let properties: Vec<Node<'b>> = wide.get("properties").into_iter().flat_map(Node::members).collect();
        let required: HashSet<String> = taken.required().collect();
        properties.into_iter().any(|property| {
            let (Some(name), Some(schema)) = (property.name(), property.value()) else { return false };
            if !self.spend(1) || !required.contains(&*name) {
                return false;
            }
            let (inner, _) = self.property(taken, &name);
            let Some((listed, true)) = self.listed(&inner) else { return false };
            let (root, steps) = (self.wide.root, self.steps);
            listed.into_iter().all(|value| evaluate_one(root, schema, value, steps) == Some(false))
        })
    }

    fn required(&mut self, taken: &Taken<'a>, property: Node<'b>, limit: Node<'b>) -> Answer {
        let narrow = self.place(taken, "required");
        if limit.kind() != Kind::Array || !limit.is_closed() {
            return self.add(taken, narrow, property, What::Unclear("required"), Answer::Unclear);
        }
        let own: HashSet<String> = taken.required().collect();
        let (mut answer, mut names) = (Answer::Yes, BTreeSet::new());
        let elements: Vec<Node<'b>> = limit.elements().collect();
        for name in elements {
            let mut is_new = |name: &str| !own.contains(name) && names.insert(name.to_owned());
            answer = answer.max(match readable::string(name) {
                _ if !self.spend(1) => return Answer::Unclear,
                None => self.add(taken, narrow, property, What::Unclear("required"), Answer::Unclear),
                Some(text) if is_new(&text) => {
                    self.add(taken, narrow, name, What::Required(text.into_owned()), Answer::No)
                }
                Some(_) => Answer::Yes,
            });
        }
        answer
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

    /// What is taken as the property of that name, and whether any schema says so by its name.
    fn property(&mut self, taken: &Taken<'a>, name: &str) -> (Taken<'a>, bool) {
        let (mut inner, mut is_declared) = (Taken::anything(), false);
        for part in taken.parts() {
            let mut is_own = false;
            if let Some(schema) = part.get("properties").and_then(|map| map.get(name)) {
                inner.add(self.narrow.root, schema);
                (is_own, is_declared) = (true, true);
            }
            for pattern in part.get("patternProperties").into_iter().flat_map(Node::members) {
                match pattern.key().and_then(|key| self.matches(key, name)) {
                    Some(true) => {
                        pattern.value().into_iter().for_each(|schema| inner.add(self.narrow.root, schema));
                        is_own = true;
                    }
                    Some(false) => {}
                    None => (is_own, inner.is_vague) = (true, true),
                }
            }
            if let Some(schema) = part.get("additionalProperties").filter(|_| !is_own) {
                inner.add(self.narrow.root, schema);
            }
        }
        (inner, is_declared)
    }

    fn matches(&mut self, pattern: Node<'_>, name: &str) -> Option<bool> {
        let mut steps = STEPS_TO_MATCH.min(self.steps);
        let before = steps;
        let found = Expression::new(&readable::string(pattern)?)?.matches(name, &mut steps);
        self.spend(1 + (before - steps) / 8);
        found
    }

    /// What is taken as a property whose name matches a pattern, or else no pattern and no declared name.
    fn others(&self, taken: &Taken<'a>, pattern: Option<&str>) -> Taken<'a> {
        let schema = |part: Node<'a>| {
            let matching = pattern.and_then(|pattern| part.get("patternProperties")?.get(pattern));
            matching.or_else(|| part.get("additionalProperties"))
        };
        self.taken(taken.parts().filter_map(schema))
    }

    fn objects(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Answer {
        let [properties, patterns, additional] =
            ["properties", "patternProperties", "additionalProperties"].map(|name| wide.get(name));
        if [properties, patterns].into_iter().flatten().any(|map| map.kind() != Kind::Object || !map.is_closed()) {
            let narrow = self.place(taken, "properties");
            return self.add(taken, narrow, wide, What::Unclear("properties"), Answer::Unclear);
        }
        let named = |map: Option<Node<'b>>| {
            let members = map.into_iter().flat_map(Node::members);
            let last = members.filter_map(|member| Some((member.name()?, member)));
            last.filter(|(name, member)| map.and_then(|map| map.property(name)) == Some(*member)).collect::<Vec<_>>()
        };
        let (properties, patterns) = (named(properties), named(patterns));
        let mut answer = Answer::Yes;
        for (name, property) in &properties {
            if !self.spend(1) {
                return Answer::Unclear;
            }
            let Some(schema) = property.value() else {
                let narrow = self.place(taken, "properties");
                answer = answer.max(self.add(taken, narrow, *property, What::Unclear("properties"), Answer::Unclear));
                continue;
            };
            let (inner, is_declared) = self.property(taken, name);
            answer = answer.max(match inner.is_anything() && !is_declared {
                true => self.declared_here(taken, name, *property, schema),
                false => self.inside(taken, Step::Property(name.to_string()), &inner, schema),
            });
        }
        let own: BTreeSet<String> = taken
            .all("properties")
            .flat_map(Node::members)
            .filter_map(|member| member.name().map(|name| name.into_owned()))
            .filter(|name| !properties.iter().any(|(other, _)| other == name))
            .collect();
        self.spend(own.len() as u64);
        let mut undeclared = Vec::new();
        for name in own {
            let (inner, _) = self.property(taken, &name);
            let mut is_matched = false;
            for (_, property) in &patterns {
                let (Some(key), Some(schema)) = (property.key(), property.value()) else { continue };
                let step = Step::Property(name.clone());
                match self.matches(key, &name) {
                    Some(false) => {}
                    Some(true) => {
                        is_matched = true;
                        answer = answer.max(self.inside(taken, step, &inner, schema));
                    }
                    None => {
                        is_matched = true;
                        let narrow = self.place(taken, "properties");
                        let what = What::Unclear("patternProperties");
                        answer = answer.max(self.add(taken, narrow, *property, what, Answer::Unclear));
                    }
                }
            }
            undeclared.extend((!is_matched && !inner.is_nothing()).then_some((name, inner)));
        }
        for (pattern, property) in &patterns {
            let Some(schema) = property.value() else { continue };
            let inner = self.others(taken, Some(pattern));
            let (one, _) = self.tried(|walk| walk.inside(taken, Step::Pattern(pattern.to_string()), &inner, schema));
            let is_exact = taken.all("patternProperties").any(|map| map.property(pattern).is_some());
            let one = if is_exact { one } else { one.min(Answer::Unclear) };
            let narrow = self.place(taken, "patternProperties");
            answer = answer.max(self.add(taken, narrow, *property, What::Unclear("patternProperties"), one));
        }
        match additional.filter(|schema| schema.as_bool() != Some(true)) {
            Some(schema) => answer.max(self.additional(taken, wide, schema, undeclared, !patterns.is_empty())),
            None => answer,
        }
    }

    /// A property that the wider schema declares, and the narrower one lets be anything.
    fn declared_here(&mut self, taken: &Taken<'a>, name: &str, property: Node<'b>, schema: Node<'b>) -> Answer {
        let step = Step::Property(name.to_owned());
        let (answer, _) = self.tried(|walk| walk.inside(taken, step, &Taken::anything(), schema));
        let narrow = self.place(taken, "properties");
        self.add(taken, narrow, property, What::Declared(name.to_owned()), answer)
    }

    /// The properties that the wider schema does not declare.
    fn additional(
        &mut self,
        taken: &Taken<'a>,
        wide: Node<'b>,
        schema: Node<'b>,
        undeclared: Vec<(String, Taken<'a>)>,
        has_patterns: bool,
    ) -> Answer {
        let is_closed = schema.as_bool() == Some(false);
        if is_closed && self.settings.is_open {
            return Answer::Yes;
        }
        let mut answer = Answer::Yes;
        for (name, inner) in undeclared {
            if !self.spend(1) {
                return Answer::Unclear;
            }
            answer = answer.max(if is_closed {
                let declared = taken.all("properties").find_map(|map| map.property(&name));
                let narrow = declared.unwrap_or_else(|| self.place(taken, "properties"));
                self.add(taken, narrow, wide, What::Undeclared(name), Answer::No)
            } else {
                self.inside(taken, Step::Property(name), &inner, schema)
            });
        }
        let patterns: Vec<Node<'a>> = taken.all("patternProperties").flat_map(Node::members).collect();
        for pattern in patterns {
            let (Some(name), Some(own)) = (pattern.name(), pattern.value()) else { continue };
            if wide.get("patternProperties").is_some_and(|map| map.property(&name).is_some()) {
                continue;
            }
            let inner = self.taken([own]);
            let (one, _) = self.tried(|walk| walk.inside(taken, Step::Pattern(name.into_owned()), &inner, schema));
            // What matches it may be declared.
            answer = answer.max(self.add(
                taken,
                pattern,
                wide,
                What::Unclear("patternProperties"),
                one.min(Answer::Unclear),
            ));
        }
        let inner = self.others(taken, None);
        if inner.is_nothing() {
            return answer;
        }
        let property = wide.property("additionalProperties").unwrap_or(wide);
        let narrow = self.place(taken, "additionalProperties");
        let most = if has_patterns { Answer::Unclear } else { Answer::No };
        answer.max(if is_closed {
            self.add(taken, narrow, property, What::Additional, most)
        } else if inner.is_anything() {
            let (one, _) = self.tried(|walk| walk.inside(taken, Step::Additional, &inner, schema));
            self.add(taken, narrow, property, What::Additional, one.min(most))
        } else {
            self.inside(taken, Step::Additional, &inner, schema)
        })
    }
}

/// Whether a difference says that an alternative is meant for other values altogether.
fn is_far(difference: &Difference<'_, '_>, level: usize) -> bool {
    match (&difference.what, difference.path.len()) {
        (What::Nothing, depth) => depth == level,
        (What::Type { is_all, .. }, depth) => *is_all && depth == level,
        // A property that says which alternative it is.
        (What::Values { is_all, lost }, depth) => {
            *is_all && (depth == level || (depth == level + 1 && lost.len() == 1))
        }
        _ => false,
    }
}

fn evaluate_one(root: Node<'_>, schema: Node<'_>, value: Node<'_>, steps: u64) -> Option<bool> {
    let settings = evaluate::Settings { steps: STEPS_TO_TRY.min(steps), formats: true };
    match evaluate(root, schema, value, settings) {
        evaluate::Verdict::Fits => Some(true),
        evaluate::Verdict::Mismatches(_) => Some(false),
        evaluate::Verdict::CannotTell => None,
    }
}

/// The type of a value.
fn type_of(value: Node<'_>) -> TypeSet {
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

/// The keyword of that name.
fn known(name: &str) -> &'static str {
    const KNOWN: [&str; 23] = [
        "multipleOf",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "minItems",
        "maxItems",
        "uniqueItems",
        "not",
        "if",
        "contains",
        "propertyNames",
        "dependencies",
        "minProperties",
        "maxProperties",
        "anyOf",
        "oneOf",
        "allOf",
        "items",
    ];
    KNOWN.into_iter().find(|known| *known == name).unwrap_or("schema")
}

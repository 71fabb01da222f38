//! Properties.

use std::collections::{BTreeSet, HashSet};

use super::{Answer, STEPS_TO_MATCH, Walk};
use crate::json_schema::readable;
use crate::json_schema::regular_expression::Expression;
use crate::json_schema::subsume::difference::{Step, What};
use crate::json_schema::subsume::taken::Taken;
use crate::syntax::{Kind, Node};

impl<'a, 'b> Walk<'a, 'b> {
    pub(super) fn required(&mut self, taken: &Taken<'a>, property: Node<'b>, limit: Node<'b>) -> Answer {
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

    /// What is taken as the property of that name, and whether any schema says so by its name.
    pub(super) fn property(&mut self, taken: &Taken<'a>, name: &str) -> (Taken<'a>, bool) {
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

    pub(super) fn objects(&mut self, taken: &Taken<'a>, wide: Node<'b>) -> Answer {
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
        let names: HashSet<&str> = properties.iter().map(|(name, _)| &**name).collect();
        let own: BTreeSet<String> = taken
            .all("properties")
            .flat_map(Node::members)
            .filter_map(|member| member.name().map(|name| name.into_owned()))
            .filter(|name| !names.contains(&**name))
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

//! `anyOf` and `oneOf`.

use std::collections::HashSet;

use super::values::{evaluate_one, type_of};
use super::{Answer, STEPS_TO_TRY, Walk};
use crate::json_schema::keywords::assertion;
use crate::json_schema::sample::sample_of_all;
use crate::json_schema::subsume::difference::{Certainty, Difference, What};
use crate::json_schema::subsume::taken::Taken;
use crate::json_schema::subsume::types::TypeSet;
use crate::syntax::{Dialect, Node, Source};

impl<'a, 'b> Walk<'a, 'b> {
    pub(super) fn alternatives(
        &mut self,
        taken: &Taken<'a>,
        wide: Node<'b>,
        property: Node<'b>,
        list: Node<'b>,
    ) -> Answer {
        let keyword = property.name().map_or("", |name| assertion(&name));
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

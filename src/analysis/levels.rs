//! How bad each rule's findings are, as somebody has set it.

use super::finding::Severity;
use super::rule::{Group, Rule};
use super::rules::RULES;

/// A severity for each rule, or that it is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels(Vec<Option<Severity>>);

impl Default for Levels {
    /// As the rules declare it.
    fn default() -> Self {
        Self(RULES.iter().map(|rule| rule.severity).collect())
    }
}

impl Levels {
    /// Sets one rule; whether there is one of that name.
    pub fn set_rule(&mut self, name: &str, level: Option<Severity>) -> bool {
        let index = RULES.iter().position(|rule| rule.name == name);
        if let Some(index) = index {
            self.0[index] = level;
        }
        index.is_some()
    }

    /// Sets all rules of a group. Rules that are off by default stay off, unless the group is set to be off:
    /// who raises a group wants more of what it says, not what it does not say.
    pub fn set_group(&mut self, group: Group, level: Option<Severity>) {
        for (rule, own) in RULES.iter().zip(&mut self.0) {
            if rule.group == group && rule.severity.is_some() {
                *own = level;
            }
        }
    }

    /// How bad its findings are; nothing if it is off.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        RULES.iter().zip(&self.0).find(|(known, _)| std::ptr::eq(**known, rule)).and_then(|(_, level)| *level)
    }

    /// The rules that are on.
    pub(super) fn active(&self) -> impl Iterator<Item = (&'static Rule, Severity)> + '_ {
        RULES.iter().zip(&self.0).filter_map(|(rule, level)| level.map(|level| (*rule, level)))
    }
}

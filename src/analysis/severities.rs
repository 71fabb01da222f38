//! How bad each rule's diagnostics are, as somebody has set it.

use super::diagnostic::Severity;
use super::rule::{Group, Rule};
use super::rules::RULES;

/// A severity for each rule, or that it is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Severities(Vec<Option<Severity>>);

impl Default for Severities {
    /// As the rules declare it.
    fn default() -> Self {
        Self(RULES.iter().map(|rule| rule.severity).collect())
    }
}

impl Severities {
    /// Sets one rule; whether there is one of that name.
    pub fn set_rule(&mut self, name: &str, severity: Option<Severity>) -> bool {
        let index = RULES.iter().position(|rule| rule.name == name);
        if let Some(index) = index {
            self.0[index] = severity;
        }
        index.is_some()
    }

    /// Sets all rules of a group. Rules that are off by default stay off, unless the group is set to be off:
    /// who raises a group wants more of what it says, not what it does not say.
    pub fn set_group(&mut self, group: Group, severity: Option<Severity>) {
        for (rule, own) in RULES.iter().zip(&mut self.0) {
            if rule.group == group && rule.severity.is_some() {
                *own = severity;
            }
        }
    }

    /// How bad its diagnostics are; nothing if it is off.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        RULES.iter().zip(&self.0).find(|(known, _)| std::ptr::eq(**known, rule)).and_then(|(_, severity)| *severity)
    }

    /// The rules that are on.
    pub(super) fn active(&self) -> impl Iterator<Item = (&'static Rule, Severity)> + '_ {
        RULES.iter().zip(&self.0).filter_map(|(rule, severity)| severity.map(|severity| (*rule, severity)))
    }
}

//! How bad each rule's diagnostics are, as the settings have it.

use std::collections::BTreeMap;

use super::rule::{Group, Rule};
use super::severity::Severity;

/// The severities that are set for rules and for whole groups; everything else is as the rules declare it. `None` as a
/// severity means off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities {
    rules: BTreeMap<&'static str, Option<Severity>>,
    groups: BTreeMap<Group, Option<Severity>>,
}

impl Severities {
    /// Sets one rule by its name, whatever is set for its group.
    pub fn set_rule(&mut self, name: &'static str, severity: Option<Severity>) {
        self.rules.insert(name, severity);
    }

    /// Sets all rules of a group. Rules that are off by default stay off: whoever raises a group wants to hear more
    /// of what it says, not what it does not say.
    pub fn set_group(&mut self, group: Group, severity: Option<Severity>) {
        self.groups.insert(group, severity);
    }

    /// How bad the rule's diagnostics are; `None` if it is off.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        let own = self.rules.get(rule.name);
        let group = self.groups.get(&rule.group).filter(|_| rule.severity.is_some());
        own.or(group).copied().unwrap_or(rule.severity)
    }

    /// Whether nothing is set.
    pub(super) fn is_default(&self) -> bool {
        self.rules.is_empty() && self.groups.is_empty()
    }
}

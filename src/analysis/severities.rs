//! The severities of rules, according to the settings.

use std::collections::BTreeMap;

use super::rule::{Group, Rule};
use super::severity::Severity;

/// The severities that are set for rules and groups; all others are the defaults of the rules. `None` means off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities {
    rules: BTreeMap<&'static str, Option<Severity>>,
    groups: BTreeMap<Group, Option<Severity>>,
}

impl Severities {
    /// Sets the severity of a rule by name, overriding that of its group.
    pub fn set_rule(&mut self, name: &'static str, severity: Option<Severity>) {
        self.rules.insert(name, severity);
    }

    /// Sets the severity of all rules of a group. Rules that are off by default stay off, because changing the severity of a
    /// group should not enable more rules.
    pub fn set_group(&mut self, group: Group, severity: Option<Severity>) {
        self.groups.insert(group, severity);
    }

    /// The severity of a rule; `None` if it is off.
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

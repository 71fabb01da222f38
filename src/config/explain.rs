//! Lists every setting that applies to a manifest, and where it is set.

use std::path::Path;

use super::declaration::{FORMS, KEYS, SEVERITIES, Takes};
use super::{Config, Origin};
use crate::analysis::{FormChoice, RULES, Severity};

/// A line of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The key and its value, as written in a file.
    pub value: String,
    /// Where it is set; `None` for a default.
    pub origin: Option<String>,
}

impl Config {
    /// Every setting that applies to a manifest, which may have no path, in the order of the declaration.
    pub fn explain(&self, manifest: Option<&Path>) -> Vec<Explained> {
        let options = self.options(manifest);
        let mut config = self.clone();
        let mut lines = Vec::new();
        let mut line = |value: String, origin: Option<String>| lines.push(Explained { value, origin });
        for key in KEYS {
            let name = key.name;
            match key.takes {
                Takes::Form(field) => {
                    let (form, origin) = match field(&mut config) {
                        Some(set) => (set.value, Some(set.origin.to_string())),
                        None => (FormChoice::default(), None),
                    };
                    line(format!("{name} = \"{}\"", name_of(form, FORMS)), origin);
                }
                Takes::Baseline(field) => {
                    let (text, origin) = match field(&mut config) {
                        Some(set) => (set.value.clone(), Some(set.origin.to_string())),
                        None => (String::new(), None),
                    };
                    line(format!("{name} = {text:?}"), origin);
                }
                Takes::Globs(field, _) => {
                    for set in field(&mut config).iter() {
                        line(format!("{name} = [{:?}]", set.value), Some(set.origin.to_string()));
                    }
                }
                Takes::RuleSeverities(_) => {
                    for rule in RULES {
                        let severity = severity_name(options.severities.of(rule));
                        line(format!("{name}.{} = \"{severity}\"", rule.name), self.origin_of(rule));
                    }
                }
                Takes::Overrides(_, field) => {
                    for set in field(&mut config).iter() {
                        let what = &set.value.what;
                        let pointer: String = what.place.iter().map(|segment| format!("/{segment}")).collect();
                        let rules = match what.rules.is_empty() {
                            true => "all rules".to_owned(),
                            false => what.rules.join(", "),
                        };
                        let severity = severity_name(what.severity);
                        line(format!("{name}: \"{pointer}\", {rules} = \"{severity}\""), Some(set.origin.to_string()));
                    }
                }
                // The severities of groups are shown with their rules.
                Takes::GroupSeverities(_) => {}
                Takes::Text(_) | Takes::Severity(_) | Takes::RuleNames(_) | Takes::Pointer(_) => {}
            }
        }
        lines
    }

    /// Where the severity of a rule is set: for the rule itself, or for its group.
    fn origin_of(&self, rule: &crate::analysis::Rule) -> Option<String> {
        let own = self.rules.iter().rev().find(|set| set.value.0 == rule.name).map(|set| &set.origin);
        let group = || {
            let set = self.groups.iter().rev().find(|set| set.value.0 == rule.group && rule.severity.is_some())?;
            Some(format!("{}, group {}", set.origin, rule.group))
        };
        own.map(Origin::to_string).or_else(group)
    }
}

fn severity_name(severity: Option<Severity>) -> &'static str {
    name_of(severity, SEVERITIES)
}

/// The name of a value; `""` if it has none.
fn name_of<V: Copy + PartialEq>(value: V, names: &[(&'static str, V)]) -> &'static str {
    names.iter().find(|(_, named)| *named == value).map_or("", |(name, _)| name)
}

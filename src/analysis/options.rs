//! What a user may set for a document.

use super::diagnostic::{Diagnostic, Severity};
use super::form::FormChoice;
use super::rule::Rule;
use super::severities::Severities;
use crate::syntax::Source;

/// The settings of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which form documents are taken for.
    pub form: FormChoice,
    /// How bad each rule's diagnostics are.
    pub severities: Severities,
    /// What holds at some places only. A later one goes over an earlier one.
    pub overrides: Vec<Override>,
}

/// Another severity for some rules at some places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The keys and indices of the place, outermost first; `*` stands for any. What is below it belongs to it.
    pub place: Vec<String>,
    /// The rules; none for all.
    pub rules: Vec<&'static str>,
    /// How bad their diagnostics are there; nothing to leave them out.
    pub severity: Option<Severity>,
}

impl Override {
    fn fits(&self, rule: &Rule, segments: &[String]) -> bool {
        (self.rules.is_empty() || self.rules.contains(&rule.name))
            && segments.len() >= self.place.len()
            && self.place.iter().zip(segments).all(|(wanted, found)| wanted == "*" || wanted == found)
    }
}

impl Options {
    pub(super) fn override_levels(&self, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
        if self.overrides.is_empty() {
            return;
        }
        diagnostics.retain_mut(|diagnostic| {
            let pointer = source.node_at(diagnostic.range.start).map(|node| node.pointer()).unwrap_or_default();
            let last = self.overrides.iter().rev().find(|one| one.fits(diagnostic.rule, pointer.segments()));
            match last.map(|one| one.severity) {
                Some(None) => return false,
                Some(Some(severity)) => diagnostic.severity = severity,
                None => {}
            }
            true
        });
    }
}

//! What a user may set for a document.

use super::diagnostic::Diagnostic;
use super::form::FormChoice;
use super::rule::Rule;
use super::severities::Severities;
use super::severity::Severity;
use crate::syntax::Source;

/// The settings of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether the document is taken for a create or an update.
    pub form: FormChoice,
    /// How bad each rule's diagnostics are.
    pub severities: Severities,
    /// Other severities for parts of the document. A later one goes over an earlier one.
    pub overrides: Vec<Override>,
}

/// Another severity for some rules in a part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The keys and indices that lead to the part, outermost first; `*` stands for any. What is below belongs to it.
    pub place: Vec<String>,
    /// The names of the rules; empty for all.
    pub rules: Vec<&'static str>,
    /// How bad their diagnostics are there; `None` to leave them out.
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
    /// Gives diagnostics the severity of the last override that fits, or takes them out.
    pub(super) fn override_severities(&self, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
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

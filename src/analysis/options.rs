//! The options for a document.

use std::sync::Arc;

use super::baseline::Baseline;
use super::diagnostic::Diagnostic;
use super::form::FormChoice;
use super::rule::Rule;
use super::severities::Severities;
use super::severity::Severity;
use crate::syntax::Source;

/// Where a text comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// A file, or the editor that will save it.
    #[default]
    File,
    /// Another program, through a pipe.
    Pipe,
}

/// The options for one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to treat the document as a create or an update.
    pub form: FormChoice,
    /// Where the text comes from.
    pub origin: Origin,
    /// The severity of each rule.
    pub severities: Severities,
    /// Different severities for parts of the document. Later ones take precedence.
    pub overrides: Vec<Override>,
    /// What the document is compared with.
    pub baseline: Option<Arc<Baseline>>,
}

/// A different severity for some rules in a part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The keys and indices that lead to the part, outermost first; `*` matches any. The part includes everything below.
    pub place: Vec<String>,
    /// The names of the rules; empty for all.
    pub rules: Vec<&'static str>,
    /// Their severity there; `None` to drop their diagnostics.
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
    /// Applies the last matching override to each diagnostic, which may drop it.
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

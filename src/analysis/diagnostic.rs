//! Diagnostics, which rules report.

use std::sync::Arc;

use super::baseline::Baseline;
use super::rule::{Group, Rule};
use super::severity::Severity;
use crate::text::TextRange;

/// A message about a range of the document. Cloning it does not copy text.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that reported it.
    pub rule: &'static Rule,
    /// Its severity, with all settings taken into account.
    pub severity: Severity,
    /// Its range, in bytes: the wrong key, the wrong value, or the opening bracket of an object with missing keys.
    pub range: TextRange,
    /// What is wrong and what to write instead, in one or two sentences.
    pub message: Arc<str>,
    /// Related places.
    pub related: Arc<[Related]>,
}

impl Diagnostic {
    /// The key by which the most important diagnostics come first: what the API refuses, then what it accepts, and among
    /// those the most severe.
    pub fn importance(&self) -> (Group, Severity) {
        (self.rule.group, self.severity)
    }

    /// The same diagnostic, moved by `by` bytes.
    #[must_use]
    pub(super) fn shifted(&self, by: i64) -> Self {
        let mut shifted = self.clone();
        if by != 0 {
            shifted.range = self.range.shifted(by);
            if !self.related.is_empty() {
                let related =
                    self.related.iter().map(|related| Related { range: related.range.shifted(by), ..related.clone() });
                shifted.related = related.collect();
            }
        }
        shifted
    }
}

/// A place related to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Its range, in bytes.
    pub range: TextRange,
    /// What it has to do with the diagnostic.
    pub message: Arc<str>,
    /// The baseline, if the place is there and not in the document.
    pub baseline: Option<Arc<Baseline>>,
}

impl Related {
    /// A place in the same document.
    pub fn here(range: TextRange, message: impl Into<Arc<str>>) -> Self {
        Self { range, message: message.into(), baseline: None }
    }
}

//! What a rule reports.

use std::sync::Arc;

use super::rule::Rule;
use super::severity::Severity;
use crate::text::TextRange;

/// Something to tell the author, and where. Cloning it copies no text.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is here, with all settings taken into account.
    pub severity: Severity,
    /// Where, in bytes: the key if the key is wrong, the value if the value is, the opening bracket of an object that
    /// lacks something.
    pub range: TextRange,
    /// What is wrong and what to write instead, in one or two plain sentences.
    pub message: Arc<str>,
    /// Other places that matter.
    pub related: Arc<[Related]>,
}

impl Diagnostic {
    /// The same diagnostic, `by` bytes further on (or back).
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

/// Another place that matters to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where, in bytes.
    pub range: TextRange,
    /// What is there.
    pub message: Arc<str>,
}

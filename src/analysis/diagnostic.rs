//! What a rule reports.

use std::fmt;

use super::rule::Rule;
use crate::text::TextRange;

/// How bad it is. Ordered from the worst down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The API refuses the manifest, or it cannot work.
    Error,
    /// Accepted, but most likely not meant so.
    Warning,
    /// Worth knowing.
    Info,
    /// A suggestion.
    Hint,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
        })
    }
}

/// Something to tell the author, at its place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// Where: the key for a wrong key, the value for a wrong value, the opening bracket for something missing.
    pub range: TextRange,
    /// One or two plain sentences.
    pub message: String,
    /// Other places that matter.
    pub related: Vec<Related>,
}

/// Another place that matters to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub range: TextRange,
    /// Why.
    pub message: String,
}

//! Severities of diagnostics.

use std::fmt;

/// The severity of a diagnostic. The most severe comes first in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The API rejects the manifest, or the integration cannot work.
    Error,
    /// The API accepts it, but it is probably not what the author meant.
    Warning,
    /// Worth knowing.
    Info,
    /// A possible improvement.
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

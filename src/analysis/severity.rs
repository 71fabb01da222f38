//! How bad a diagnostic is.

use std::fmt;

/// How bad a diagnostic is. Ordered from the worst down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The API refuses the manifest, or the integration cannot work.
    Error,
    /// The API accepts it, but the author most likely meant something else.
    Warning,
    /// Worth knowing.
    Info,
    /// Something that could be better.
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

//! Values with their origins.

use std::path::PathBuf;

use crate::text::visible_path;

/// The origin of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file; `None` for an editor's settings.
    pub file: Option<PathBuf>,
    /// The line in the file, from 1.
    pub line: Option<u32>,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{}:{line}", visible_path(file)),
            (Some(file), None) => f.write_str(&visible_path(file)),
            (None, _) => f.write_str("the editor's settings"),
        }
    }
}

/// A value and its origin.
#[derive(Clone, Debug)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Its origin.
    pub origin: Origin,
}

//! Absolute paths by their spelling alone.

use std::path::{Component, Path, PathBuf};

/// The absolute path, without `.` and `..`, so that the folders above can be searched and globs match. Links are not
/// resolved: a file is where its name says.
pub fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

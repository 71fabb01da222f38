//! Tells files apart, whatever their paths look like.

use std::path::{Path, PathBuf};

use tower_lsp::ls_types as lsp;

use super::transport::uri::file_path;

/// A file or folder: its path without links and, where case does not matter, in the case of the disk.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct FileId(PathBuf);

impl FileId {
    /// The file at an absolute path. Of what does not exist, the folder that does is looked at.
    pub(super) fn of(path: &Path) -> Self {
        for known in path.ancestors() {
            let Ok(real) = known.canonicalize() else { continue };
            let rest = path.strip_prefix(known).unwrap_or(Path::new(""));
            // Nothing says how it would be written.
            let rest = if cfg!(windows) { rest.to_string_lossy().to_lowercase().into() } else { rest.to_owned() };
            return Self(if rest.as_os_str().is_empty() { real } else { real.join(rest) });
        }
        Self(path.to_owned())
    }

    /// The file that a URI names; `None` if it names none.
    pub(super) fn of_uri(uri: &lsp::Uri) -> Option<Self> {
        file_path(uri).map(|path| Self::of(&path))
    }

    #[cfg(test)]
    pub(super) fn for_test(path: &str) -> Self {
        Self(PathBuf::from(path))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_is_the_same_on_every_way_to_it() {
        use std::fs;
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::create_dir(&real).unwrap();
        symlink(&real, &link).unwrap();
        fs::write(real.join("a"), "").unwrap();
        symlink(real.join("a"), real.join("b")).unwrap();
        let id = FileId::of(&real.join("a"));
        for same in [link.join("a"), link.join("../real/a"), real.join("b"), real.join("a/")] {
            assert_eq!(FileId::of(&same), id, "{}", same.display());
        }
        // What does not exist is told apart as well.
        assert_eq!(FileId::of(&link.join("new/c")), FileId::of(&real.join("new/c")));
        assert_ne!(FileId::of(&link.join("c")), id);
    }
}

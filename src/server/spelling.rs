//! The URI of a file, as the client spells it: a client that compares URIs as strings takes two spellings for two files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tower_lsp::ls_types as lsp;

use super::transport::uri;

/// How the client spells the files and folders that it has named.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    folders: Vec<(PathBuf, lsp::Uri)>,
    files: HashMap<PathBuf, lsp::Uri>,
    /// Whether it escapes only what has to be escaped in a path. If not, it escapes everything but letters, digits and
    /// `-._~`, as VS Code does.
    is_sparing: bool,
}

impl Spelling {
    /// The folders of the workspace.
    pub(super) fn set_folders(&mut self, folders: Vec<(PathBuf, lsp::Uri)>) {
        for (_, uri) in &folders {
            self.learn(uri);
        }
        self.folders = folders;
    }

    /// The client has named a file.
    pub(super) fn named(&mut self, path: &Path, uri: &lsp::Uri) {
        self.learn(uri);
        self.files.insert(path.to_owned(), uri.clone());
    }

    /// The URI of a file: the client's, if it has named the file or a folder around it, otherwise one in its manner.
    pub(super) fn uri(&self, path: &Path) -> Option<lsp::Uri> {
        if let Some(uri) = self.files.get(path) {
            return Some(uri.clone());
        }
        let around = self.folders.iter().filter(|(folder, _)| path.starts_with(folder));
        let Some((folder, base)) = around.max_by_key(|(folder, _)| folder.components().count()) else {
            return uri::of_path(path, self.is_sparing);
        };
        let rest = uri::escaped_path(path.strip_prefix(folder).ok()?, self.is_sparing);
        let base = base.as_str();
        let separator = if rest.is_empty() || base.ends_with('/') { "" } else { "/" };
        format!("{base}{separator}{rest}").parse().ok()
    }

    fn learn(&mut self, uri: &lsp::Uri) {
        if let Some(is_sparing) = uri::is_sparing(uri) {
            self.is_sparing = is_sparing;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[cfg(unix)]
    fn uri(text: &str) -> lsp::Uri {
        text.parse().unwrap()
    }

    #[cfg(unix)]
    fn spelled(spelling: &Spelling, path: &str) -> String {
        spelling.uri(Path::new(path)).unwrap().as_str().to_owned()
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_spelled_as_the_client_spells_it() {
        let mut spelling = Spelling::default();
        assert_eq!(spelled(&spelling, "/w/@a (1).json"), "file:///w/%40a%20%281%29.json");
        spelling.set_folders(vec![
            (PathBuf::from("/w"), uri("file://localhost/%77/")),
            (PathBuf::from("/w/@b"), uri("file:///w/@b")),
        ]);
        assert_eq!(spelled(&spelling, "/w/a/x.json"), "file://localhost/%77/a/x.json");
        assert_eq!(spelled(&spelling, "/w/@b/(1) é.json"), "file:///w/@b/(1)%20%C3%A9.json", "the innermost folder");
        assert_eq!(spelled(&spelling, "/w/@b"), "file:///w/@b");
        assert_eq!(spelled(&spelling, "/other/@.json"), "file:///other/@.json", "in the same manner");
        spelling.named(Path::new("/w/@b/x.json"), &uri("file:///w/%40b/x.json"));
        assert_eq!(spelled(&spelling, "/w/@b/x.json"), "file:///w/%40b/x.json");
        assert_eq!(spelled(&spelling, "/other/@.json"), "file:///other/%40.json", "it has changed its manner");
    }
}

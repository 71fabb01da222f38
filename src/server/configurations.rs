//! Configuration files of the folders that open manifests lie in, and the editor's settings over them.
//!
//! No other file is read, and these only to learn how diagnostics are to be weighed.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tower_lsp::ls_types as lsp;

use super::uri::file_path;
use super::{Backend, convert};
use crate::analysis::Options;
use crate::config::Config;
use crate::config::locate::{Found, nearest, read};
use crate::config::manifests::is_manifest_name;
use crate::syntax::{Dialect, Source};

/// What was set, and where.
#[derive(Default)]
pub(super) struct Configurations {
    editor: Mutex<Config>,
    /// The files that have been read.
    files: Mutex<HashMap<PathBuf, Found>>,
    /// Those that the client shows config_errors of.
    flawed: Mutex<HashSet<PathBuf>>,
}

impl Configurations {
    pub(super) fn set_editor(&self, config: Config) {
        if let Ok(mut editor) = self.editor.lock() {
            *editor = config;
        }
    }

    /// Forgets the files, so that they are read again.
    pub(super) fn forget(&self) {
        if let Ok(mut files) = self.files.lock() {
            files.clear();
        }
    }

    /// What holds for a document: the file beside or above it, and the editor's settings over that.
    pub(super) fn options(&self, uri: &lsp::Uri) -> Options {
        let editor = self.editor.lock().map(|editor| editor.clone()).unwrap_or_default();
        let path = file_path(uri);
        let config = path.as_deref().and_then(Path::parent).and_then(|folder| self.of_folder(folder));
        config.unwrap_or_default().with(&editor).options(path.as_deref())
    }

    /// Whether a file is a manifest by its name, or by what is configured.
    pub(super) fn is_manifest(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str());
        let config = || path.parent().and_then(|folder| self.of_folder(folder));
        name.is_some_and(is_manifest_name) || config().is_some_and(|config| config.includes(path))
    }

    fn of_folder(&self, folder: &Path) -> Option<Config> {
        let path = nearest(folder)?;
        let mut files = self.files.lock().ok()?;
        if let Some(found) = files.get(&path) {
            return Some(found.config.clone());
        }
        let found = read(&path).ok()?;
        let config = found.config.clone();
        files.insert(path, found);
        Some(config)
    }
}

impl Backend {
    /// Works out anew what holds for every open document.
    pub(super) fn configure_all(&self) {
        self.documents.set_options(|uri| self.configurations.options(uri));
    }

    /// Shows what is wrong with configuration files in these, and takes it away where it was mended.
    pub(super) async fn publish_flaws(&self) {
        let abilities = self.abilities();
        let mut news = Vec::new();
        if let (Ok(files), Ok(mut flawed)) = (self.configurations.files.lock(), self.configurations.flawed.lock()) {
            for (path, found) in files.iter() {
                let was_flawed = flawed.contains(path);
                if found.config_errors.is_empty() && !was_flawed {
                    continue;
                }
                let source = Source::new(found.text.clone(), Dialect::Json);
                let diagnostics: Vec<_> = found
                    .config_errors
                    .iter()
                    .map(|config_error| convert::config_error(&source, config_error, abilities.encoding))
                    .collect();
                if diagnostics.is_empty() {
                    flawed.remove(path)
                } else {
                    flawed.insert(path.clone())
                };
                news.extend(lsp::Uri::from_file_path(path).map(|uri| (uri, diagnostics)));
            }
            // A file that is gone has no config_errors any more.
            let gone: Vec<PathBuf> = flawed.iter().filter(|path| !path.is_file()).cloned().collect();
            for path in gone {
                flawed.remove(&path);
                news.extend(lsp::Uri::from_file_path(&path).map(|uri| (uri, Vec::new())));
            }
        }
        for (uri, diagnostics) in news {
            self.client.publish_diagnostics(uri, diagnostics, None).await;
        }
    }
}

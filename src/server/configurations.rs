//! Configuration files of the folders that open manifests lie in, and the editor's settings over them.
//!
//! No other file is read, and these only to learn how findings are to be weighed.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::json;
use tower_lsp::ls_types as lsp;

use super::workspace::watchers;
use super::{Backend, convert};
use crate::analysis::Options;
use crate::config::Config;
use crate::config::discover::{Found, nearest, read};
use crate::syntax::{Dialect, Source};

/// What was set, and where.
#[derive(Default)]
pub(super) struct Configurations {
    editor: Mutex<Config>,
    /// The files that have been read.
    files: Mutex<HashMap<PathBuf, Found>>,
    /// Those that the client shows flaws of.
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

/// The path of a `file:` URI.
pub(super) fn file_path(uri: &lsp::Uri) -> Option<PathBuf> {
    let is_file = uri.as_str().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    if is_file { uri.to_file_path().map(|path| path.into_owned()) } else { None }
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
                if found.flaws.is_empty() && !was_flawed {
                    continue;
                }
                let source = Source::new(found.text.clone(), Dialect::Json);
                let diagnostics: Vec<_> =
                    found.flaws.iter().map(|flaw| convert::flaw(&source, flaw, abilities.encoding)).collect();
                if diagnostics.is_empty() {
                    flawed.remove(path)
                } else {
                    flawed.insert(path.clone())
                };
                news.extend(lsp::Uri::from_file_path(path).map(|uri| (uri, diagnostics)));
            }
            // A file that is gone has no flaws any more.
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

    /// Asks the client to tell when files or settings change.
    pub(super) fn register(&self) {
        let abilities = self.abilities();
        let mut wanted = Vec::new();
        if abilities.watches_files {
            let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers: watchers() };
            wanted.push(("workspace/didChangeWatchedFiles", serde_json::to_value(options).ok()));
        }
        if abilities.registers_configuration {
            wanted.push(("workspace/didChangeConfiguration", Some(json!({"section": env!("CARGO_PKG_NAME")}))));
        }
        if wanted.is_empty() {
            return;
        }
        let registrations = wanted.into_iter().map(|(method, register_options)| lsp::Registration {
            id: format!("integration-ls/{method}"),
            method: method.to_owned(),
            register_options,
        });
        let (client, registrations) = (self.client.clone(), registrations.collect());
        tokio::spawn(async move {
            // A client that refuses is asked for its files and settings when it next opens a manifest.
            let _ = client.register_capability(registrations).await;
        });
    }
}

//! What is configured for documents: the files that apply to them, and the editor's settings on top.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tower_lsp::ls_types as lsp;

use super::uri::file_path;
use super::{Backend, convert};
use crate::analysis::Options;
use crate::config::{Config, Resolver};
use crate::syntax::{Dialect, Source};

/// What is set, and where.
#[derive(Default)]
pub(super) struct Configurations {
    editor: Mutex<Config>,
    /// The configuration files.
    pub(super) files: Resolver,
    /// The files whose errors the client shows.
    flawed: Mutex<HashSet<PathBuf>>,
}

impl Configurations {
    pub(super) fn set_editor(&self, config: Config) {
        if let Ok(mut editor) = self.editor.lock() {
            *editor = config;
        }
    }

    /// The options for a document: the file that applies to it, and the editor's settings on top.
    pub(super) fn options(&self, uri: &lsp::Uri) -> Options {
        let editor = self.editor.lock().map(|editor| editor.clone()).unwrap_or_default();
        let path = file_path(uri);
        let config = path.as_deref().and_then(Path::parent).map(|folder| self.files.config(folder));
        config.unwrap_or_default().with(&editor).options(path.as_deref())
    }
}

impl Backend {
    /// Works out anew what holds for every open document.
    pub(super) fn configure_all(&self) {
        self.documents.set_options(|uri| self.configurations.options(uri));
    }

    /// Shows the errors of configuration files, and clears those that were fixed.
    pub(super) async fn publish_flaws(&self) {
        let abilities = self.abilities();
        let mut news = Vec::new();
        if let Ok(mut flawed) = self.configurations.flawed.lock() {
            for file in self.configurations.files.files() {
                let path = &file.path;
                let was_flawed = flawed.contains(path);
                if file.config_errors.is_empty() && !was_flawed {
                    continue;
                }
                let source = Source::new(file.text.clone(), Dialect::Json);
                let diagnostics: Vec<_> = file
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
            // A file that is gone has no errors any more.
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

//! The configuration: configuration files in the folders of the manifests and above, overridden by the editor's settings.
//!
//! No other files are read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use parking_lot::Mutex;
use tower_lsp::ls_types as lsp;

use super::convert;
use super::editor_settings::{Found, SECTION};
use super::transport::uri::file_path;
use crate::analysis::Options;
use crate::config::{Config, Resolver, from_json};
use crate::syntax::{Dialect, Source};
use crate::text::Encoding;

/// The settings and their origins.
#[derive(Default)]
pub(super) struct Configuration {
    editor: Mutex<Config>,
    /// What the editor has set at the start, which holds where it has nothing else to say.
    initial: Mutex<Config>,
    /// What was wrong with the editor's settings when they came last.
    complaints: Mutex<HashSet<String>>,
    /// The configuration files.
    pub(super) files: Resolver,
    /// The files whose errors the client currently shows.
    shown: Mutex<HashSet<PathBuf>>,
}

impl Configuration {
    /// Takes the settings that the editor starts with, and says what is wrong with them.
    pub(super) fn set_initial(&self, found: &Found) -> Vec<String> {
        let complaints = self.set_editor(found);
        (*self.initial.lock()).clone_from(&self.editor.lock());
        complaints
    }

    /// Takes the editor's settings; those that it has started with if they are null. What is wrong with one is said in a
    /// sentence, unless it was said when they came last, and its default holds.
    pub(super) fn set_editor(&self, found: &Found) -> Vec<String> {
        if found.settings.is_null() {
            self.reset_editor();
            return Vec::new();
        }
        let ignored: Vec<&str> = found.ignored.iter().map(String::as_str).collect();
        let (config, errors) = from_json(&found.settings, &ignored);
        *self.editor.lock() = config;
        let all = errors.into_iter().map(|error| format!("In the settings of {SECTION}: {}", error.message));
        let all: Vec<String> = all.collect();
        let old = std::mem::replace(&mut *self.complaints.lock(), all.iter().cloned().collect());
        all.into_iter().filter(|complaint| !old.contains(complaint)).collect()
    }

    /// Returns to the settings that the editor has started with.
    pub(super) fn reset_editor(&self) {
        (*self.editor.lock()).clone_from(&self.initial.lock());
    }

    /// The configuration of a folder to search. The editor's globs are relative to it if no configuration file applies.
    pub(super) fn of_folder(&self, folder: &Path) -> Config {
        let mut config = self.files.config(folder).with(&self.editor.lock());
        config.folder.get_or_insert_with(|| folder.to_owned());
        config
    }

    /// The options for a document: those of the nearest configuration file, overridden by the editor's settings.
    pub(super) fn options(&self, uri: &lsp::Uri) -> Options {
        let path = file_path(uri);
        let config = path.as_deref().and_then(Path::parent).map(|folder| self.files.config(folder));
        config.unwrap_or_default().with(&self.editor.lock()).options(path.as_deref())
    }

    /// The diagnostics of configuration files that the client has to be sent, including empty ones to clear old errors.
    pub(super) fn news(&self, encoding: Encoding) -> Vec<(lsp::Uri, Vec<lsp::Diagnostic>)> {
        let mut news = Vec::new();
        let mut shown = self.shown.lock();
        for found in self.files.files() {
            let path = &found.path;
            if found.config_errors.is_empty() && !shown.contains(path) {
                continue;
            }
            let source = Source::new(found.text.clone(), Dialect::Json);
            let errors = found.config_errors.iter();
            let diagnostics: Vec<_> = errors.map(|error| convert::config_error(&source, error, encoding)).collect();
            if diagnostics.is_empty() {
                shown.remove(path);
            } else {
                shown.insert(path.clone());
            }
            news.extend(lsp::Uri::from_file_path(path).map(|uri| (uri, diagnostics)));
        }
        // A file that no longer exists has no errors.
        let gone: Vec<PathBuf> = shown.iter().filter(|path| !path.is_file()).cloned().collect();
        for path in gone {
            shown.remove(&path);
            news.extend(lsp::Uri::from_file_path(&path).map(|uri| (uri, Vec::new())));
        }
        news
    }
}

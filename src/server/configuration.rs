//! The configuration: configuration files in the folders of the manifests and above, overridden by the editor's settings.
//!
//! No other files are read, but those that they name as baselines.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use parking_lot::Mutex;
use tower_lsp::ls_types as lsp;

use super::convert;
use super::editor_settings::{Found, SECTION};
use crate::analysis::Options;
use crate::config::manifests::is_manifest_name;
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
    /// The folders of the workspace, which the editor's globs are relative to where no file applies.
    folders: Mutex<Vec<PathBuf>>,
    /// The files whose errors the client currently shows, each with the URI under which it does.
    shown: Mutex<HashMap<PathBuf, lsp::Uri>>,
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

    /// The folders of the workspace.
    pub(super) fn set_folders(&self, folders: Vec<PathBuf>) {
        *self.folders.lock() = folders;
    }

    /// What holds in a folder: the nearest configuration file, overridden by the editor's settings.
    pub(super) fn of_folder(&self, folder: &Path) -> Config {
        let mut config = self.files.config(folder).with(&self.editor.lock());
        if config.folder.is_none() {
            let folders = self.folders.lock();
            let around = folders.iter().filter(|known| folder.starts_with(known));
            config.folder = around.max_by_key(|known| known.components().count()).cloned();
        }
        config
    }

    /// The options for a document, which may have no path.
    pub(super) fn options(&self, path: Option<&Path>) -> Options {
        let config = path.and_then(Path::parent).map(|folder| self.of_folder(folder));
        let config = config.unwrap_or_else(|| self.editor.lock().clone());
        let mut options = config.options(path);
        options.baseline = path.and_then(|path| self.files.baseline(&config, path));
        options
    }

    /// Whether a file is a manifest by its name or because a configuration file or the editor says so.
    pub(super) fn is_manifest(&self, path: &Path) -> bool {
        is_manifest_name(path) || path.parent().is_some_and(|folder| self.of_folder(folder).includes(path))
    }

    /// Reads the known configuration files again, and those that have come.
    pub(super) fn reload(&self) {
        let known = self.files.files();
        self.files.forget();
        for folder in known.iter().filter_map(|file| file.path.parent()) {
            self.files.file(folder);
        }
    }

    /// What holds in the workspace's folders and wherever a configuration file is known, each with its file, if there is
    /// one.
    pub(super) fn known(&self) -> Vec<(Option<PathBuf>, Config)> {
        let folders = self.folders.lock().clone();
        // A file may apply to a folder in which nothing has been looked at yet.
        let files = folders.iter().map(|folder| self.files.file(folder).map(|file| file.path.clone()));
        let without: Vec<&PathBuf> =
            folders.iter().zip(files).filter(|(_, file)| file.is_none()).map(|(folder, _)| folder).collect();
        let of_files = self
            .files
            .files()
            .into_iter()
            .filter_map(|file| Some((Some(file.path.clone()), self.of_folder(file.path.parent()?))));
        without.into_iter().map(|folder| (None, self.of_folder(folder))).chain(of_files).collect()
    }

    /// The diagnostics of configuration files that the client has to be sent, including empty ones to clear old errors.
    /// `uri`: the URI of a file.
    pub(super) fn news(
        &self,
        uri: impl Fn(&Path) -> Option<lsp::Uri>,
        encoding: Encoding,
    ) -> Vec<(lsp::Uri, Vec<lsp::Diagnostic>)> {
        let mut news = Vec::new();
        let mut shown = self.shown.lock();
        for found in self.files.files() {
            let path = &found.path;
            if found.config_errors.is_empty() && !shown.contains_key(path) {
                continue;
            }
            let Some(uri) = uri(path) else { continue };
            let source = Source::new(found.text.clone(), Dialect::Json);
            let errors = found.config_errors.iter();
            let diagnostics: Vec<_> = errors.map(|error| convert::config_error(&source, error, encoding)).collect();
            let before =
                if diagnostics.is_empty() { shown.remove(path) } else { shown.insert(path.clone(), uri.clone()) };
            news.extend(before.filter(|before| *before != uri).map(|before| (before, Vec::new())));
            news.push((uri, diagnostics));
        }
        // A file that no longer exists has no errors.
        news.extend(shown.extract_if(|path, _| !path.is_file()).map(|(_, uri)| (uri, Vec::new())));
        news
    }
}

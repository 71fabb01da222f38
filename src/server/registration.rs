//! What the client is asked to tell of, once it is initialized.

use serde_json::json;
use tower_lsp::ls_types as lsp;

use super::Backend;
use crate::config::locate::NAMES;
use crate::config::manifests::GLOBS;

impl Backend {
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

/// What the client is asked to watch: configuration files and manifests.
fn watchers() -> Vec<lsp::FileSystemWatcher> {
    let globs = NAMES.iter().map(|name| format!("**/{name}")).chain(GLOBS.iter().map(|glob| (*glob).to_owned()));
    let watcher = |glob| lsp::FileSystemWatcher { glob_pattern: lsp::GlobPattern::String(glob), kind: None };
    globs.map(watcher).collect()
}

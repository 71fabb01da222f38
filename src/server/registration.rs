//! Our own requests to the client. Each runs in its own task, because a handler that waited for the response would keep
//! the response from being handled.

use std::sync::Arc;

use serde_json::json;
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::{DidChangeConfiguration, DidChangeWatchedFiles, Notification as _};

use super::editor_settings::SECTION;
use super::event::Event;
use super::session::Session;
use crate::config::locate::NAMES;
use crate::config::manifests::GLOBS;

/// Asks the client to report changed files and settings.
pub(super) fn register(session: &Session) {
    let support = session.support();
    let mut wanted = Vec::new();
    if support.watches_files {
        let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers: watchers() };
        wanted.push((DidChangeWatchedFiles::METHOD, serde_json::to_value(options).ok()));
    }
    if support.registers_configuration {
        wanted.push((DidChangeConfiguration::METHOD, Some(json!({"section": SECTION}))));
    }
    if wanted.is_empty() {
        return;
    }
    let registrations = wanted.into_iter().map(|(method, register_options)| lsp::Registration {
        id: format!("integration-ls/{method}"),
        method: method.to_owned(),
        register_options,
    });
    let (client, registrations) = (session.client.clone(), registrations.collect());
    tokio::spawn(async move {
        // If the client refuses, the configuration is read again whenever a manifest is opened.
        let _ = client.register_capability(registrations).await;
    });
}

/// The files that the client is asked to watch: configuration files and manifests.
fn watchers() -> Vec<lsp::FileSystemWatcher> {
    let globs = NAMES.iter().map(|name| format!("**/{name}")).chain(GLOBS.iter().map(|glob| (*glob).to_owned()));
    let watcher = |glob| lsp::FileSystemWatcher { glob_pattern: lsp::GlobPattern::String(glob), kind: None };
    globs.map(watcher).collect()
}

/// Asks the client for the settings, which arrive as an event.
pub(super) fn pull_settings(session: &Arc<Session>) {
    if !session.support().pulls_configuration {
        return;
    }
    let (session, pull) = (Arc::clone(session), session.next_pull());
    tokio::spawn(async move {
        let item = lsp::ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        if let Ok(mut answer) = session.client.configuration(vec![item]).await {
            session.send_event(Event::Settings { pull, settings: answer.pop().unwrap_or_default() });
        }
    });
}

/// Asks a client that pulls diagnostics to pull them again.
pub(super) fn refresh_diagnostics(session: &Session) {
    if !session.support().refreshes_diagnostics {
        return;
    }
    let client = session.client.clone();
    tokio::spawn(async move {
        // If that fails, the client pulls again after the next edit.
        let _ = client.workspace_diagnostic_refresh().await;
    });
}

//! Our own requests to the client. Each runs in its own task, because a handler that waited for the response would keep
//! the response from being handled.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::{DidChangeConfiguration, DidChangeWatchedFiles, Notification as _};

use super::editor_settings::SECTION;
use super::event::Event;
use super::session::Session;
use crate::config::locate::NAMES;
use crate::config::manifests::GLOBS;

/// What a folder stands for, as a glob in it.
const JSON: &str = "**/*.{json,jsonc}";

/// Asks the client to report changed settings and files.
pub(super) fn register(session: &Arc<Session>) {
    let mut wanted = Vec::new();
    if session.support().registers_configuration {
        wanted.push(registration(DidChangeConfiguration::METHOD, 0, json!({"section": SECTION})));
    }
    wanted.extend(new_watchers(session));
    send(session, wanted, None);
}

/// Asks the client to watch the files that matter now, if these are others than before.
pub(super) fn watch(session: &Arc<Session>) {
    let Some(wanted) = new_watchers(session) else { return };
    let before = session.watched.lock().registrations - 1;
    let before = (before > 0).then(|| lsp::Unregistration {
        id: registration_id(DidChangeWatchedFiles::METHOD, before),
        method: DidChangeWatchedFiles::METHOD.to_owned(),
    });
    send(session, vec![wanted], before);
}

fn send(session: &Session, wanted: Vec<lsp::Registration>, unwanted: Option<lsp::Unregistration>) {
    if wanted.is_empty() {
        return;
    }
    let client = session.client.clone();
    tokio::spawn(async move {
        // If the client refuses, the configuration is read again whenever a manifest is opened.
        let _ = client.register_capability(wanted).await;
        // Only now, so that nothing goes unwatched.
        if let Some(unwanted) = unwanted {
            let _ = client.unregister_capability(vec![unwanted]).await;
        }
    });
}

/// The registration of the files to watch; `None` if the client has it already, or watches none.
fn new_watchers(session: &Session) -> Option<lsp::Registration> {
    if !session.support().watches_files {
        return None;
    }
    let watchers = watchers(session);
    let mut watched = session.watched.lock();
    if watched.watchers == watchers {
        return None;
    }
    watched.watchers.clone_from(&watchers);
    watched.registrations += 1;
    let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers };
    Some(registration(DidChangeWatchedFiles::METHOD, watched.registrations, json!(options)))
}

fn registration(method: &str, number: u64, options: Value) -> lsp::Registration {
    lsp::Registration {
        id: registration_id(method, number),
        method: method.to_owned(),
        register_options: Some(options),
    }
}

fn registration_id(method: &str, number: u64) -> String {
    format!("integration-ls/{method}/{number}")
}

/// The files that the client is asked to watch: in the workspace, configuration files and manifests by their names; also
/// configuration files elsewhere, and the files that a configuration makes manifests.
fn watchers(session: &Session) -> Vec<lsp::FileSystemWatcher> {
    let names = NAMES.iter().map(|name| format!("**/{name}")).chain(GLOBS.iter().map(|glob| (*glob).to_owned()));
    let mut patterns: Vec<lsp::GlobPattern> = names.map(lsp::GlobPattern::String).collect();
    let index = session.index.lock();
    for (file, config) in session.configuration.known() {
        let folder = file.as_deref().and_then(Path::parent).or(config.folder.as_deref());
        let Some(folder) = folder else { continue };
        let is_inside = index.folders().iter().any(|known| folder.starts_with(&known.path));
        let names = NAMES.iter().filter(|_| file.is_some() && !is_inside).map(|name| (*name).to_owned());
        let included = config.include.iter().flat_map(|glob| watched_globs(&glob.value));
        let baseline = config.baseline.iter().map(|set| set.value.clone()).filter(|file| !file.starts_with("git:"));
        for glob in names.chain(included).chain(baseline) {
            let base = index.spelling.uri(folder).filter(|_| session.support().relative_patterns);
            patterns.push(pattern(folder, base, glob));
        }
    }
    // The files are known in no order.
    let watcher = |glob_pattern| lsp::FileSystemWatcher { glob_pattern, kind: None };
    let mut watchers: Vec<lsp::FileSystemWatcher> = Vec::new();
    for watcher in patterns.into_iter().map(watcher) {
        if !watchers.contains(&watcher) {
            watchers.push(watcher);
        }
    }
    watchers.sort_by_cached_key(|watcher| serde_json::to_string(watcher).unwrap_or_default());
    watchers
}

/// A glob of our configuration as globs of the protocol. There, one star does not match a slash, so what is deeper needs a
/// second one; nothing can be escaped, and a folder does not stand for what is in it.
fn watched_globs(glob: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut characters = glob.chars();
    while let Some(character) = characters.next() {
        let is_escape = character == '\\' && characters.next().is_some();
        plain.push(if is_escape { '?' } else { character });
    }
    let segments: Vec<&str> = plain.split('/').filter(|segment| !matches!(*segment, "" | ".")).collect();
    let (Some((name, folders)), plain) = (segments.split_last(), segments.join("/")) else {
        return vec![JSON.to_owned()];
    };
    let mut globs = Vec::new();
    if plain.replace("**", "").contains('*') {
        let fixed = folders.iter().take_while(|segment| !segment.contains(['*', '?', '[', '{']));
        globs.push(fixed.copied().chain(["**", *name]).collect::<Vec<_>>().join("/"));
    }
    if *name != "**" && !name.ends_with(".json") && !name.ends_with(".jsonc") {
        globs.push(format!("{plain}/{JSON}"));
    }
    globs.insert(0, plain);
    if glob.starts_with('/') {
        let absolute: Vec<String> = globs.iter().map(|glob| format!("/{glob}")).collect();
        globs.extend(absolute);
    }
    globs.dedup();
    globs
}

/// A glob below a folder. `base`: the folder's URI, if the client takes patterns that are relative to one.
fn pattern(folder: &Path, base: Option<lsp::Uri>, glob: String) -> lsp::GlobPattern {
    if Path::new(&glob).is_absolute() {
        return lsp::GlobPattern::String(glob);
    }
    if let Some(base) = base {
        return lsp::GlobPattern::Relative(lsp::RelativePattern { base_uri: lsp::OneOf::Right(base), pattern: glob });
    }
    // The characters of globs cannot be escaped, but one stands for any.
    let folder = folder.to_string_lossy().replace('\\', "/").replace(['*', '[', ']', '{', '}'], "?");
    lsp::GlobPattern::String(format!("{}/{glob}", folder.trim_end_matches('/')))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_globs_as_globs_of_the_protocol() {
        for (glob, expected) in [
            ("manifests/*.json", vec!["manifests/*.json", "manifests/**/*.json"]),
            ("./a//b.json", vec!["a/b.json"]),
            ("**/*.bot.json", vec!["**/*.bot.json"]),
            ("a*/b/c.json", vec!["a*/b/c.json", "**/c.json"]),
            ("a/b/", vec!["a/b", "a/b/**/*.{json,jsonc}"]),
            ("/a.json", vec!["a.json", "/a.json"]),
            ("./", vec!["**/*.{json,jsonc}"]),
            ("a/\\[x\\].json", vec!["a/?x?.json"]),
        ] {
            assert_eq!(watched_globs(glob), expected, "{glob}");
        }
    }

    #[test]
    fn a_client_that_knows_no_relative_patterns_gets_absolute_ones() {
        let shown = |pattern: lsp::GlobPattern| serde_json::to_value(pattern).unwrap_or_default();
        if cfg!(unix) {
            assert_eq!(shown(pattern(Path::new("/a/[b]"), None, "*.json".to_owned())), "/a/?b?/*.json");
            assert_eq!(shown(pattern(Path::new("/a"), None, "/b/*.json".to_owned())), "/b/*.json");
        }
        let base = "file:///a".parse().ok();
        assert_eq!(
            shown(pattern(Path::new("/a"), base, "*.json".to_owned())),
            json!({"baseUri": "file:///a", "pattern": "*.json"})
        );
    }
}

//! Manifests of the workspace that are not open: their diagnostics and their names.
//!
//! They are looked at when somebody asks (`workspace/diagnostic`, `workspace/symbol`), and, for clients that are sent
//! their diagnostics, of our own accord if the client tells of files that change: what is shown is then always true.
//! Only manifests below the workspace's folders are read.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use tower_lsp::ls_types as lsp;

use super::documents::Open;
use super::guard::guard;
use super::progress::Bar;
use super::structure::{shown_name, symbol_kind};
use super::uri::file_path;
use super::{Backend, Session, convert, publish};
use crate::analysis::Document;
use crate::config::locate::NAMES;
use crate::config::manifests::below;
use crate::features::document_symbol::declared;
use crate::syntax::Dialect;

/// After so many files and folders a walk ends: a home folder is no workspace.
const MOST_ENTRIES: usize = 200_000;
/// A larger file is not read unasked, in bytes.
const LARGEST: u64 = 64_000_000;
/// Files read in one go, between looks at whether somebody has cancelled.
const BATCH: usize = 16;

/// What is known of the workspace.
#[derive(Default)]
pub(super) struct Workspace {
    folders: Mutex<Vec<PathBuf>>,
    /// The manifests that the last walk has found, with what they say.
    files: Mutex<BTreeMap<PathBuf, Option<Filed>>>,
    /// Whether nothing has happened since the last walk that the client would not tell.
    is_current: AtomicBool,
    /// One walk at a time: a second waits, and then knows what the first has found.
    walking: tokio::sync::Mutex<()>,
    /// The files that the client shows diagnostics of.
    shown: Mutex<HashSet<PathBuf>>,
}

/// What a file says that is not open.
#[derive(Clone)]
pub(super) struct Filed {
    stamp: Stamp,
    /// The protocol's result id.
    pub(super) id: String,
    pub(super) diagnostics: Vec<lsp::Diagnostic>,
    pub(super) symbols: Vec<lsp::SymbolInformation>,
}

type Stamp = (Option<SystemTime>, u64);

/// A look at all manifests, some at a time.
pub(super) struct Scan {
    todo: VecDeque<PathBuf>,
    total: usize,
    /// Files that are no longer there.
    pub(super) gone: Vec<PathBuf>,
    bar: Bar,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workspace {
    pub(super) fn set_folders(&self, uris: impl Iterator<Item = lsp::Uri>) {
        let mut folders = held(&self.folders);
        *folders = uris.filter_map(|uri| file_path(&uri)).collect();
        self.outdate();
    }

    fn change_folders(&self, event: lsp::WorkspaceFoldersChangeEvent) {
        let removed: HashSet<PathBuf> = event.removed.iter().filter_map(|folder| file_path(&folder.uri)).collect();
        let mut folders = held(&self.folders);
        folders.retain(|folder| !removed.contains(folder));
        for added in event.added.iter().filter_map(|folder| file_path(&folder.uri)) {
            if !folders.contains(&added) {
                folders.push(added);
            }
        }
        self.outdate();
    }

    /// The files have to be looked for again.
    pub(super) fn outdate(&self) {
        self.is_current.store(false, Ordering::Relaxed);
    }

    /// What the file said when it was last looked at.
    pub(super) fn filed(&self, path: &Path) -> Option<Filed> {
        held(&self.files).get(path).cloned().flatten()
    }

    fn lists(&self, path: &Path) -> bool {
        held(&self.files).contains_key(path)
    }
}

impl Backend {
    /// Whether the client is sent the diagnostics of files that are not open.
    fn sends_workspace(&self) -> bool {
        let abilities = self.abilities();
        abilities.watches_files && !abilities.pulls_diagnostics && !held(&self.workspace.folders).is_empty()
    }

    /// The paths of the open documents.
    pub(super) fn open_paths(&self) -> BTreeSet<PathBuf> {
        self.documents.uris().iter().filter_map(file_path).collect()
    }

    /// Finds the manifests. `token`: where the client wants to see how far it is.
    pub(super) async fn scan(&self, token: Option<lsp::ProgressToken>) -> Scan {
        let walking = self.workspace.walking.lock().await;
        // Only who is told of changes may rely on this walk the next time. It is said before the walk: what happens
        // meanwhile takes it back.
        let is_current = self.workspace.is_current.swap(self.abilities().watches_files, Ordering::Relaxed);
        let mut gone = Vec::new();
        if !is_current {
            let session = Arc::clone(&self.session);
            let walked = tokio::task::spawn_blocking(move || walk(&session)).await;
            let (found, was_cut) = walked.unwrap_or_default();
            if was_cut {
                let text = format!(
                    "The workspace has more than {MOST_ENTRIES} files; manifests beyond are not looked at until they are opened."
                );
                self.log(Some(text)).await;
            }
            let mut files = held(&self.workspace.files);
            let mut old = std::mem::take(&mut *files);
            *files = found
                .into_iter()
                .map(|path| {
                    let known = old.remove(&path).flatten();
                    (path, known)
                })
                .collect();
            gone.extend(old.into_keys());
        }
        drop(walking);
        let todo: VecDeque<PathBuf> = held(&self.workspace.files).keys().cloned().collect();
        let unread = held(&self.workspace.files).values().filter(|filed| filed.is_none()).count();
        let bar = self.bar(token, unread).await;
        Scan { total: todo.len(), todo, gone, bar }
    }

    /// Looks at the next files; nothing when all have been looked at, or somebody has cancelled. Open ones are left out.
    pub(super) async fn next(&self, scan: &mut Scan) -> Option<Vec<PathBuf>> {
        if scan.bar.is_cancelled() {
            self.log(Some(format!(
                "Looking at the workspace was cancelled; {} manifests are left out.",
                scan.todo.len()
            )))
            .await;
            self.workspace.outdate();
            scan.todo.clear();
        }
        if scan.todo.is_empty() {
            self.end_bar(&mut scan.bar).await;
            return None;
        }
        let open = self.open_paths();
        let count = BATCH.min(scan.todo.len());
        let batch: Vec<PathBuf> = scan.todo.drain(..count).filter(|path| !open.contains(path)).collect();
        let known: Vec<(PathBuf, Option<Stamp>)> =
            batch.iter().map(|path| (path.clone(), self.workspace.filed(path).map(|filed| filed.stamp))).collect();
        let session = Arc::clone(&self.session);
        let read = tokio::task::spawn_blocking(move || {
            known
                .into_iter()
                .filter_map(|(path, stamp)| Some((look(&session, &path, stamp)?, path)))
                .collect::<Vec<_>>()
        });
        for (filed, path) in read.await.unwrap_or_default() {
            if let Some(known) = held(&self.workspace.files).get_mut(&path) {
                *known = Some(filed);
            }
        }
        self.report_bar(&scan.bar, scan.total - scan.todo.len(), scan.total).await;
        Some(batch)
    }

    /// Brings the client up to date with everything that is not open, if it is sent that.
    pub(super) fn look_around(&self) {
        if !self.sends_workspace() {
            return;
        }
        let backend = self.clone();
        tokio::spawn(async move {
            let mut scan = backend.scan(None).await;
            for path in std::mem::take(&mut scan.gone) {
                backend.send_filed(&path).await;
            }
            while let Some(batch) = backend.next(&mut scan).await {
                for path in batch {
                    backend.send_filed(&path).await;
                }
            }
        });
    }

    /// Sends the diagnostics of a file that is not open; none if it is gone.
    async fn send_filed(&self, path: &Path) {
        let Some(uri) = lsp::Uri::from_file_path(path) else { return };
        let diagnostics = self.workspace.filed(path).map(|filed| filed.diagnostics).unwrap_or_default();
        // Of a file that is as it should be nothing is said, unless there is something to take back.
        if !self.open_paths().contains(path) && (self.shows(path, &diagnostics) || !diagnostics.is_empty()) {
            self.client.publish_diagnostics(uri, diagnostics, None).await;
        }
    }

    /// Takes note of what the client will show of a file that is not open; whether it has shown something before.
    fn shows(&self, path: &Path, diagnostics: &[lsp::Diagnostic]) -> bool {
        let mut shown = held(&self.workspace.shown);
        if diagnostics.is_empty() { shown.remove(path) } else { !shown.insert(path.to_owned()) }
    }

    /// A document was closed: what holds now is its file, if that is looked at, and else nothing.
    pub(super) async fn closed(&self, uri: &lsp::Uri) {
        if self.abilities().pulls_diagnostics {
            return;
        }
        let path = file_path(uri).filter(|path| self.sends_workspace() && self.workspace.lists(path));
        let diagnostics = match path {
            Some(path) => {
                let diagnostics = self.read_again(&path).await.map(|filed| filed.diagnostics).unwrap_or_default();
                self.shows(&path, &diagnostics);
                diagnostics
            }
            None => Vec::new(),
        };
        self.client.publish_diagnostics(uri.clone(), diagnostics, None).await;
    }

    /// Reads a listed file, whatever is known of it.
    async fn read_again(&self, path: &Path) -> Option<Filed> {
        let (session, owned) = (Arc::clone(&self.session), path.to_owned());
        let filed = tokio::task::spawn_blocking(move || look(&session, &owned, None)).await.ok().flatten();
        held(&self.workspace.files).insert(path.to_owned(), filed.clone());
        filed
    }

    /// Other settings hold: nothing that is known of files that are not open is true any more.
    pub(super) fn look_again(&self) {
        held(&self.workspace.files).values_mut().for_each(|filed| *filed = None);
        self.look_around();
    }

    pub(super) async fn folders_changed(&self, event: lsp::WorkspaceFoldersChangeEvent) {
        self.workspace.change_folders(event);
        self.look_around();
        self.refresh();
    }

    /// Files were made, changed or removed outside of the editor, or in it.
    pub(super) async fn files_changed(&self, changes: Vec<lsp::FileEvent>) {
        let is_configuration =
            |path: &Path| path.file_name().is_some_and(|name| NAMES.iter().any(|known| *known == name));
        let mut walks = false;
        for change in changes {
            let Some(path) = file_path(&change.uri) else { continue };
            if is_configuration(&path) {
                self.configurations.files.forget_file(&path);
                self.configure_all();
                self.publish_all().await;
                self.publish_flaws().await;
                self.workspace.outdate();
                self.look_again();
            } else if self.workspace.lists(&path) && change.typ == lsp::FileChangeType::CHANGED {
                self.read_again(&path).await;
                if self.sends_workspace() {
                    self.send_filed(&path).await;
                }
            } else {
                walks = true;
            }
        }
        if walks {
            self.workspace.outdate();
            self.look_around();
        }
    }

    /// Files or folders were renamed or deleted in the editor.
    pub(super) fn files_moved(&self) {
        self.workspace.outdate();
        self.look_around();
        self.refresh();
    }
}

/// The manifests below the folders of the workspace, and whether there is more than was looked at.
fn walk(session: &Session) -> (BTreeSet<PathBuf>, bool) {
    if !session.abilities().watches_files {
        session.configurations.files.forget();
    }
    let folders = held(&session.workspace.folders).clone();
    let (mut found, mut was_cut) = (BTreeSet::new(), false);
    for folder in folders {
        let walked = below(&folder, &session.configurations.files.config(&folder), MOST_ENTRIES);
        found.extend(walked.files);
        was_cut |= walked.was_cut;
    }
    (found, was_cut)
}

/// Reads a file; nothing if it is as it was (`known`), or cannot be read.
fn look(session: &Session, path: &Path, known: Option<Stamp>) -> Option<Filed> {
    let data = std::fs::metadata(path).ok()?;
    let stamp = (data.modified().ok(), data.len());
    if known == Some(stamp) || data.len() > LARGEST {
        return None;
    }
    let text = String::from_utf8(std::fs::read(path).ok()?).ok()?;
    let uri = lsp::Uri::from_file_path(path)?;
    let abilities = session.abilities();
    let options = session.configurations.options(&uri);
    guard(|| {
        let document = Document::new(text, Dialect::of_name(uri.as_str()), options);
        let mut open = Open::new(document, 0);
        let diagnostics = publish::diagnostics(&mut open, &uri, &abilities);
        Filed { stamp, id: open.revision.to_string(), diagnostics, symbols: symbols(&open.document, &uri, session) }
    })
    .ok()
}

/// The chosen names of a document.
pub(super) fn symbols(document: &Document, uri: &lsp::Uri, session: &Session) -> Vec<lsp::SymbolInformation> {
    let (source, encoding) = (document.source(), session.abilities().encoding);
    let names = source.root().map(declared).unwrap_or_default();
    #[allow(deprecated, reason = "the protocol's old field has to be filled in")]
    let symbol = |name: crate::features::document_symbol::DeclaredName| lsp::SymbolInformation {
        name: shown_name(&name.name),
        kind: symbol_kind(name.kind),
        tags: None,
        deprecated: None,
        location: lsp::Location { uri: uri.clone(), range: convert::range(source, name.range, encoding) },
        container_name: Some(name.container),
    };
    names.into_iter().map(symbol).collect()
}

//! Finds and reads the manifests of the workspace that are not open, on threads for blocking work.
//!
//! Only manifests in the workspace's folders are read. This happens when a client requests them all
//! (`workspace/diagnostic`, `workspace/symbol`), or without a request if diagnostics are pushed and the client reports
//! changed files, so that what it shows never becomes stale.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types as lsp;

use super::convert::{self, PlacedDiagnostic};
use super::documents::next_revision;
use super::event::Event;
use super::file_id::FileId;
use super::panics::survive;
use super::progress::Progress;
use super::registration;
use super::session::Session;
use super::transport::uri;
use super::workspace_index::{ClosedFile, Folder, Reading, Stamp};
use crate::analysis::Document;
use crate::config::{regular_file, search};
use crate::features::diagnostic::most_important;
use crate::syntax::Dialect;

/// A walk ends after this many files and folders, in case a home folder is opened as a workspace.
const MOST_ENTRIES: usize = 200_000;
/// The largest file to read without a request, in bytes.
const LARGEST: u64 = 64_000_000;
/// The most problems of a walk to log.
const MOST_PROBLEMS: usize = 20;
/// The number of files to read between checks for cancellation.
const BATCH: usize = 16;

/// A pass over all manifests, in batches.
pub(super) struct Scan {
    files: VecDeque<FileId>,
    total: usize,
    progress: Progress,
}

/// Finds the manifests. `token`: the client's token for the progress.
pub(super) async fn scan(session: &Arc<Session>, token: Option<lsp::ProgressToken>) -> Scan {
    let mut progress = Progress::new(session, token);
    // On a task of its own: whoever waits for it may be cancelled, and the walk is still to be finished.
    let _ = tokio::spawn(walk(Arc::clone(session))).await;
    let (files, unread) = {
        let index = session.index.lock();
        (VecDeque::from(index.ids()), index.unread())
    };
    progress.begin(unread).await;
    Scan { total: files.len(), files, progress }
}

/// Makes the list of manifests, if it is not complete.
async fn walk(session: Arc<Session>) {
    let _one_at_a_time = session.walk.lock().await;
    let (generation, folders) = {
        let mut index = session.index.lock();
        (index.generation(), index.begin_walk(session.support().watches_files))
    };
    let Some(folders) = folders else { return };
    let for_walk = Arc::clone(&session);
    let found = tokio::task::spawn_blocking(move || manifests_below(&for_walk, &folders)).await;
    let Ok((found, was_cut, problems)) = found else {
        session.index.lock().invalidate_list();
        return;
    };
    session.index.lock().end_walk(generation, found);
    for search::Problem { path, why, .. } in problems.into_iter().take(MOST_PROBLEMS) {
        if !session.index.lock().pass_over(&path) {
            continue;
        }
        session.log(format!("{} was passed over: {why}.", path.display())).await;
    }
    if was_cut {
        session
            .log(format!(
                "The workspace has more than {MOST_ENTRIES} files. Manifests beyond these are checked when they are opened."
            ))
            .await;
    }
}

impl Scan {
    /// Reads the next batch, without files that are open; `None` when all have been read or the user has cancelled.
    pub(super) async fn next(&mut self, session: &Arc<Session>) -> Option<Vec<FileId>> {
        if self.progress.is_cancelled() {
            session
                .log(format!("Checking the workspace was cancelled; {} manifests were not checked.", self.files.len()))
                .await;
            session.index.lock().invalidate_list();
            self.files.clear();
        }
        if self.files.is_empty() {
            self.progress.end().await;
            // The walk may have met further configuration files.
            registration::watch(session);
            return None;
        }
        let count = BATCH.min(self.files.len());
        let batch: Vec<FileId> = self.files.drain(..count).filter(|id| !session.documents.has_file(id)).collect();
        // Settings may change meanwhile, and then it is read again; whoever changes them for ever waits for ever.
        while !read_batch(session, &batch).await {}
        self.progress.report(self.total - self.files.len(), self.total).await;
        Some(batch)
    }
}

/// Reads those of the files that have changed; whether the settings are still those that they were read under.
async fn read_batch(session: &Arc<Session>, batch: &[FileId]) -> bool {
    let (generation, known) = {
        let index = session.index.lock();
        let known = |id: &FileId| Some((id.clone(), index.path(id)?, index.file(id).map(|file| file.stamp)));
        let known: Vec<(FileId, PathBuf, Option<Stamp>)> = batch.iter().filter_map(known).collect();
        (index.generation(), known)
    };
    let for_reading = Arc::clone(session);
    let read = tokio::task::spawn_blocking(move || {
        let changed = known.into_iter().filter_map(|(id, path, stamp)| {
            let revision = next_revision();
            let file = read(&for_reading, &path, stamp)?;
            Some(Reading { generation, revision, id, file })
        });
        changed.collect::<Vec<_>>()
    });
    let read = read.await.unwrap_or_default();
    let mut index = session.index.lock();
    for reading in &read {
        index.store(reading);
    }
    index.generation() == generation
}

/// Whether the client is pushed the diagnostics of files that are not open.
pub(super) fn pushes_closed_files(session: &Session) -> bool {
    let support = session.support();
    support.watches_files && !support.pulls_diagnostics && session.index.lock().is_of_interest()
}

/// Updates the client's diagnostics of all files that are not open, if they are pushed. Each file arrives as an event.
pub(super) fn refresh(session: &Arc<Session>) {
    if !pushes_closed_files(session) {
        return;
    }
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let mut scan = scan(&session, None).await;
        let send = |id: FileId| {
            let reading = session.index.lock().reading(id);
            session.send_event(Event::FileRead(reading));
        };
        let gone = session.index.lock().gone();
        gone.into_iter().for_each(send);
        while let Some(batch) = scan.next(&session).await {
            batch.into_iter().for_each(send);
        }
    });
}

/// Reads everything again after a change of settings.
pub(super) fn refresh_all(session: &Arc<Session>) {
    session.index.lock().invalidate_all();
    refresh(session);
}

/// Reads files again, whatever is known of them; each comes as an event.
pub(super) fn read_again(session: &Arc<Session>, files: Vec<FileId>) {
    let session = Arc::clone(session);
    let generation = session.index.lock().generation();
    // One after the other: there may be thousands.
    tokio::task::spawn_blocking(move || {
        for id in files {
            let revision = next_revision();
            let path = session.index.lock().path(&id);
            let file = path.and_then(|path| read(&session, &path, None).flatten());
            session.send_event(Event::FileRead(Reading { generation, revision, id, file }));
        }
    });
}

/// The manifests in the folders, each once, whether the walk stopped at its limit, and what could not be searched or read.
fn manifests_below(session: &Session, folders: &[Folder]) -> (BTreeMap<FileId, PathBuf>, bool, Vec<search::Problem>) {
    // A client that does not watch files for us does not report changes to the configuration.
    if !session.support().watches_files {
        session.configuration.files.forget();
    }
    let (mut found, mut was_cut, mut problems) = (BTreeMap::new(), false, Vec::new());
    for Folder { path, .. } in folders {
        let searched = search::below(path, &session.configuration.of_folder(path), MOST_ENTRIES);
        for path in searched.files {
            found.entry(FileId::of(&path)).or_insert(path);
        }
        was_cut |= searched.was_cut;
        problems.extend(searched.problems);
    }
    let no_files = session.configuration.files.passed_over().into_iter();
    problems.extend(no_files.map(|path| search::Problem {
        path,
        why: "it is not a file".to_owned(),
        is_failure: false,
    }));
    (found, was_cut, problems)
}

/// Reads a file; `None` if it is as it was (`known`), `Some(None)` if it cannot be read.
fn read(session: &Session, path: &Path, known: Option<Stamp>) -> Option<Option<ClosedFile>> {
    let Ok(data) = std::fs::metadata(path) else { return Some(None) };
    let stamp = (data.modified().ok(), data.len());
    if known == Some(stamp) {
        return None;
    }
    if data.len() > LARGEST {
        return Some(None);
    }
    let text = regular_file::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    Some(text.and_then(|text| checked(session, path, stamp, text)))
}

/// What there is to say about the text of a file.
fn checked(session: &Session, path: &Path, stamp: Stamp, text: String) -> Option<ClosedFile> {
    // Whoever shows the symbols knows how the client spells it.
    let uri = uri::of_path(path, false)?;
    let options = session.configuration.options(Some(path));
    let encoding = session.encoding();
    survive(|| {
        let document = Document::new(text, Dialect::of_name(uri.as_str()), options);
        let (source, all) = (document.source(), document.diagnostics());
        let placed = most_important(all).into_iter().map(|one| PlacedDiagnostic::new(source, one, encoding));
        let diagnostics: Arc<[PlacedDiagnostic]> = placed.collect();
        let left_out = all.len() - diagnostics.len();
        let symbols = convert::symbols(&document, &uri, encoding).into();
        ClosedFile { stamp, diagnostics, left_out, symbols }
    })
    .ok()
}

//! The manifests of the workspace that are not open, and what is known about each.
//!
//! This is plain data behind one lock; the [`scanner`](super::scanner) reads the files. Each state has a generation. When
//! folders or settings change, a new generation begins, and results from an older one are dropped.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use tower_lsp::ls_types as lsp;

use super::convert::PlacedDiagnostic;
use super::file_id::FileId;
use super::spelling::Spelling;
use super::transport::uri::file_path;

/// The time of a file's last change, and its size in bytes.
pub(super) type Stamp = (Option<SystemTime>, u64);

/// The content of a file that is not open.
#[derive(Clone, Debug)]
pub(super) struct ClosedFile {
    pub(super) stamp: Stamp,
    pub(super) diagnostics: Arc<[PlacedDiagnostic]>,
    /// How many more diagnostics there are.
    pub(super) left_out: usize,
    pub(super) symbols: Arc<[lsp::SymbolInformation]>,
}

/// The result of reading a file, with the time and settings of the reading.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The generation of the index at that time.
    pub(super) generation: u64,
    /// A revision number of the session, taken before the file was read.
    pub(super) revision: u64,
    pub(super) id: FileId,
    /// `None` if the file does not exist or cannot be read.
    pub(super) file: Option<ClosedFile>,
}

/// A folder of the workspace.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) uri: lsp::Uri,
    pub(super) id: FileId,
}

impl Folder {
    /// The folder that a URI names; `None` if it names none.
    pub(super) fn of(uri: &lsp::Uri) -> Option<Self> {
        let path = file_path(uri)?;
        Some(Self { id: FileId::of(&path), path, uri: uri.clone() })
    }
}

/// A manifest in the state in which it was last read.
#[derive(Debug)]
struct Entry {
    /// Where the walk has found it.
    path: PathBuf,
    /// Taken before the file was read, so that the later of two readings counts, whichever is delivered first.
    revision: u64,
    /// `None` if the file has not been read or cannot be read.
    file: Option<ClosedFile>,
}

/// The index of the workspace.
#[derive(Debug, Default)]
pub(super) struct WorkspaceIndex {
    folders: Vec<Folder>,
    /// How the client spells them.
    pub(super) spelling: Spelling,
    files: BTreeMap<FileId, Entry>,
    /// Incremented whenever folders or settings change.
    generation: u64,
    /// Whether the list of files is complete: later changes reach us as `didChangeWatchedFiles`.
    is_complete: bool,
    /// The files that are not open whose diagnostics the client shows.
    shown: HashMap<FileId, Shown>,
    /// What could not be searched or read, and was said.
    passed_over: HashSet<PathBuf>,
}

/// The diagnostics of a file that the client shows.
#[derive(Debug, PartialEq)]
struct Shown {
    uri: lsp::Uri,
    /// That of the reading; 0 for a document that was closed.
    revision: u64,
}

/// What to tell a client about a file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct News {
    /// The URI under which it shows something that is out of date.
    pub(super) cleared: Option<lsp::Uri>,
    /// The URI under which there is something new to show.
    pub(super) published: Option<lsp::Uri>,
}

impl WorkspaceIndex {
    /// The current generation, which results have to match.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// The folders of the workspace.
    pub(super) fn folders(&self) -> &[Folder] {
        &self.folders
    }

    pub(super) fn set_folders(&mut self, folders: Vec<Folder>) {
        self.spelling.set_folders(folders.iter().map(|folder| (folder.path.clone(), folder.uri.clone())).collect());
        self.folders = folders;
        self.generation += 1;
        self.is_complete = false;
    }

    pub(super) fn change_folders(&mut self, added: Vec<Folder>, removed: &[Folder]) {
        let mut folders = std::mem::take(&mut self.folders);
        for gone in removed {
            // Of two ways to one folder, one may be removed.
            let index = folders.iter().position(|folder| folder.path == gone.path);
            if let Some(index) = index.or_else(|| folders.iter().position(|folder| folder.id == gone.id)) {
                folders.remove(index);
            }
        }
        for folder in added {
            if folders.iter().all(|known| known.path != folder.path) {
                folders.push(folder);
            }
        }
        self.set_folders(folders);
    }

    /// Invalidates the list of files, but keeps what is known about each.
    pub(super) fn invalidate_list(&mut self) {
        self.is_complete = false;
    }

    /// Invalidates everything that was read, after a change of settings.
    pub(super) fn invalidate_all(&mut self) {
        self.generation += 1;
        self.is_complete = false;
        self.files.values_mut().for_each(|entry| entry.file = None);
    }

    /// Begins a walk, if one is needed, and returns the folders to walk. `stays_complete`: whether the client reports every
    /// change from now on. This is recorded before the walk, so that changes during the walk can revoke it.
    pub(super) fn begin_walk(&mut self, stays_complete: bool) -> Option<Vec<Folder>> {
        let was_complete = std::mem::replace(&mut self.is_complete, stays_complete);
        (!was_complete).then(|| self.folders.clone())
    }

    /// Takes what a walk under `generation` has found, unless another has begun since.
    pub(super) fn end_walk(&mut self, generation: u64, found: BTreeMap<FileId, PathBuf>) {
        if generation != self.generation {
            self.is_complete = false;
            return;
        }
        let mut old = std::mem::take(&mut self.files);
        self.files = found
            .into_iter()
            .map(|(id, path)| {
                let known = old.remove(&id);
                let (revision, file) = known.map_or((0, None), |known| (known.revision, known.file));
                (id, Entry { path, revision, file })
            })
            .collect();
    }

    /// The files that the client still shows diagnostics of, though they are no longer listed.
    pub(super) fn gone(&self) -> Vec<FileId> {
        self.shown.keys().filter(|id| !self.lists(id)).cloned().collect()
    }

    /// Whether there are folders to look at, or something to take back.
    pub(super) fn is_of_interest(&self) -> bool {
        !self.folders.is_empty() || !self.shown.is_empty()
    }

    /// Stores the result of reading a file. Returns whether it is current: the file is listed, the settings have not
    /// changed, and no later reading is known.
    pub(super) fn store(&mut self, reading: &Reading) -> bool {
        let is_current = reading.generation == self.generation;
        let Some(entry) = self.files.get_mut(&reading.id).filter(|_| is_current) else { return false };
        if entry.revision > reading.revision {
            return false;
        }
        (entry.revision, entry.file) = (reading.revision, reading.file.clone());
        true
    }

    /// The known state of a file as a new reading; `None` for `file` if the file is not listed.
    pub(super) fn reading(&self, id: FileId) -> Reading {
        let entry = self.files.get(&id);
        Reading {
            generation: self.generation,
            revision: entry.map_or(0, |entry| entry.revision),
            file: entry.and_then(|entry| entry.file.clone()),
            id,
        }
    }

    /// The manifests.
    pub(super) fn ids(&self) -> Vec<FileId> {
        self.files.keys().cloned().collect()
    }

    /// Whether a file is one of the manifests.
    pub(super) fn lists(&self, id: &FileId) -> bool {
        self.files.contains_key(id)
    }

    /// Where a manifest was found.
    pub(super) fn path(&self, id: &FileId) -> Option<PathBuf> {
        self.files.get(id).map(|entry| entry.path.clone())
    }

    /// The URI of a manifest, as the client spells it.
    pub(super) fn uri(&self, id: &FileId) -> Option<lsp::Uri> {
        self.spelling.uri(&self.files.get(id)?.path)
    }

    /// The number of manifests that have not been read.
    pub(super) fn unread(&self) -> usize {
        self.files.values().filter(|entry| entry.file.is_none()).count()
    }

    /// The content of a file when it was last read.
    pub(super) fn file(&self, id: &FileId) -> Option<&ClosedFile> {
        self.files.get(id)?.file.as_ref()
    }

    /// The `resultId` of a file's diagnostics.
    pub(super) fn result_id(&self, id: &FileId) -> String {
        self.files.get(id).map_or(0, |entry| entry.revision).to_string()
    }

    /// Records what the client will show for a file that is not open. Nothing is published twice or under two URIs, and a
    /// file without diagnostics only if there are old ones to clear.
    pub(super) fn announce(&mut self, id: &FileId, revision: u64, has_diagnostics: bool) -> News {
        let old = self.shown.remove(id);
        let Some(uri) = self.uri(id).filter(|_| has_diagnostics) else {
            return News { cleared: old.map(|old| old.uri), published: None };
        };
        let new = Shown { uri: uri.clone(), revision };
        let news = News {
            published: (old.as_ref() != Some(&new)).then(|| uri.clone()),
            cleared: old.map(|old| old.uri).filter(|old| *old != uri),
        };
        self.shown.insert(id.clone(), new);
        news
    }

    /// Records that a document was opened, which now decides what is shown. Returns the URI under which the client still
    /// shows what the file has had, if that is another one.
    pub(super) fn document_opened(&mut self, id: &FileId, uri: &lsp::Uri) -> Option<lsp::Uri> {
        self.shown.remove(id).map(|shown| shown.uri).filter(|shown| shown != uri)
    }

    /// Records that something could not be searched or read. Returns whether that is news.
    pub(super) fn pass_over(&mut self, path: &Path) -> bool {
        self.passed_over.insert(path.to_owned())
    }

    /// Records that a document was closed: the client still shows that document's diagnostics.
    pub(super) fn document_closed(&mut self, id: &FileId, uri: lsp::Uri) {
        self.shown.insert(id.clone(), Shown { uri, revision: 0 });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    fn file() -> ClosedFile {
        ClosedFile { stamp: (None, 0), diagnostics: Arc::new([]), left_out: 0, symbols: Arc::new([]) }
    }

    fn id(name: &str) -> FileId {
        FileId::for_test(name)
    }

    fn uri(text: &str) -> lsp::Uri {
        text.parse().unwrap()
    }

    fn folder(path: &str) -> Folder {
        Folder { path: PathBuf::from(path), uri: uri(&format!("file://{path}")), id: id(path) }
    }

    fn reading(generation: u64, revision: u64, name: &str) -> Reading {
        Reading { generation, revision, id: id(name), file: Some(file()) }
    }

    fn found(names: &[&str]) -> BTreeMap<FileId, PathBuf> {
        names.iter().map(|name| (id(name), PathBuf::from(name))).collect()
    }

    fn published(text: &str) -> News {
        News { cleared: None, published: Some(uri(text)) }
    }

    fn cleared(text: &str) -> News {
        News { cleared: Some(uri(text)), published: None }
    }

    #[test]
    fn what_was_read_under_other_settings_is_not_taken() {
        let mut index = WorkspaceIndex::default();
        let old = index.generation();
        index.end_walk(old, found(&["/a", "/b"]));
        assert!(index.store(&reading(old, 1, "/a")));
        index.invalidate_all();
        assert!(index.file(&id("/a")).is_none() && index.unread() == 2);
        assert!(!index.store(&reading(old, 1, "/a")), "it was read with the old settings");
        assert!(index.store(&reading(index.generation(), 2, "/a")));
        assert!(!index.store(&reading(index.generation(), 3, "/c")), "no longer listed");
    }

    #[test]
    fn of_two_readings_the_later_counts_whichever_comes_first() {
        let mut index = WorkspaceIndex::default();
        index.end_walk(0, found(&["/a"]));
        assert!(index.store(&reading(0, 7, "/a")));
        assert!(!index.store(&reading(0, 6, "/a")));
        assert_eq!(index.reading(id("/a")).revision, 7);
        assert!(index.store(&reading(0, 8, "/a")));
    }

    #[test]
    fn a_walk_that_was_overtaken_changes_nothing_and_is_made_again() {
        let mut index = WorkspaceIndex::default();
        index.set_folders(vec![folder("/work")]);
        let old = index.generation();
        assert!(index.begin_walk(true).is_some());
        index.change_folders(Vec::new(), &[folder("/work")]);
        index.end_walk(old, found(&["/work/a"]));
        assert!(index.ids().is_empty());
        assert!(index.begin_walk(true).is_some_and(|folders| folders.is_empty()));
        assert!(index.begin_walk(true).is_none(), "complete, as long as the client reports changes");
        index.invalidate_list();
        assert!(index.begin_walk(false).is_some() && index.begin_walk(false).is_some());
    }

    #[test]
    fn of_two_ways_to_a_folder_one_can_be_removed() {
        let mut index = WorkspaceIndex::default();
        let link = Folder { id: id("/real"), ..folder("/link") };
        let paths = |index: &WorkspaceIndex| -> Vec<String> {
            index.folders().iter().map(|folder| folder.path.display().to_string()).collect()
        };
        index.change_folders(vec![folder("/real"), link.clone(), folder("/real")], &[]);
        assert_eq!(paths(&index), ["/real", "/link"]);
        index.change_folders(Vec::new(), &[link]);
        assert_eq!(paths(&index), ["/real"]);
        index.change_folders(Vec::new(), &[Folder { id: id("/real"), ..folder("/another/way") }]);
        assert!(paths(&index).is_empty(), "the way to a folder may have gone before it");
    }

    #[test]
    fn files_that_a_walk_no_longer_finds_are_gone_and_the_others_stay_known() {
        let mut index = WorkspaceIndex::default();
        index.end_walk(0, found(&["/a", "/b"]));
        index.store(&reading(0, 1, "/b"));
        index.announce(&id("/a"), 1, true);
        assert!(index.gone().is_empty());
        index.end_walk(0, found(&["/b", "/c"]));
        assert_eq!(index.gone(), [id("/a")], "until it is taken back, whoever has made the walk");
        assert_eq!(index.announce(&id("/a"), 2, false), cleared("file:///a"));
        assert!(index.gone().is_empty());
        assert!(index.file(&id("/b")).is_some() && !index.lists(&id("/a")));
    }

    #[test]
    fn a_client_is_told_of_what_is_wrong_and_once_that_it_is_not_any_more() {
        let mut index = WorkspaceIndex::default();
        index.end_walk(0, found(&["/a"]));
        let a = id("/a");
        assert_eq!(index.announce(&a, 1, false), News::default());
        assert_eq!(index.announce(&a, 2, true), published("file:///a"));
        assert_eq!(index.announce(&a, 2, true), News::default(), "already published");
        assert_eq!(index.announce(&a, 3, true), published("file:///a"));
        assert_eq!(index.announce(&a, 4, false), cleared("file:///a"));
        assert_eq!(index.announce(&a, 5, false), News::default());
        index.document_closed(&a, uri("file:///a"));
        assert_eq!(index.announce(&a, 5, false), cleared("file:///a"), "the document's diagnostics");
    }

    #[test]
    fn a_file_is_shown_under_one_uri() {
        let mut index = WorkspaceIndex::default();
        index.end_walk(0, found(&["/@a"]));
        let a = id("/@a");
        assert_eq!(index.announce(&a, 1, true), published("file:///%40a"));
        let theirs = uri("file:///@a");
        index.spelling.named(std::path::Path::new("/@a"), &theirs);
        assert_eq!(index.document_opened(&a, &theirs), Some(uri("file:///%40a")));
        index.document_closed(&a, theirs);
        assert_eq!(index.announce(&a, 2, true), published("file:///@a"));
        assert_eq!(index.document_opened(&a, &uri("file:///@a")), None);
        // The way through a link was open; the file is shown where it is.
        index.document_closed(&a, uri("file:///link/a"));
        let moved = News { cleared: Some(uri("file:///link/a")), published: Some(uri("file:///@a")) };
        assert_eq!(index.announce(&a, 3, true), moved);
    }
}

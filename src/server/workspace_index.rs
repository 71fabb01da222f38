//! The manifests of the workspace that are not open, and what is known about each.
//!
//! This is plain data behind one lock; the [`scanner`](super::scanner) reads the files. Each state has a generation. When
//! folders or settings change, a new generation begins, and results from an older one are dropped.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use tower_lsp::ls_types as lsp;

use super::convert::PlacedDiagnostic;

/// The time of a file's last change, and its size in bytes.
pub(super) type Stamp = (Option<SystemTime>, u64);

/// The content of a file that is not open.
#[derive(Clone, Debug)]
pub(super) struct ClosedFile {
    pub(super) stamp: Stamp,
    pub(super) diagnostics: Arc<[PlacedDiagnostic]>,
    pub(super) symbols: Arc<[lsp::SymbolInformation]>,
}

/// The result of reading a file, with the time and settings of the reading.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The generation of the index at that time.
    pub(super) generation: u64,
    /// A revision number of the session, taken before the file was read.
    pub(super) revision: u64,
    pub(super) path: PathBuf,
    /// `None` if the file does not exist or cannot be read.
    pub(super) file: Option<ClosedFile>,
}

/// A manifest in the state in which it was last read.
#[derive(Debug, Default)]
struct Entry {
    /// Taken before the file was read, so that the later of two readings counts, whichever is delivered first.
    revision: u64,
    /// `None` if the file has not been read or cannot be read.
    file: Option<ClosedFile>,
}

/// The index of the workspace.
#[derive(Debug, Default)]
pub(super) struct WorkspaceIndex {
    folders: Vec<PathBuf>,
    files: BTreeMap<PathBuf, Entry>,
    /// Incremented whenever folders or settings change.
    generation: u64,
    /// Whether the list of files is complete: later changes reach us as `didChangeWatchedFiles`.
    is_complete: bool,
    /// The files whose diagnostics the client shows, with the revision of these diagnostics; 0 for those of a document that
    /// was closed.
    shown: HashMap<PathBuf, u64>,
    /// What could not be searched or read, and was said.
    passed_over: HashSet<PathBuf>,
}

impl WorkspaceIndex {
    /// The current generation, which results have to match.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
        self.generation += 1;
        self.is_complete = false;
    }

    pub(super) fn change_folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        let mut folders = std::mem::take(&mut self.folders);
        folders.retain(|folder| !removed.contains(folder));
        for folder in added {
            if !folders.contains(&folder) {
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
    pub(super) fn begin_walk(&mut self, stays_complete: bool) -> Option<Vec<PathBuf>> {
        let was_complete = std::mem::replace(&mut self.is_complete, stays_complete);
        (!was_complete).then(|| self.folders.clone())
    }

    /// Takes what a walk under `generation` has found, unless another has begun since.
    pub(super) fn end_walk(&mut self, generation: u64, found: BTreeSet<PathBuf>) {
        if generation != self.generation {
            self.is_complete = false;
            return;
        }
        let mut old = std::mem::take(&mut self.files);
        self.files = found
            .into_iter()
            .map(|path| {
                let known = old.remove(&path).unwrap_or_default();
                (path, known)
            })
            .collect();
    }

    /// The files that the client still shows diagnostics of, though they are no longer listed.
    pub(super) fn gone(&self) -> Vec<PathBuf> {
        self.shown.keys().filter(|path| !self.lists(path)).cloned().collect()
    }

    /// Whether there are folders to look at, or something to take back.
    pub(super) fn is_of_interest(&self) -> bool {
        !self.folders.is_empty() || !self.shown.is_empty()
    }

    /// Stores the result of reading a file. Returns whether it is current: the file is listed, the settings have not
    /// changed, and no later reading is known.
    pub(super) fn store(&mut self, reading: &Reading) -> bool {
        let is_current = reading.generation == self.generation;
        let Some(entry) = self.files.get_mut(&reading.path).filter(|_| is_current) else { return false };
        if entry.revision > reading.revision {
            return false;
        }
        *entry = Entry { revision: reading.revision, file: reading.file.clone() };
        true
    }

    /// The known state of a file as a new reading; `None` for `file` if the file is not listed.
    pub(super) fn reading(&self, path: PathBuf) -> Reading {
        let entry = self.files.get(&path);
        Reading {
            generation: self.generation,
            revision: entry.map_or(0, |entry| entry.revision),
            file: entry.and_then(|entry| entry.file.clone()),
            path,
        }
    }

    /// The manifests.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.files.keys().cloned().collect()
    }

    /// Whether a file is one of the manifests.
    pub(super) fn lists(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// The number of manifests that have not been read.
    pub(super) fn unread(&self) -> usize {
        self.files.values().filter(|entry| entry.file.is_none()).count()
    }

    /// The content of a file when it was last read.
    pub(super) fn file(&self, path: &Path) -> Option<&ClosedFile> {
        self.files.get(path)?.file.as_ref()
    }

    /// The `resultId` of a file's diagnostics.
    pub(super) fn result_id(&self, path: &Path) -> String {
        self.files.get(path).map_or(0, |entry| entry.revision).to_string()
    }

    /// Records what the client will show for a file that is not open. Returns whether to publish it: nothing is published
    /// twice, and a file without diagnostics only if there are old ones to clear.
    pub(super) fn announce(&mut self, path: &Path, revision: u64, has_diagnostics: bool) -> bool {
        if has_diagnostics {
            return self.shown.insert(path.to_owned(), revision) != Some(revision);
        }
        self.shown.remove(path).is_some()
    }

    /// Records that something could not be searched or read. Returns whether that is news.
    pub(super) fn pass_over(&mut self, path: &Path) -> bool {
        self.passed_over.insert(path.to_owned())
    }

    /// Records that a document was closed: the client still shows that document's diagnostics.
    pub(super) fn document_closed(&mut self, path: &Path) {
        self.shown.insert(path.to_owned(), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> ClosedFile {
        ClosedFile { stamp: (None, 0), diagnostics: Arc::new([]), symbols: Arc::new([]) }
    }

    fn reading(generation: u64, revision: u64, path: &str) -> Reading {
        Reading { generation, revision, path: PathBuf::from(path), file: Some(file()) }
    }

    fn paths(names: &[&str]) -> BTreeSet<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn what_was_read_under_other_settings_is_not_taken() {
        let mut index = WorkspaceIndex::default();
        let old = index.generation();
        index.end_walk(old, paths(&["/a", "/b"]));
        assert!(index.store(&reading(old, 1, "/a")));
        index.invalidate_all();
        assert!(index.file(Path::new("/a")).is_none() && index.unread() == 2);
        assert!(!index.store(&reading(old, 1, "/a")), "it was read with the old settings");
        assert!(index.store(&reading(index.generation(), 2, "/a")));
        assert!(!index.store(&reading(index.generation(), 3, "/c")), "no longer listed");
    }

    #[test]
    fn of_two_readings_the_later_counts_whichever_comes_first() {
        let mut index = WorkspaceIndex::default();
        index.end_walk(0, paths(&["/a"]));
        assert!(index.store(&reading(0, 7, "/a")));
        assert!(!index.store(&reading(0, 6, "/a")));
        assert_eq!(index.reading(PathBuf::from("/a")).revision, 7);
        assert!(index.store(&reading(0, 8, "/a")));
    }

    #[test]
    fn a_walk_that_was_overtaken_changes_nothing_and_is_made_again() {
        let mut index = WorkspaceIndex::default();
        index.set_folders(vec![PathBuf::from("/work")]);
        let old = index.generation();
        assert!(index.begin_walk(true).is_some());
        index.change_folders(Vec::new(), &[PathBuf::from("/work")]);
        index.end_walk(old, paths(&["/work/a"]));
        assert!(index.paths().is_empty());
        assert_eq!(index.begin_walk(true), Some(Vec::new()));
        assert_eq!(index.begin_walk(true), None, "complete, as long as the client reports changes");
        index.invalidate_list();
        assert!(index.begin_walk(false).is_some() && index.begin_walk(false).is_some());
    }

    #[test]
    fn files_that_a_walk_no_longer_finds_are_gone_and_the_others_stay_known() {
        let mut index = WorkspaceIndex::default();
        index.end_walk(0, paths(&["/a", "/b"]));
        index.store(&reading(0, 1, "/b"));
        index.announce(Path::new("/a"), 1, true);
        assert!(index.gone().is_empty());
        index.end_walk(0, paths(&["/b", "/c"]));
        assert_eq!(index.gone(), [PathBuf::from("/a")], "until it is taken back, whoever has made the walk");
        index.announce(Path::new("/a"), 2, false);
        assert!(index.gone().is_empty());
        assert!(index.file(Path::new("/b")).is_some() && !index.lists(Path::new("/a")));
    }

    #[test]
    fn a_client_is_told_of_what_is_wrong_and_once_that_it_is_not_any_more() {
        let mut index = WorkspaceIndex::default();
        let path = Path::new("/a");
        assert!(!index.announce(path, 1, false));
        assert!(index.announce(path, 2, true));
        assert!(!index.announce(path, 2, true), "already published");
        assert!(index.announce(path, 3, true) && index.announce(path, 4, false));
        assert!(!index.announce(path, 5, false));
        index.document_closed(path);
        assert!(index.announce(path, 5, false), "the document's diagnostics are cleared");
    }
}

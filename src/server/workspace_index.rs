//! The manifests of the workspace that are not open: which there are, and what is known of each.
//!
//! Plain data behind one lock. Reading files is the [`scanner`](super::scanner)'s business. Each state has a generation:
//! when folders or settings change, a new one begins, and what was read under an older one is not taken any more.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use tower_lsp::ls_types as lsp;

use super::convert::PlacedDiagnostic;

/// When a file was changed, and its size in bytes.
pub(super) type Stamp = (Option<SystemTime>, u64);

/// What a file says that is not open.
#[derive(Clone, Debug)]
pub(super) struct ClosedFile {
    pub(super) stamp: Stamp,
    pub(super) diagnostics: Arc<[PlacedDiagnostic]>,
    pub(super) symbols: Arc<[lsp::SymbolInformation]>,
}

/// What a file said, and when and under which settings it was read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The index's generation at the time.
    pub(super) generation: u64,
    /// A number of the session's, taken before the file was read.
    pub(super) revision: u64,
    pub(super) path: PathBuf,
    /// `None` if it is gone or cannot be read.
    pub(super) file: Option<ClosedFile>,
}

/// A manifest, as it was last read.
#[derive(Debug, Default)]
struct Entry {
    /// Taken before the file was read, so that of two readings the later counts, whichever is delivered first.
    revision: u64,
    /// `None` if it has not been read, or cannot be.
    file: Option<ClosedFile>,
}

/// What is known of the workspace.
#[derive(Debug, Default)]
pub(super) struct WorkspaceIndex {
    folders: Vec<PathBuf>,
    files: BTreeMap<PathBuf, Entry>,
    /// Goes up whenever folders or settings change.
    generation: u64,
    /// Whether the list of files is complete: later changes reach us as `didChangeWatchedFiles`.
    is_complete: bool,
    /// The files that the client shows diagnostics of, and the revision that these are of; 0 for those of a document
    /// that was closed.
    shown: HashMap<PathBuf, u64>,
}

impl WorkspaceIndex {
    /// The state that results are read for.
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

    /// The list of files has to be made again; what is known of each stays.
    pub(super) fn invalidate_list(&mut self) {
        self.is_complete = false;
    }

    /// Other settings hold: nothing that was read is true any more.
    pub(super) fn invalidate_all(&mut self) {
        self.generation += 1;
        self.is_complete = false;
        self.files.values_mut().for_each(|entry| entry.file = None);
    }

    /// Begins a walk, if one is needed: gives the folders to walk. `stays_complete`: whether the client will tell of
    /// every change from now on. It is noted before the walk, so that what happens meanwhile takes it back.
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

    /// Takes what was read of a file under `generation`; whether it is wanted: the file is listed, the settings are
    /// still those, and no later reading is known.
    pub(super) fn store(&mut self, reading: &Reading) -> bool {
        let is_current = reading.generation == self.generation;
        let Some(entry) = self.files.get_mut(&reading.path).filter(|_| is_current) else { return false };
        if entry.revision > reading.revision {
            return false;
        }
        *entry = Entry { revision: reading.revision, file: reading.file.clone() };
        true
    }

    /// What is known of a file, as if it had just been read; `None` for `file` if the file is not listed.
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

    /// Whether a file is one of them.
    pub(super) fn lists(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// How many of them have not been read.
    pub(super) fn unread(&self) -> usize {
        self.files.values().filter(|entry| entry.file.is_none()).count()
    }

    /// What a file said when it was last read.
    pub(super) fn file(&self, path: &Path) -> Option<&ClosedFile> {
        self.files.get(path)?.file.as_ref()
    }

    /// The `resultId` of a file's diagnostics.
    pub(super) fn result_id(&self, path: &Path) -> String {
        self.files.get(path).map_or(0, |entry| entry.revision).to_string()
    }

    /// Notes what the client will show of a file that is not open. Gives whether it has to be told: nothing is said
    /// twice, nor of a file without diagnostics, unless there is something to take back.
    pub(super) fn announce(&mut self, path: &Path, revision: u64, has_diagnostics: bool) -> bool {
        if has_diagnostics {
            return self.shown.insert(path.to_owned(), revision) != Some(revision);
        }
        self.shown.remove(path).is_some()
    }

    /// A document was closed: what the client shows is still that document's.
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
        assert!(!index.store(&reading(old, 1, "/a")), "it was read with the settings of before");
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
        assert_eq!(index.begin_walk(true), None, "complete, as long as the client tells of changes");
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
        assert!(!index.announce(path, 2, true), "it has that already");
        assert!(index.announce(path, 3, true) && index.announce(path, 4, false));
        assert!(!index.announce(path, 5, false));
        index.document_closed(path);
        assert!(index.announce(path, 5, false), "what the document had is taken back");
    }
}

//! What manifests are compared with: a file, or a git revision.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::Config;
use super::git::{self, GitError};
use super::regular_file;
use crate::analysis::Baseline;
use crate::text::{visible, visible_path};

/// What stands before a revision.
const GIT: &str = "git:";
/// Why no revision is asked for.
const DISTRUSTED: &str = "git is not asked in a folder that you do not trust";
/// The largest file.
const MOST_BYTES: u64 = 64 << 20;

/// Refuses what is neither a revision nor the path of a file below a folder.
///
/// # Errors
/// Says why, without a full stop.
pub(super) fn check(text: &str) -> Result<(), &'static str> {
    if let Some(revision) = text.strip_prefix(GIT) {
        return match revision.is_empty() || revision.starts_with('-') {
            true => Err("after git: there must be a revision, such as HEAD or a tag"),
            false => Ok(()),
        };
    }
    let is_inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    match Path::new(text).components().all(is_inside) {
        true => Ok(()),
        false => {
            Err("it must be the path of a file in the folder of this configuration or below, or git: and a revision")
        }
    }
}

/// A file, and a revision if it is not the file on the disk.
type Key = (PathBuf, Option<String>);

/// The baselines that have been read.
#[derive(Debug, Default)]
pub(super) struct Baselines {
    known: Mutex<HashMap<Key, Option<Arc<Baseline>>>>,
    is_distrusted: AtomicBool,
}

impl Baselines {
    /// The baseline of a manifest. `None` if none is set, or the manifest itself is it, or did not exist in the revision.
    pub(super) fn get(&self, config: &Config, manifest: &Path) -> Option<Arc<Baseline>> {
        let set = &config.baseline.as_ref()?.value;
        if let Some(revision) = set.strip_prefix(GIT) {
            let key = (manifest.to_owned(), Some(revision.to_owned()));
            return self.remembered(key, || self.of_revision(manifest, revision));
        }
        let Some(folder) = &config.folder else {
            let why = "it is in no folder".to_owned();
            return Some(Arc::new(Baseline::unavailable(format!("The baseline {}", visible(set)), why)));
        };
        let file = folder.join(set);
        if fs::canonicalize(&file).ok().is_some_and(|file| fs::canonicalize(manifest).ok() == Some(file)) {
            return None;
        }
        self.remembered((file.clone(), None), || Some(of_file(folder, &file, set)))
    }

    /// Whether a file is one of them.
    pub(super) fn has_file(&self, path: &Path) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.keys().any(|(file, revision)| revision.is_none() && file == path)
    }

    pub(super) fn set_trust(&self, is_trusted: bool) {
        self.is_distrusted.store(!is_trusted, Ordering::Relaxed);
        self.forget();
    }

    pub(super) fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn remembered(&self, key: Key, read: impl FnOnce() -> Option<Baseline>) -> Option<Arc<Baseline>> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(baseline) = known().get(&key) {
            return baseline.clone();
        }
        // Meanwhile, others need not wait.
        let baseline = read().map(Arc::new);
        known().entry(key).or_insert(baseline).clone()
    }

    /// The text of a file in a revision.
    ///
    /// # Errors
    /// Why it cannot be read, without a full stop.
    pub(super) fn at_revision(&self, manifest: &Path, revision: &str) -> Result<String, String> {
        self.revision(manifest, revision)
            .map_err(|error| error.map_or_else(|| DISTRUSTED.to_owned(), |error| error.to_string()))?
    }

    /// The text of a file in a revision, or why it is none; the outer error is that of the program, or none if it is not asked.
    fn revision(&self, manifest: &Path, revision: &str) -> Result<Result<String, String>, Option<GitError>> {
        if self.is_distrusted.load(Ordering::Relaxed) {
            return Err(None);
        }
        let blob = git::read(manifest, revision).map_err(Some)?;
        Ok(String::from_utf8(blob.bytes).map_err(|_| "it is not UTF-8".to_owned()))
    }

    fn of_revision(&self, manifest: &Path, revision: &str) -> Option<Baseline> {
        let name = visible(revision).into_owned();
        let unavailable = |why: String| Some(Baseline::unavailable(format!("The baseline git:{name}"), why));
        match self.revision(manifest, revision) {
            Ok(Ok(text)) => Some(Baseline::new(name, None, text)),
            Ok(Err(why)) => unavailable(why),
            // A new manifest breaks nothing.
            Err(Some(GitError::NoSuchFile)) => None,
            Err(Some(error)) => unavailable(error.to_string()),
            Err(None) => unavailable(DISTRUSTED.to_owned()),
        }
    }
}

fn of_file(folder: &Path, file: &Path, set: &str) -> Baseline {
    let shown = visible(set).into_owned();
    match text(folder, file) {
        Ok(text) => Baseline::new(shown, Some(file.to_owned()), text),
        Err(why) => Baseline::unavailable(format!("The baseline {shown}"), why),
    }
}

fn text(folder: &Path, file: &Path) -> Result<String, String> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| visible(&error.to_string()).into_owned());
    // A link may lead out of the folder.
    if !real(file)?.starts_with(real(folder)?) {
        return Err(format!("it is not in {}", visible_path(folder)));
    }
    if fs::metadata(file).is_ok_and(|data| data.len() > MOST_BYTES) {
        return Err("it is larger than 64 MB".to_owned());
    }
    let bytes = regular_file::read(file).map_err(|error| visible(&error.to_string()).into_owned())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

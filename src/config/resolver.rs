//! Finds, reads and caches the configuration files of folders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::baseline::Baselines;
use super::locate::{ConfigFile, in_folder};
use super::manifests::is_manifest_name;
use super::{Config, absolute};
use crate::analysis::Baseline;

/// Determines the configuration of a folder. Each folder is searched and each file is read once, until the cache is
/// cleared.
#[derive(Debug, Default)]
pub struct Resolver {
    source: Source,
    remembered: Mutex<Remembered>,
    baselines: Baselines,
}

/// The source of the configuration.
#[derive(Debug, Default)]
enum Source {
    /// The file nearest to each manifest.
    #[default]
    Nearest,
    /// This file, for all manifests.
    File(Arc<ConfigFile>),
    /// None; the defaults apply.
    Nowhere,
}

#[derive(Debug, Default)]
struct Remembered {
    /// For each folder that was searched, its configuration file, if there is one.
    by_folder: HashMap<PathBuf, Option<PathBuf>>,
    files: HashMap<PathBuf, Arc<ConfigFile>>,
    passed_over: Vec<PathBuf>,
}

impl Resolver {
    /// Uses one file for everything. The file is read immediately.
    pub fn with_file(path: &Path) -> Self {
        Self { source: Source::File(Arc::new(ConfigFile::read(path))), ..Self::default() }
    }

    /// Uses the defaults for everything and ignores all files.
    pub fn without_files() -> Self {
        Self { source: Source::Nowhere, ..Self::default() }
    }

    /// The configuration file of a folder, if there is one.
    pub fn file(&self, folder: &Path) -> Option<Arc<ConfigFile>> {
        match &self.source {
            Source::Nearest => self.remembered().file(&absolute(folder)),
            Source::File(file) => Some(Arc::clone(file)),
            Source::Nowhere => None,
        }
    }

    /// The configuration of a folder.
    pub fn config(&self, folder: &Path) -> Config {
        self.file(folder).map(|file| file.config.clone()).unwrap_or_default()
    }

    /// Whether a file is a manifest by its name or configuration.
    pub fn is_manifest(&self, path: &Path) -> bool {
        is_manifest_name(path)
            || path.parent().and_then(|folder| self.file(folder)).is_some_and(|file| file.config.includes(path))
    }

    /// The cached configuration files.
    pub fn files(&self) -> Vec<Arc<ConfigFile>> {
        self.remembered().files.values().cloned().collect()
    }

    /// What has the name of a configuration file, but is a named pipe or a device.
    pub fn passed_over(&self) -> Vec<PathBuf> {
        self.remembered().passed_over.clone()
    }

    /// What a manifest is compared with under a configuration, if anything.
    pub fn baseline(&self, config: &Config, manifest: &Path) -> Option<Arc<Baseline>> {
        self.baselines.get(config, &absolute(manifest))
    }

    /// A manifest as it is in a git revision.
    ///
    /// # Errors
    /// Why it cannot be read, without a full stop.
    pub fn at_revision(&self, manifest: &Path, revision: &str) -> Result<String, String> {
        self.baselines.at_revision(&absolute(manifest), revision)
    }

    /// Whether a file is one that manifests are compared with.
    pub fn is_baseline(&self, path: &Path) -> bool {
        self.baselines.has_file(path)
    }

    /// From now on, says whether `git` may be asked: not in a folder that its user does not trust.
    pub fn set_trust(&self, is_trusted: bool) {
        self.baselines.set_trust(is_trusted);
    }

    /// Clears the cache, so that everything is read from disk again.
    pub fn forget(&self) {
        self.baselines.forget();
        *self.remembered() = Remembered::default();
    }

    /// Clears everything that depends on a configuration file, after it was created, changed or deleted.
    pub fn forget_file(&self, path: &Path) {
        let path = absolute(path);
        let mut remembered = self.remembered();
        remembered.files.remove(&path);
        if let Some(folder) = path.parent() {
            remembered.by_folder.retain(|known, _| !known.starts_with(folder));
        }
    }

    /// Poisoning is ignored, since a thread that panicked while holding the lock cannot leave an incomplete entry.
    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Remembered {
    fn file(&mut self, folder: &Path) -> Option<Arc<ConfigFile>> {
        let path = self.nearest(folder)?;
        let file = self.files.entry(path).or_insert_with_key(|path| Arc::new(ConfigFile::read(path)));
        Some(Arc::clone(file))
    }

    /// Searches `folder` and the folders above it until it finds a file or a folder with a known answer.
    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        let mut passed = Vec::new();
        let mut nearest = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.by_folder.get(folder) {
                nearest.clone_from(known);
                break;
            }
            passed.push(folder);
            nearest = in_folder(folder, &mut self.passed_over);
            if nearest.is_some() {
                break;
            }
        }
        for folder in passed {
            self.by_folder.insert(folder.to_owned(), nearest.clone());
        }
        nearest
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use tempfile::{TempDir, tempdir};

    use super::Resolver;

    /// `project/integration-ls.toml`, and the folder `project/src/deep`.
    struct Project(TempDir);

    impl Project {
        fn new() -> Self {
            let project = tempdir().unwrap();
            fs::create_dir_all(project.path().join("src/deep")).unwrap();
            Self(project)
        }

        fn top(&self) -> &Path {
            self.0.path()
        }

        fn deep(&self) -> PathBuf {
            self.top().join("src/deep")
        }

        fn write(&self, folder: &str, text: &str) -> PathBuf {
            let path = self.top().join(folder).join("integration-ls.toml");
            fs::write(&path, text).unwrap();
            path
        }
    }

    /// The lines at which `form` is set, which distinguish the texts in the tests.
    fn line_of_form(resolver: &Resolver, folder: &Path) -> Option<u32> {
        resolver.config(folder).form?.origin.line
    }

    #[test]
    fn a_file_is_found_once_and_read_once() {
        let project = Project::new();
        let file = project.write(".", "form = \"create\"\n");
        let resolver = Resolver::default();
        assert_eq!(line_of_form(&resolver, &project.deep()), Some(1));
        fs::remove_file(&file).unwrap();
        assert_eq!(line_of_form(&resolver, &project.deep()), Some(1), "the disk is not asked again");
        assert_eq!(line_of_form(&resolver, &project.top().join("src")), Some(1), "nor for a folder on the way");
        resolver.forget();
        assert_eq!(line_of_form(&resolver, &project.deep()), None);
    }

    #[test]
    fn that_there_is_no_file_is_remembered_too() {
        let project = Project::new();
        let resolver = Resolver::default();
        let package = project.deep().join("package.json");
        assert!(!resolver.is_manifest(&package));
        let file = project.write("src", "include = [\"deep/*.json\"]\n");
        assert!(!resolver.is_manifest(&package), "the disk is not asked again");
        resolver.forget_file(&file);
        assert!(resolver.is_manifest(&package), "the file that is new is found");
        assert!(resolver.is_manifest(&project.top().join("integration.json")), "by its name alone");
    }

    #[test]
    fn what_changes_in_one_file_leaves_the_others_alone() {
        let project = Project::new();
        let outer = project.write(".", "form = \"create\"\n");
        let inner = project.write("src", "form = \"create\"\n");
        let resolver = Resolver::default();
        let (top, deep) = (project.top(), project.deep());
        assert_eq!((line_of_form(&resolver, top), line_of_form(&resolver, &deep)), (Some(1), Some(1)));
        fs::write(&outer, "\nform = \"create\"\n").unwrap();
        fs::write(&inner, "\nform = \"create\"\n").unwrap();
        resolver.forget_file(&inner);
        assert_eq!((line_of_form(&resolver, top), line_of_form(&resolver, &deep)), (Some(1), Some(2)));
        fs::remove_file(&inner).unwrap();
        resolver.forget_file(&inner);
        assert_eq!(line_of_form(&resolver, &deep), Some(1), "now the outer file applies");
        assert_eq!(resolver.files().len(), 1);
    }

    #[test]
    fn one_file_can_apply_everywhere_or_none() {
        let project = Project::new();
        let file = project.write("src", "form = \"create\"\n");
        assert_eq!(line_of_form(&Resolver::with_file(&file), project.top()), Some(1));
        assert_eq!(line_of_form(&Resolver::without_files(), &project.deep()), None);
    }

    #[test]
    fn a_file_that_cannot_be_read_says_why() {
        let project = Project::new();
        fs::write(project.top().join("integration-ls.toml"), b"# Caf\xe9\n").unwrap();
        let file = Resolver::default().file(&project.deep()).unwrap();
        assert_eq!(file.config_errors.len(), 1);
        assert!(file.config_errors[0].message.starts_with("This file cannot be read: "), "{:?}", file.config_errors);
    }
}

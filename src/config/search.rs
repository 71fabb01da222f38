//! Finds the manifests in a folder and below.

use std::collections::{BTreeMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use super::ignore_rules::IgnoreRules;
use super::manifests::is_manifest_name;
use super::{Config, regular_file};

/// Folders with these names are never searched: version control, dependencies, caches, and what `bp` generates. One that
/// is named as the folder to search is searched.
pub const NEVER_SEARCHED: &[&str] = &[
    ".git",
    ".hg",
    ".svn",
    ".jj",
    ".sl",
    "node_modules",
    "bower_components",
    "jspm_packages",
    ".yarn",
    ".pnpm-store",
    ".venv",
    "venv",
    "site-packages",
    "__pypackages__",
    ".tox",
    ".nox",
    ".direnv",
    ".cache",
    ".next",
    ".nuxt",
    ".svelte-kit",
    ".turbo",
    ".parcel-cache",
    ".terraform",
    ".vscode-test",
    ".botpress",
];

/// The results of a search.
#[derive(Debug, Default)]
pub struct Found {
    /// The manifests, sorted.
    pub files: Vec<PathBuf>,
    /// What could not be searched or read.
    pub problems: Vec<Problem>,
    /// Folders and manifests that were left out, and why.
    pub left_out: Vec<(PathBuf, Reason)>,
    /// Whether the search stopped at its limit.
    pub was_cut: bool,
}

/// Something that could not be searched or read.
#[derive(Debug)]
pub struct Problem {
    /// Where.
    pub path: PathBuf,
    /// Why, as a clause.
    pub why: String,
    /// Whether a manifest may have been missed.
    pub is_failure: bool,
}

/// Why a folder or manifest was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A rule in this file, such as `.gitignore`.
    Ignored(PathBuf),
    /// The configuration excludes it.
    Excluded,
    /// It is one of [`NEVER_SEARCHED`].
    NeverSearched,
}

/// Whether a path is in one of the folders that are never searched.
pub fn is_never_searched(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.iter().any(is_never_searched_name))
}

fn is_never_searched_name(name: &OsStr) -> bool {
    NEVER_SEARCHED.iter().any(|never| name == *never)
}

/// The manifests in `folder` and below, except for those that ignore files such as `.gitignore` or the configuration leave
/// out, and those in folders that are never searched.
///
/// Links are followed, but each file and folder is found once, by its own name if that is in the folder. `limit`: the
/// number of files and folders after which the search stops.
pub fn below(folder: &Path, config: &Config, limit: usize) -> Found {
    Search::new(folder, config, true).run(limit)
}

/// All manifests in `folder` and below, including those that [`below`] leaves out.
pub fn below_without_exceptions(folder: &Path, config: &Config, limit: usize) -> Found {
    Search::new(folder, config, false).run(limit)
}

struct Search<'a> {
    /// The folder as it was named, which the paths of the manifests start with.
    named: &'a Path,
    /// The folder relative to the configuration's globs.
    prefix: PathBuf,
    config: &'a Config,
    has_exceptions: bool,
    /// The folder without links: the start of each [`Place::path`].
    top: PathBuf,
    /// The folders that were searched and the manifests that were found, by their paths without links.
    known: HashSet<PathBuf>,
    /// Links that were met. They are followed last, so that what has a name of its own in the folder is found by that.
    links: BTreeMap<PathBuf, Link>,
    found: Found,
}

/// A folder or file.
struct Place {
    /// The path below the folder without links, by the names that lead there, which may be those of links.
    path: PathBuf,
    /// The path without links.
    real: PathBuf,
}

struct Link {
    /// The folder that it is in, without links.
    folder: PathBuf,
    rules: IgnoreRules,
}

impl<'a> Search<'a> {
    fn new(named: &'a Path, config: &'a Config, has_exceptions: bool) -> Self {
        Self {
            named,
            prefix: config.relative(named),
            config,
            has_exceptions,
            top: PathBuf::new(),
            known: HashSet::new(),
            links: BTreeMap::new(),
            found: Found::default(),
        }
    }

    fn run(mut self, limit: usize) -> Found {
        self.top = match fs::canonicalize(self.named) {
            Ok(top) => top,
            Err(error) => {
                self.found.problems.push(Problem {
                    path: self.named.to_owned(),
                    why: error.to_string(),
                    is_failure: true,
                });
                return self.found;
            }
        };
        let mut unreadable = Vec::new();
        let rules =
            if self.has_exceptions { IgnoreRules::above(&self.top, &mut unreadable) } else { IgnoreRules::none() };
        self.note_unreadable(unreadable);
        let mut folders = vec![(Place { path: self.top.clone(), real: self.top.clone() }, rules)];
        let mut left = limit;
        loop {
            while let Some((place, rules)) = folders.pop() {
                self.folder(&place, &rules, &mut folders, &mut left);
            }
            let Some((path, link)) = self.links.pop_first() else { break };
            self.follow(path, &link, &mut folders);
        }
        self.found.files.sort();
        self.found
    }

    /// Looks at the entries of a folder, and adds the folders in it to those to be searched.
    fn folder(
        &mut self,
        place: &Place,
        rules: &IgnoreRules,
        folders: &mut Vec<(Place, IgnoreRules)>,
        left: &mut usize,
    ) {
        if self.found.was_cut || !self.known.insert(place.real.clone()) {
            return;
        }
        let entries = match fs::read_dir(&place.path) {
            Ok(entries) => entries,
            Err(error) => return self.problem(&place.path, &error, true),
        };
        let mut listed: Vec<(OsString, FileType)> = Vec::new();
        for entry in entries {
            if *left == 0 {
                self.found.was_cut = true;
                break;
            }
            *left -= 1;
            match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))) {
                Ok(entry) => listed.push(entry),
                Err(error) => self.problem(&place.path, &error, true),
            }
        }
        let mut rules = rules.clone();
        if self.has_exceptions {
            let mut unreadable = Vec::new();
            let has = |name: &str| listed.iter().any(|(listed, _)| listed == name);
            rules = rules.within(&place.path, has, &mut unreadable);
            self.note_unreadable(unreadable);
        }
        for (name, kind) in listed {
            let inner = Place { path: place.path.join(&name), real: place.real.join(&name) };
            if kind.is_symlink() {
                self.links.insert(inner.path, Link { folder: place.real.clone(), rules: rules.clone() });
            } else if !kind.is_dir() {
                self.file(inner, kind, &rules);
            } else if !self.leaves_out(&inner.path, true, &rules) {
                folders.push((inner, rules.clone()));
            }
        }
    }

    fn file(&mut self, place: Place, kind: FileType, rules: &IgnoreRules) {
        if !self.is_manifest(&place.path) || self.leaves_out(&place.path, false, rules) {
            return;
        }
        if let Err(error) = regular_file::check(kind) {
            self.problem(&place.path, &error, true);
        } else if self.known.insert(place.real) {
            let path = self.shown(&place.path);
            self.found.files.push(path);
        }
    }

    fn follow(&mut self, path: PathBuf, link: &Link, folders: &mut Vec<(Place, IgnoreRules)>) {
        let followed = fs::metadata(&path).and_then(|data| Ok((fs::canonicalize(&path)?, data.file_type())));
        let (real, kind) = match followed {
            Ok(followed) => followed,
            Err(error) => {
                let is_manifest = self.is_manifest(&path);
                // Links to nothing are common, and only those of manifests matter.
                if (is_manifest || error.kind() != ErrorKind::NotFound) && !self.leaves_out(&path, false, &link.rules) {
                    self.problem(&path, &error, is_manifest);
                }
                return;
            }
        };
        if !kind.is_dir() {
            return self.file(Place { path, real }, kind, &link.rules);
        }
        if self.leaves_out(&path, true, &link.rules) {
            return;
        }
        if link.folder.starts_with(&real) || self.top.starts_with(&real) {
            let error = Error::other("this link leads back to a folder that it is in, and is not followed");
            return self.problem(&path, &error, false);
        }
        folders.push((Place { path, real }, link.rules.clone()));
    }

    fn is_manifest(&self, path: &Path) -> bool {
        is_manifest_name(path)
            || (!self.config.include.is_empty() && self.config.include.is_match(&self.below_globs(path)))
    }

    /// Whether a folder or manifest is left out, which is noted.
    fn leaves_out(&mut self, path: &Path, is_folder: bool, rules: &IgnoreRules) -> bool {
        if !self.has_exceptions {
            return false;
        }
        let is_excluded = || !self.config.exclude.is_empty() && self.config.exclude.is_match(&self.below_globs(path));
        let reason = if is_folder && path.file_name().is_some_and(is_never_searched_name) {
            Reason::NeverSearched
        } else if is_excluded() {
            Reason::Excluded
        } else if let Some(file) = rules.ignoring(path, is_folder) {
            Reason::Ignored(file)
        } else {
            return false;
        };
        let shown = self.shown(path);
        self.found.left_out.push((shown, reason));
        true
    }

    /// The path that globs are matched against.
    fn below_globs(&self, path: &Path) -> PathBuf {
        self.prefix.join(path.strip_prefix(&self.top).unwrap_or(path))
    }

    /// The path as the user would write it.
    fn shown(&self, path: &Path) -> PathBuf {
        match path.strip_prefix(&self.top) {
            Ok(rest) if rest.as_os_str().is_empty() => self.named.to_owned(),
            Ok(rest) => self.named.join(rest),
            Err(_) => path.to_owned(),
        }
    }

    fn problem(&mut self, path: &Path, error: &Error, is_failure: bool) {
        let path = self.shown(path);
        self.found.problems.push(Problem { path, why: error.to_string(), is_failure });
    }

    fn note_unreadable(&mut self, unreadable: Vec<super::ignore_rules::Unreadable>) {
        for (path, error) in unreadable {
            self.problem(&path, &error, false);
        }
    }
}

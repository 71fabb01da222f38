//! The settings, and the resulting options for a manifest.

use std::path::{Path, PathBuf};

use super::{Globs, Set, absolute};
use crate::analysis::{FormChoice, Group, Options, Override, Severity};

/// The severity of a group or rule; `None` means off.
pub type SeverityOf<K> = Set<(K, Option<Severity>)>;

/// The settings; everything else has its default. `None` as a severity means off.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The folder that globs are relative to.
    pub folder: Option<PathBuf>,
    /// The form of manifests.
    pub form: Option<Set<FormChoice>>,
    /// Further files to treat as manifests.
    pub include: Globs,
    /// Files and folders to skip when searching a folder.
    pub exclude: Globs,
    /// What manifests are compared with.
    pub baseline: Option<Set<String>>,
    /// Severities of groups.
    pub groups: Vec<SeverityOf<Group>>,
    /// Severities of rules, by name.
    pub rules: Vec<SeverityOf<&'static str>>,
    /// Severities for parts of manifests.
    pub overrides: Vec<Set<OverrideEntry>>,
}

/// Different severities for a part of some manifests.
#[derive(Clone, Debug)]
pub struct OverrideEntry {
    /// The manifests; empty for all.
    pub files: Globs,
    /// The part, the rules and the severity.
    pub what: Override,
    /// The author's reason.
    pub reason: Option<String>,
}

impl Config {
    /// This configuration, overridden by `over`. Globs stay relative to this one's folder.
    #[must_use]
    pub fn with(&self, over: &Self) -> Self {
        // Every field is named, so that the compiler asks about a new one.
        let Self { folder: _, form, include, exclude, baseline, groups, rules, overrides } = over;
        let mut all = self.clone();
        all.form = form.clone().or(all.form);
        all.include.extend(include);
        all.exclude.extend(exclude);
        all.baseline = baseline.clone().or(all.baseline);
        all.groups.extend(groups.iter().cloned());
        all.rules.extend(rules.iter().cloned());
        all.overrides.extend(overrides.iter().cloned());
        all
    }

    /// The options for a manifest, which may have no path.
    pub fn options(&self, manifest: Option<&Path>) -> Options {
        let mut options = Options::default();
        if let Some(form) = &self.form {
            options.form = form.value;
        }
        // A rule's own severity takes precedence over its group's, whichever was set first.
        for Set { value: (group, severity), .. } in &self.groups {
            options.severities.set_group(*group, *severity);
        }
        for Set { value: (rule, severity), .. } in &self.rules {
            options.severities.set_rule(rule, *severity);
        }
        let applies = |entry: &OverrideEntry| {
            entry.files.is_empty() || manifest.is_some_and(|path| entry.files.is_match(&self.relative(path)))
        };
        let overrides = self.overrides.iter().map(|set| &set.value);
        options.overrides = overrides.filter(|entry| applies(entry)).map(|entry| entry.what.clone()).collect();
        options
    }

    /// Whether `include` makes a file a manifest.
    pub fn includes(&self, path: &Path) -> bool {
        !self.include.is_empty() && self.include.is_match(&self.relative(path))
    }

    /// Whether `exclude` names a file or a folder that it is in.
    pub fn excludes(&self, path: &Path) -> bool {
        !self.exclude.is_empty() && self.exclude.is_match(&self.relative(path))
    }

    /// The path to match globs against: relative to the configuration's folder if it is inside, otherwise absolute.
    pub(super) fn relative(&self, path: &Path) -> PathBuf {
        self.strip_folder(&absolute(path)).to_owned()
    }

    fn strip_folder<'p>(&self, path: &'p Path) -> &'p Path {
        self.folder.as_ref().and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path)
    }
}

//! The settings, and the options for a manifest that follow from them.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::{Globs, Set};
use crate::analysis::{FormChoice, Group, Options, Override, Severity};

/// A severity, or none for off, of a group or a rule.
pub type SeverityOf<K> = Set<(K, Option<Severity>)>;

/// What is set; everything else has its default. None as a severity means off.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The folder that globs are relative to.
    pub folder: Option<PathBuf>,
    /// What manifests are checked as.
    pub form: Option<Set<FormChoice>>,
    /// More files that are manifests.
    pub include: Globs,
    /// Files and folders that are skipped when a folder is searched.
    pub exclude: Globs,
    /// Severities of groups.
    pub groups: Vec<SeverityOf<Group>>,
    /// Severities of rules, by name.
    pub rules: Vec<SeverityOf<&'static str>>,
    /// Severities for parts of manifests.
    pub overrides: Vec<Set<OverrideEntry>>,
}

/// Other severities for a part of some manifests.
#[derive(Clone, Debug)]
pub struct OverrideEntry {
    /// Which manifests; none for all.
    pub files: Globs,
    /// Which part of them, which rules, which severity.
    pub what: Override,
    /// Why, in the author's words.
    pub reason: Option<String>,
}

impl Config {
    /// This configuration, with everything that `over` sets on top of it. Globs stay relative to this one's folder.
    #[must_use]
    pub fn with(&self, over: &Self) -> Self {
        // Every field is named, so that the compiler asks about a new one.
        let Self { folder: _, form, include, exclude, groups, rules, overrides } = over;
        let mut all = self.clone();
        all.form = form.clone().or(all.form);
        all.include.extend(include);
        all.exclude.extend(exclude);
        all.groups.extend(groups.iter().cloned());
        all.rules.extend(rules.iter().cloned());
        all.overrides.extend(overrides.iter().cloned());
        all
    }

    /// The options for one manifest, or for one without a path.
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

    /// Whether a file that is found in a folder is a manifest because `include` names it.
    pub fn includes(&self, path: &Path) -> bool {
        !self.include.is_empty() && self.include.is_match(&self.relative(path))
    }

    /// A path as globs see it: relative to the configuration's folder if it is in there, otherwise absolute.
    pub(super) fn relative<'p>(&self, path: &'p Path) -> Cow<'p, Path> {
        if path.is_absolute() {
            return Cow::Borrowed(self.strip_folder(path));
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Cow::Owned(self.strip_folder(&absolute).to_owned())
    }

    fn strip_folder<'p>(&self, path: &'p Path) -> &'p Path {
        self.folder.as_ref().and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path)
    }
}

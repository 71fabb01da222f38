//! What somebody has set: in `integration-ls.toml`, or in the settings of an editor.
//!
//! - `declaration`: every key, once, with its explanation; the schema and the reference are made of it;
//! - `value`: TOML and JSON as one kind of tree, with places;
//! - `read`: from that tree to a [`Config`], and what is wrong with it;
//! - `locate`: which file holds for a manifest;
//! - `manifests`: which files of a folder are manifests.
//!
//! Built-in defaults < the file < the editor's settings < the command line: each goes over what stands before it.

pub mod declaration;
pub mod locate;
pub mod manifests;
mod read;
pub mod schema;
mod value;

use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::analysis::{FormChoice, Group, Options, Override, RULES, Severity};
use crate::text::TextRange;
pub use read::{from_json, from_toml};

/// A severity, or nothing for off.
pub type Level = Option<Severity>;

/// Something wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Where, in bytes; nothing where the settings have no text, as an editor's.
    pub range: Option<TextRange>,
    /// One or two plain sentences that name the key.
    pub message: String,
}

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file, or nothing for an editor's settings.
    pub file: Option<PathBuf>,
    /// Its line, from 1.
    pub line: Option<u32>,
}

/// A value and where it was set.
#[derive(Clone, Debug)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub origin: Origin,
}

/// Everything that was set. What was not, is absent.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The folder that globs are read from.
    pub folder: Option<PathBuf>,
    /// What manifests are taken for.
    pub form: Option<Set<FormChoice>>,
    /// Names of further files that are manifests, as globs.
    pub include: Vec<Set<String>>,
    /// What is left out when folders are walked, as globs.
    pub exclude: Vec<Set<String>>,
    /// Levels of groups.
    pub groups: Vec<Set<(Group, Level)>>,
    /// Levels of rules, by name.
    pub rules: Vec<Set<(&'static str, Level)>>,
    /// Levels at some places.
    pub overrides: Vec<Set<OverrideEntry>>,
}

/// Other levels at one place of some manifests.
#[derive(Clone, Debug)]
pub struct OverrideEntry {
    /// Which manifests, as globs; none for all.
    pub files: Vec<String>,
    /// What holds there.
    pub what: Override,
    /// Why, in the author's words.
    pub reason: Option<String>,
}

impl Config {
    /// The same with everything that `over` sets on top.
    #[must_use]
    pub fn with(&self, over: &Self) -> Self {
        let mut all = self.clone();
        all.form = over.form.clone().or(all.form);
        all.include.extend(over.include.iter().cloned());
        all.exclude.extend(over.exclude.iter().cloned());
        all.groups.extend(over.groups.iter().cloned());
        all.rules.extend(over.rules.iter().cloned());
        all.overrides.extend(over.overrides.iter().cloned());
        all
    }

    /// What holds for one manifest, or for one without a path.
    pub fn options(&self, manifest: Option<&Path>) -> Options {
        let mut options = Options::default();
        if let Some(form) = &self.form {
            options.form = form.value;
        }
        // A rule's own level goes over its group's, whichever was set first.
        for Set { value: (group, level), .. } in &self.groups {
            options.severities.set_group(*group, *level);
        }
        for Set { value: (rule, level), .. } in &self.rules {
            options.severities.set_rule(rule, *level);
        }
        let fits = |place: &OverrideEntry| {
            place.files.is_empty()
                || manifest.is_some_and(|path| self.globs(&place.files).is_match(self.relative(path)))
        };
        options.overrides = self
            .overrides
            .iter()
            .map(|set| &set.value)
            .filter(|place| fits(place))
            .map(|place| place.what.clone())
            .collect();
        options
    }

    /// Whether a file that a walk comes by is a manifest by its configured name.
    pub fn includes(&self, path: &Path) -> bool {
        self.any(&self.include, path)
    }

    /// Whether a walk leaves a file or folder out.
    pub fn excludes(&self, path: &Path) -> bool {
        self.any(&self.exclude, path)
    }

    fn any(&self, globs: &[Set<String>], path: &Path) -> bool {
        if globs.is_empty() {
            return false;
        }
        let globs: Vec<String> = globs.iter().map(|set| set.value.clone()).collect();
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.globs(&globs).is_match(self.relative(&path))
    }

    fn globs(&self, globs: &[String]) -> GlobSet {
        let mut set = GlobSetBuilder::new();
        for glob in globs.iter().filter_map(|glob| Glob::new(glob).ok()) {
            set.add(glob);
        }
        set.build().unwrap_or_default()
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        let path = self.folder.as_ref().and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
        path.strip_prefix(".").unwrap_or(path)
    }

    /// Every value that holds for a manifest, in the words of the file, with where it comes from.
    pub fn explain(&self, manifest: Option<&Path>) -> Vec<(String, String)> {
        const DEFAULT: &str = "default";
        let options = self.options(manifest);
        let mut lines = Vec::new();
        let form = match options.form {
            FormChoice::Auto => "auto".to_owned(),
            FormChoice::Prefer(form) | FormChoice::Force(form) => form.to_string(),
        };
        let origin = self.form.as_ref().map_or_else(|| DEFAULT.to_owned(), |set| set.origin.to_string());
        lines.push((format!("form = \"{form}\""), origin));
        for (name, globs) in [("include", &self.include), ("exclude", &self.exclude)] {
            for set in globs {
                lines.push((format!("{name} = [{:?}]", set.value), set.origin.to_string()));
            }
        }
        for rule in RULES {
            let own = self.rules.iter().rev().find(|set| set.value.0 == rule.name).map(|set| &set.origin);
            let group = || {
                let set = self.groups.iter().rev().find(|set| set.value.0 == rule.group && rule.severity.is_some())?;
                Some(format!("{}, group {}", set.origin, rule.group))
            };
            let origin = own.map(Origin::to_string).or_else(group).unwrap_or_else(|| DEFAULT.to_owned());
            lines.push((format!("rules.{} = \"{}\"", rule.name, level_name(options.severities.of(rule))), origin));
        }
        for set in &self.overrides {
            let OverrideEntry { what, .. } = &set.value;
            let rules = if what.rules.is_empty() { "all rules".to_owned() } else { what.rules.join(", ") };
            let place = what.place.iter().map(|segment| format!("/{segment}")).collect::<String>();
            let line = format!("overrides: \"{place}\", {rules} = \"{}\"", level_name(what.severity));
            lines.push((line, set.origin.to_string()));
        }
        lines
    }
}

/// `error`, `warning`, `info`, `hint` or `off`.
pub fn level_name(level: Level) -> String {
    level.map_or_else(|| "off".to_owned(), |severity| severity.to_string())
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{}:{line}", file.display()),
            (Some(file), None) => write!(f, "{}", file.display()),
            (None, _) => f.write_str("the editor's settings"),
        }
    }
}

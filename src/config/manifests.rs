//! Finds the manifests in a folder.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Config, Globs};

/// The names of manifests as globs, for editors: the names that [`is_manifest_name`] accepts, in lower case.
pub const GLOBS: [&str; 2] = ["**/integration.{json,jsonc}", "**/*.integration.{json,jsonc}"];

/// Whether a file is a manifest by its name.
pub fn is_manifest_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let Some(stem) = lower.strip_suffix(".json").or_else(|| lower.strip_suffix(".jsonc")) else { return false };
    stem == "integration" || stem.ends_with(".integration")
}

/// The results of a search.
#[derive(Debug, Default)]
pub struct Walked {
    /// The manifests, sorted.
    pub files: Vec<PathBuf>,
    /// Descriptions of files and folders that could not be read.
    pub problems: Vec<String>,
    /// Whether the search stopped at its limit.
    pub was_cut: bool,
}

/// The manifests in `folder` and below, except for hidden files and those that `.gitignore`, `.ignore` or the
/// configuration excludes.
///
/// `limit`: the number of files and folders after which the search stops.
pub fn below(folder: &Path, config: &Config, limit: usize) -> Walked {
    let mut walked = Walked::default();
    let globbed = Globbed { folder: folder.to_owned(), prefix: config.relative(folder).into_owned() };
    let (excluded, excluding) = (config.exclude.clone(), globbed.clone());
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0 || !is_folder || !excluding.matches(&excluded, entry.path())
        })
        .build();
    for (count, entry) in walk.enumerate() {
        if count >= limit {
            walked.was_cut = true;
            break;
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                walked.problems.push(error.to_string());
                continue;
            }
        };
        // Few files are manifests, so check exclusion only for those.
        let is_manifest = || {
            let is_named = entry.file_name().to_str().is_some_and(is_manifest_name);
            (is_named || globbed.matches(&config.include, entry.path()))
                && !globbed.matches(&config.exclude, entry.path())
        };
        if entry.file_type().is_some_and(|kind| kind.is_file()) && is_manifest() {
            walked.files.push(entry.into_path());
        }
    }
    walked.files.sort();
    walked
}

/// Matches the entries of a folder against globs during a search.
#[derive(Clone)]
struct Globbed {
    /// The folder, which is a prefix of the paths of its entries.
    folder: PathBuf,
    /// The folder relative to the globs, computed only once.
    prefix: PathBuf,
}

impl Globbed {
    fn matches(&self, globs: &Globs, entry: &Path) -> bool {
        if globs.is_empty() {
            return false;
        }
        let rest = entry.strip_prefix(&self.folder).unwrap_or(entry);
        if self.prefix.as_os_str().is_empty() { globs.is_match(rest) } else { globs.is_match(&self.prefix.join(rest)) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use globset::Glob;

    use super::{GLOBS, is_manifest_name};

    #[test]
    fn names_of_manifests() {
        let is_named = |name: &str| GLOBS.iter().any(|glob| Glob::new(glob).unwrap().compile_matcher().is_match(name));
        for name in ["integration.json", "integration.jsonc", "acme.integration.json", "Acme.Integration.JSONC"] {
            assert!(is_manifest_name(name), "{name}");
            assert!(is_named(&name.to_lowercase()), "{name}");
        }
        for name in ["package.json", "integration.json5", "myintegration.json", "integration", ".json"] {
            assert!(!is_manifest_name(name), "{name}");
            assert!(!is_named(name), "{name}");
        }
    }
}

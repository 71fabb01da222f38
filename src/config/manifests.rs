//! Which files in a folder are manifests.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::Config;

/// The names of manifests as globs, for editors: the names that [`is_manifest_name`] accepts, in lower case.
pub const GLOBS: [&str; 2] = ["**/integration.{json,jsonc}", "**/*.integration.{json,jsonc}"];

/// Whether a file that is found in a folder is a manifest by its name.
pub fn is_manifest_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let Some(stem) = lower.strip_suffix(".json").or_else(|| lower.strip_suffix(".jsonc")) else { return false };
    stem == "integration" || stem.ends_with(".integration")
}

/// What a search has found.
#[derive(Debug, Default)]
pub struct Walked {
    /// The manifests, sorted.
    pub files: Vec<PathBuf>,
    /// What could not be read, in words.
    pub problems: Vec<String>,
    /// Whether the search ended at its limit, before it was complete.
    pub was_cut: bool,
}

/// The manifests in `folder` and below. What `.gitignore`, `.ignore` or the configuration leaves out is left out, and so
/// are hidden files and folders.
///
/// `limit`: the number of files and folders after which the search ends.
pub fn below(folder: &Path, config: &Config, limit: usize) -> Walked {
    let mut walked = Walked::default();
    let absolute = Absolute::new(folder);
    let (excluding, absolute_too) = (config.clone(), absolute.clone());
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .filter_entry(move |entry| entry.depth() == 0 || !excluding.excludes(&absolute_too.path(entry.path())))
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
        let is_manifest = || {
            entry.file_name().to_str().is_some_and(is_manifest_name) || config.includes(&absolute.path(entry.path()))
        };
        if entry.file_type().is_some_and(|kind| kind.is_file()) && is_manifest() {
            walked.files.push(entry.into_path());
        }
    }
    walked.files.sort();
    walked
}

/// Makes paths below a folder absolute without asking for the working directory each time.
#[derive(Clone)]
struct Absolute {
    folder: PathBuf,
    absolute: Option<PathBuf>,
}

impl Absolute {
    fn new(folder: &Path) -> Self {
        let absolute = std::path::absolute(folder).ok().filter(|_| folder.is_relative());
        Self { folder: folder.to_owned(), absolute }
    }

    fn path<'p>(&self, path: &'p Path) -> Cow<'p, Path> {
        match (&self.absolute, path.strip_prefix(&self.folder)) {
            (Some(absolute), Ok(rest)) => Cow::Owned(absolute.join(rest)),
            _ => Cow::Borrowed(path),
        }
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

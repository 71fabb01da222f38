//! Which files of a folder are manifests.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::Config;

/// The names of manifests as globs, for editors: what [`is_manifest_name`] takes, in small letters.
pub const GLOBS: [&str; 2] = ["**/integration.{json,jsonc}", "**/*.integration.{json,jsonc}"];

/// Whether a file of this name is taken for a manifest when it is found in a folder.
pub fn is_manifest_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let Some(stem) = lower.strip_suffix(".json").or_else(|| lower.strip_suffix(".jsonc")) else { return false };
    stem == "integration" || stem.ends_with(".integration")
}

/// What a walk has found.
#[derive(Debug, Default)]
pub struct Walked {
    /// The manifests, sorted.
    pub files: Vec<PathBuf>,
    /// What could not be read, in words.
    pub problems: Vec<String>,
    /// Whether there was more than was wanted to look at.
    pub was_cut: bool,
}

/// The manifests below `folder`. What .gitignore and .ignore leave out is left out, and hidden folders are.
///
/// `most`: after so many files and folders the walk ends.
pub fn below(folder: &Path, config: &Config, most: usize) -> Walked {
    let mut walked = Walked::default();
    let excluded = config.clone();
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .filter_entry(move |entry| entry.depth() == 0 || !excluded.excludes(entry.path()))
        .build();
    for (count, entry) in walk.enumerate() {
        if count >= most {
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
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && (entry.file_name().to_str().is_some_and(is_manifest_name) || config.includes(entry.path())) {
            walked.files.push(entry.into_path());
        }
    }
    walked.files.sort();
    walked
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

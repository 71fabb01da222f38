//! Which files to check.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::config::Config;

/// Whether a file of this name is taken for a manifest when it is found in a folder.
fn is_manifest_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let Some(stem) = lower.strip_suffix(".json").or_else(|| lower.strip_suffix(".jsonc")) else { return false };
    stem == "integration" || stem.ends_with(".integration")
}

/// The manifests below `folder`, sorted. What .gitignore and .ignore leave out is left out, and hidden folders are.
///
/// # Errors
/// What cannot be read, in words.
pub(super) fn manifests_below(folder: &Path, config: &Config) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let excluded = config.clone();
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .filter_entry(move |entry| entry.depth() == 0 || !excluded.excludes(entry.path()))
        .build();
    for entry in walk {
        let entry = entry.map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && (entry.file_name().to_str().is_some_and(is_manifest_name) || config.includes(entry.path())) {
            found.push(entry.into_path());
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(format!(
            "no manifest in {}: looked for integration.json, integration.jsonc, *.integration.json and *.integration.jsonc",
            folder.display()
        ));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::is_manifest_name;

    #[test]
    fn names_of_manifests() {
        for name in ["integration.json", "integration.jsonc", "acme.integration.json", "Acme.Integration.JSONC"] {
            assert!(is_manifest_name(name), "{name}");
        }
        for name in ["package.json", "integration.json5", "myintegration.json", "integration", ".json"] {
            assert!(!is_manifest_name(name), "{name}");
        }
    }
}

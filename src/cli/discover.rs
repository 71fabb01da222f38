//! Which files to check.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::config::manifests::below;

/// The manifests below `folder`, sorted.
///
/// # Errors
/// What cannot be read, in words; that there is none.
pub(super) fn manifests_below(folder: &Path, config: &Config) -> Result<Vec<PathBuf>, String> {
    let walked = below(folder, config, usize::MAX);
    if let Some(problem) = walked.problems.first() {
        return Err(format!("cannot read {}: {problem}", folder.display()));
    }
    if walked.files.is_empty() {
        return Err(format!(
            "no manifest in {}: looked for integration.json, integration.jsonc, *.integration.json and *.integration.jsonc",
            folder.display()
        ));
    }
    Ok(walked.files)
}

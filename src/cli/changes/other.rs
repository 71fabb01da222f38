//! The manifest to compare with.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use crate::analysis::Baseline;
use crate::cli::inputs::Input;
use crate::config::git;
use crate::text::{visible, visible_path};

/// The text of a manifest to compare with.
pub(super) struct Other {
    /// How reports name it.
    pub(super) name: String,
    /// The text.
    pub(super) text: String,
}

/// What stands before a revision that could be taken for something else.
const GIT: &str = "git:";

/// The version of the deployed integration that an argument names: `latest`, or a semantic version, unless there is such a
/// file.
pub(super) fn deployed_version(against: &str) -> Option<&str> {
    let is_version = against == "latest" || semver::Version::parse(against).is_ok();
    (is_version && !Path::new(against).exists()).then_some(against)
}

impl Other {
    /// The baseline that the configuration sets.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn baseline(baseline: &Baseline) -> Result<Self> {
        match &baseline.source {
            Ok(source) => Ok(Self { name: baseline.name.clone(), text: source.text().to_owned() }),
            Err(why) => bail!("{} cannot be read: {why}", baseline.name),
        }
    }

    /// What an argument names: a file if there is one, or else a revision of the file at `manifest`.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn named(against: &str, manifest: Option<&Path>) -> Result<Self> {
        let path = Path::new(against);
        if against == "-" || path.is_file() {
            let input = Input::named(path);
            return Ok(Self { name: input.name(), text: input.read()? });
        }
        if path.exists() {
            bail!("{} is not a file", visible_path(path));
        }
        let revision = against.strip_prefix(GIT).unwrap_or(against);
        let Some(manifest) = manifest else {
            bail!("standard input is in no git repository: name a file to compare with");
        };
        let name = format!("{} ({})", visible_path(manifest), visible(revision));
        let context = || format!("cannot compare with {}", visible(against));
        let blob = git::read(manifest, revision).map_err(|error| match against.starts_with(GIT) {
            true => anyhow!(error),
            false => anyhow!("there is no such file; as a git revision: {error}"),
        });
        let text = String::from_utf8(blob.with_context(context)?.bytes);
        Ok(Self { name, text: text.map_err(|_| anyhow!("it is not UTF-8")).with_context(context)? })
    }
}

//! The inputs of `check` and `format`: files, the manifests in folders, and standard input.

use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Failures;
use super::configuration::config_in;
use crate::config::manifests::below;
use crate::config::{Config, Resolver};
use crate::text::MAX_BYTES;

/// An input to read.
pub(super) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, with the name that reports show.
    Stdin(String),
}

/// The default name of standard input.
const STDIN: &str = "<stdin>";

impl Input {
    /// The inputs for one path on the command line. `stdin_name`: the name of standard input, which is `-`.
    ///
    /// # Errors
    /// A folder cannot be searched, its configuration has mistakes, or there is no manifest in it.
    fn named(path: &Path, stdin_name: Option<&str>, resolver: &Resolver) -> Result<Vec<Self>> {
        if path.as_os_str() == "-" {
            return Ok(vec![Self::Stdin(stdin_name.unwrap_or(STDIN).to_owned())]);
        }
        if path.is_dir() {
            let files = manifests_in(path, &config_in(path, resolver)?)?;
            return Ok(files.into_iter().map(Self::File).collect());
        }
        Ok(vec![Self::File(path.to_owned())])
    }

    /// The inputs that the paths name, each file once, however it is written: a file that is checked by two threads could be
    /// written by one while the other reads it. What cannot be found is noted.
    pub(super) fn all(
        paths: &[PathBuf],
        stdin_name: Option<&str>,
        resolver: &Resolver,
        failures: &mut Failures,
    ) -> Vec<Self> {
        let named = paths.iter().filter_map(|path| failures.note(Self::named(path, stdin_name, resolver)));
        let mut known = HashSet::new();
        let is_new = |input: &Self| match input {
            Self::File(path) => known.insert(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
            Self::Stdin(_) => known.insert(PathBuf::from("-")),
        };
        named.flatten().filter(is_new).collect()
    }

    /// The name in reports.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin(name) => name.clone(),
        }
    }

    /// The path, which determines the configuration; `None` for standard input without a name.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin(name) => (name != STDIN).then_some(Path::new(name)),
        }
    }

    /// Reads the text.
    ///
    /// # Errors
    /// It cannot be read, is larger than [`MAX_BYTES`], or is not UTF-8.
    pub(super) fn read(&self) -> Result<String> {
        let context = || format!("cannot read {}", self.name());
        let bytes = match self {
            Self::File(path) => std::fs::read(path),
            Self::Stdin(_) => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        text(bytes.with_context(context)?).with_context(context)
    }
}

fn text(bytes: Vec<u8>) -> Result<String> {
    if bytes.len() > MAX_BYTES {
        bail!("larger than 4 GiB");
    }
    String::from_utf8(bytes).or_else(|error| {
        let offset = error.utf8_error().valid_up_to();
        // The byte order marks of UTF-16: https://www.unicode.org/faq/utf_bom.html#bom4
        let is_utf16 = matches!(error.as_bytes(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
        let advice = if is_utf16 { "it looks like UTF-16; save it as UTF-8" } else { "save it as UTF-8" };
        bail!("not UTF-8 (first invalid byte at offset {offset}); {advice}")
    })
}

/// The manifests in `folder` and below, sorted.
///
/// # Errors
/// A folder cannot be read, or there is no manifest.
pub(super) fn manifests_in(folder: &Path, config: &Config) -> Result<Vec<PathBuf>> {
    let walked = below(folder, config, usize::MAX);
    if let Some(problem) = walked.problems.first() {
        bail!("cannot read {}: {problem}", folder.display());
    }
    if walked.files.is_empty() {
        bail!(
            "no manifest in {}: looked for integration.json, integration.jsonc, *.integration.json and *.integration.jsonc",
            folder.display()
        );
    }
    Ok(walked.files)
}

//! The configuration of a run, in which mistakes are errors, and `config`, which shows it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::print;
use crate::analysis::Options;
use crate::config::{Config, ConfigFile, Resolver};
use crate::text::{Encoding, LineIndex, visible, visible_path};

/// The options of commands that use a configuration.
#[derive(Args)]
pub(super) struct ConfigurationOptions {
    /// Use this configuration file instead of looking for one
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Ignore all configuration files
    #[arg(long)]
    no_config: bool,
}

impl ConfigurationOptions {
    /// Uses the configuration file named on the command line, none, or the file nearest to each manifest.
    ///
    /// # Errors
    /// The named file cannot be read or has mistakes.
    pub(super) fn resolver(&self) -> Result<Resolver> {
        match &self.config {
            Some(path) => {
                let resolver = Resolver::with_file(path);
                config_in(Path::new("."), &resolver)?;
                Ok(resolver)
            }
            None if self.no_config => Ok(Resolver::without_files()),
            None => Ok(Resolver::default()),
        }
    }
}

/// The configuration of a folder.
///
/// # Errors
/// The configuration file of the folder cannot be read or has mistakes.
pub(super) fn config_in(folder: &Path, resolver: &Resolver) -> Result<Config> {
    match resolver.file(folder) {
        Some(file) => {
            reject_errors(&file)?;
            Ok(file.config.clone())
        }
        None => Ok(Config::default()),
    }
}

/// The options for a manifest, or those of the working directory for one without a path.
///
/// # Errors
/// Its configuration file cannot be read or has mistakes.
pub(super) fn options_for(manifest: Option<&Path>, resolver: &Resolver) -> Result<Options> {
    let (manifest, config) = config_for(manifest, resolver)?;
    let mut options = config.options(manifest.as_deref());
    options.baseline = manifest.and_then(|manifest| resolver.baseline(&config, &manifest));
    Ok(options)
}

/// The absolute path of a manifest, and the configuration of its folder.
fn config_for(manifest: Option<&Path>, resolver: &Resolver) -> Result<(Option<PathBuf>, Config)> {
    let manifest = manifest.map(std::path::absolute).transpose()?;
    let folder = manifest.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    let config = config_in(folder, resolver)?;
    Ok((manifest, config))
}

/// Fails with all mistakes in a file, one per line.
pub(super) fn reject_errors(file: &ConfigFile) -> Result<()> {
    if file.config_errors.is_empty() {
        return Ok(());
    }
    let path = visible_path(&file.path);
    let lines = LineIndex::new(&file.text);
    let described = file.config_errors.iter().map(|error| match error.range {
        Some(range) => {
            let start = lines.position(&file.text, range.start, Encoding::Utf32);
            format!("{path}:{}:{}: {}", start.line + 1, start.column + 1, visible(&error.message))
        }
        None => format!("{path}: {}", visible(&error.message)),
    });
    bail!(described.collect::<Vec<_>>().join("\n"))
}

/// `config`: every setting that applies to a manifest, and where it is set.
///
/// # Errors
/// The configuration file cannot be read or has mistakes.
pub(super) fn show(manifest: Option<&Path>, with_defaults: bool) -> Result<ExitCode> {
    let (manifest, config) = config_for(manifest, &Resolver::default())?;
    let mut lines = config.explain(manifest.as_deref());
    lines.retain(|line| with_defaults || line.origin.is_some());
    if lines.is_empty() {
        return print("No settings: all defaults apply. `integration-ls config --all` shows them.\n");
    }
    let width = lines.iter().map(|line| line.value.chars().count()).max().unwrap_or(0);
    let row = |value: &str, origin: &str| format!("{value:width$}  # {origin}\n");
    let text: String = lines.iter().map(|line| row(&line.value, line.origin.as_deref().unwrap_or("default"))).collect();
    print(&text)
}

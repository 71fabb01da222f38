//! Which configuration file holds for a manifest: that of the nearest folder above it.

use std::io;
use std::path::{Path, PathBuf};

use super::{Config, ConfigError, from_toml};

/// The names of a configuration file; of two in one folder the first holds.
pub const NAMES: [&str; 2] = ["integration-ls.toml", ".integration-ls.toml"];

/// A configuration file that was read.
#[derive(Clone, Debug)]
pub struct Found {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What it says.
    pub config: Config,
    /// What is wrong with it.
    pub config_errors: Vec<ConfigError>,
}

/// The configuration file in `folder` or the nearest folder above it.
pub fn nearest(folder: &Path) -> Option<PathBuf> {
    let files = folder.ancestors().flat_map(|folder| NAMES.map(|name| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

/// Reads a configuration file.
///
/// # Errors
/// If it cannot be read, or is no UTF-8.
pub fn read(path: &Path) -> io::Result<Found> {
    let text = std::fs::read_to_string(path)?;
    let (config, config_errors) = from_toml(&text, path);
    Ok(Found { path: path.to_owned(), text, config, config_errors })
}

//! Finds the configuration file of a folder: the nearest one, in the folder itself or above it.

use std::path::{Path, PathBuf};

use super::{Config, ConfigError, from_toml};

/// The names of a configuration file. If a folder has both, the first one applies.
pub const NAMES: [&str; 2] = ["integration-ls.toml", ".integration-ls.toml"];

/// A parsed configuration file.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// The file.
    pub path: PathBuf,
    /// Its text; empty if the file could not be read.
    pub text: String,
    /// Its configuration.
    pub config: Config,
    /// Its errors.
    pub config_errors: Vec<ConfigError>,
}

impl ConfigFile {
    /// Reads a configuration file. A file that cannot be read, or is not UTF-8, yields an empty configuration and an error.
    pub fn read(path: &Path) -> Self {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let (config, config_errors) = from_toml(&text, path);
                Self { path: path.to_owned(), text, config, config_errors }
            }
            Err(error) => {
                let message = format!("This file cannot be read: {error}.");
                let config_errors = vec![ConfigError { range: None, message }];
                Self { path: path.to_owned(), text: String::new(), config: Config::default(), config_errors }
            }
        }
    }
}

/// The configuration file in `folder` itself.
pub(super) fn in_folder(folder: &Path) -> Option<PathBuf> {
    NAMES.map(|name| folder.join(name)).into_iter().find(|file| file.is_file())
}

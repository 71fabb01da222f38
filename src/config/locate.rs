//! Finds the configuration file of a folder: the nearest one, in the folder itself or above it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{Config, ConfigError, from_toml, regular_file};

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
        match text(path) {
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

fn text(path: &Path) -> io::Result<String> {
    String::from_utf8(regular_file::read(path)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("it is not UTF-8: {}", error.utf8_error())))
}

/// The configuration file in `folder` itself. `passed_over`: takes what has its name, but is neither a file nor a folder.
pub(super) fn in_folder(folder: &Path, passed_over: &mut Vec<PathBuf>) -> Option<PathBuf> {
    NAMES.map(|name| folder.join(name)).into_iter().find(|path| match fs::metadata(path) {
        Ok(data) if !data.is_file() && !data.is_dir() => {
            passed_over.push(path.clone());
            false
        }
        data => data.is_ok_and(|data| data.is_file()),
    })
}

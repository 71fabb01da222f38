//! Which configuration holds for what is checked; `config` and `doctor`, which show it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::report::plural;
use super::{discover, fail, print};
use crate::analysis::Options;
use crate::config::locate::{NAMES, nearest, read};
use crate::config::{Config, ConfigError};
use crate::text::{Encoding, LineIndex};
use std::process::ExitCode;

/// The configurations of a run, each read once.
pub(super) struct Configurations {
    /// The one that holds for all, if there is one.
    fixed: Option<Config>,
    by_folder: Mutex<HashMap<PathBuf, Result<Config, String>>>,
}

impl Configurations {
    /// Takes the file that was named, or none, or those that lie beside the manifests.
    ///
    /// # Errors
    /// What is wrong with the file that was named.
    pub(super) fn new(named: Option<&Path>, none: bool) -> Result<Self, String> {
        let fixed = match named {
            Some(path) => Some(load(path)?),
            None => none.then(Config::default),
        };
        Ok(Self { fixed, by_folder: Mutex::default() })
    }

    /// What holds for a manifest.
    pub(super) fn options(&self, manifest: Option<&Path>) -> Result<Options, String> {
        let manifest = manifest.map(absolute);
        Ok(match manifest.as_deref().and_then(Path::parent) {
            Some(folder) => self.of_folder(folder)?.options(manifest.as_deref()),
            None => self.of_folder(Path::new("."))?.options(None),
        })
    }

    /// What holds in a folder.
    pub(super) fn of_folder(&self, folder: &Path) -> Result<Config, String> {
        if let Some(config) = &self.fixed {
            return Ok(config.clone());
        }
        let folder = absolute(folder);
        let Ok(mut known) = self.by_folder.lock() else { return Ok(Config::default()) };
        let find = || nearest(&folder).map_or_else(|| Ok(Config::default()), |path| load(&path));
        known.entry(folder.clone()).or_insert_with(find).clone()
    }
}

/// As it is written, but from the root on, so that folders above it can be looked at.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Reads a file that has to be right.
fn load(path: &Path) -> Result<Config, String> {
    let found = read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    if found.config_errors.is_empty() {
        return Ok(Config { folder: absolute(path).parent().map(Path::to_owned), ..found.config });
    }
    Err(found
        .config_errors
        .iter()
        .map(|config_error| describe(path, &found.text, config_error))
        .collect::<Vec<_>>()
        .join("\n"))
}

fn describe(path: &Path, text: &str, config_error: &ConfigError) -> String {
    let place = config_error.range.map(|range| LineIndex::new(text).position(text, range.start, Encoding::Utf32));
    match place {
        Some(place) => format!("{}:{}:{}: {}", path.display(), place.line + 1, place.column + 1, config_error.message),
        None => format!("{}: {}", path.display(), config_error.message),
    }
}

/// `config`: every value that holds for a manifest, and where it comes from.
pub(super) fn show(manifest: Option<&Path>, all: bool) -> ExitCode {
    let configurations = match Configurations::new(None, false) {
        Ok(configurations) => configurations,
        Err(message) => return fail(&message),
    };
    let manifest = manifest.map(absolute);
    let folder = manifest.as_deref().and_then(Path::parent).map_or_else(|| PathBuf::from("."), Path::to_owned);
    match configurations.of_folder(&folder) {
        Err(message) => fail(&message),
        Ok(config) => {
            let lines = config.explain(manifest.as_deref());
            let lines: Vec<_> = lines.iter().filter(|(_, origin)| all || origin != "default").collect();
            let width = lines.iter().map(|(value, _)| value.chars().count()).max().unwrap_or(0);
            let mut text: String =
                lines.iter().map(|(value, origin)| format!("{value:width$}  # {origin}\n")).collect();
            if lines.is_empty() {
                text = "Nothing is set: every default holds. `integration-ls config --all` shows them.\n".to_owned();
            }
            print(&text)
        }
    }
}

/// `doctor`: what this program is, and what it finds here.
pub(super) fn doctor() -> ExitCode {
    let folder = absolute(Path::new("."));
    let program = std::env::current_exe().map_or_else(|error| error.to_string(), |path| path.display().to_string());
    let mut text = format!(
        "version        {}\nprogram        {program}\nsystem         {} {}\nfolder         {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        folder.display()
    );
    let mut is_well = true;
    match nearest(&folder) {
        None => text += &format!("configuration  none: no {} here or above\n", NAMES.join(" or ")),
        Some(path) => {
            text += &format!("configuration  {}\n", path.display());
            if let Err(message) = load(&path) {
                is_well = false;
                text += &format!("{message}\n");
            }
        }
    }
    let config = nearest(&folder).and_then(|path| load(&path).ok()).unwrap_or_default();
    match discover::manifests_below(Path::new("."), &config) {
        Err(message) => text += &format!("manifests      {message}\n"),
        Ok(found) => {
            text += &format!("manifests      {}\n", plural(found.len(), "file"));
            for path in found.iter().take(20) {
                text += &format!("               {}\n", path.display());
            }
            if found.len() > 20 {
                text += &format!("               and {} more\n", found.len() - 20);
            }
        }
    }
    text +=
        "in an editor   start `integration-ls lsp` for these files; diagnostics on change, hover, completion, fixes\n";
    let status = print(&text);
    if is_well { status } else { ExitCode::FAILURE }
}

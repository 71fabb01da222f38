//! `doctor`: the program's version, and the configuration and manifests of the working directory.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use super::configuration::reject_errors;
use super::inputs::manifests_in;
use super::report::plural;
use super::{Failures, print};
use crate::config::Resolver;
use crate::config::locate::NAMES;
use crate::text::visible_path;

/// The most manifests to list; of the rest, only the number is shown.
const LISTED: usize = 20;

/// Prints the report. The exit status is 1 if the configuration file has mistakes.
pub(super) fn run() -> Result<ExitCode> {
    let folder = std::path::absolute(".")?;
    let program = std::env::current_exe().map_or_else(|error| error.to_string(), |path| visible_path(&path));
    let mut text = format!(
        "version        {}\nprogram        {program}\nsystem         {} {}\nfolder         {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        visible_path(&folder)
    );
    let resolver = Resolver::default();
    let mut is_valid = true;
    match resolver.file(&folder) {
        None => text += &format!("configuration  none: no {} in this folder or above\n", NAMES.join(" or ")),
        Some(file) => {
            text += &format!("configuration  {}\n", visible_path(&file.path));
            if let Err(error) = reject_errors(&file) {
                is_valid = false;
                text += &format!("{error}\n");
            }
        }
    }
    match manifests_in(Path::new("."), &resolver.config(&folder), &mut Failures::default()) {
        Err(error) => text += &format!("manifests      {error}\n"),
        Ok(files) => {
            text += &format!("manifests      {}\n", plural(files.len(), "file"));
            for path in files.iter().take(LISTED) {
                text += &format!("               {}\n", visible_path(path));
            }
            if files.len() > LISTED {
                text += &format!("               and {} more\n", files.len() - LISTED);
            }
        }
    }
    text += "in an editor   configure it to start `integration-ls lsp` for these files\n";
    let status = print(&text)?;
    Ok(if is_valid { status } else { ExitCode::FAILURE })
}

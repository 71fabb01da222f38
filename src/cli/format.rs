//! `format`: manifests as they are best read.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::configuration::Configurations;
use super::report::plural;
use super::{COULD_NOT_RUN, complain, diff, discover, print};
use crate::features::formatting::{Style, format};
use crate::syntax::{Dialect, Source};

/// The arguments of `format`.
#[derive(Args)]
pub(super) struct Options {
    /// Files and folders; - formats standard input to standard output
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Change nothing; exit status 1 if something would change
    #[arg(long)]
    check: bool,
    /// Change nothing and show what would change; exit status 1 if something would
    #[arg(long)]
    diff: bool,
    /// Blanks for each level
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=16))]
    indent: u8,
    /// A tab for each level
    #[arg(long)]
    tabs: bool,
}

/// What came of one text.
enum Outcome {
    Same,
    Changed(Source, String),
}

/// Formats what the options name, and says with what status to end.
pub(super) fn run(options: &Options) -> ExitCode {
    let style = Style { width: usize::from(options.indent), tabs: options.tabs };
    let (mut failed, mut changed, mut shown) = (false, Vec::new(), String::new());
    for path in &options.paths {
        if path.as_os_str() == "-" {
            let mut text = String::new();
            let result = io::stdin().lock().read_to_string(&mut text).map_err(|error| error.to_string());
            match result.and_then(|_| formatted("<stdin>", text.clone(), style)) {
                Ok(Outcome::Changed(before, after)) if options.diff => {
                    shown += &diff::unified("<stdin>", &before, &after)
                }
                Ok(Outcome::Changed(..)) if options.check => changed.push("<stdin>".to_owned()),
                Ok(Outcome::Changed(_, after)) => shown += &after,
                Ok(Outcome::Same) if options.diff || options.check => {}
                Ok(Outcome::Same) => shown += &text,
                Err(message) => {
                    complain(&message);
                    failed = true;
                }
            }
            continue;
        }
        for file in files(path, &mut failed) {
            let name = file.display().to_string();
            let read = std::fs::read_to_string(&file).map_err(|error| format!("cannot read {name}: {error}"));
            match read.and_then(|text| formatted(&name, text, style)) {
                Ok(Outcome::Same) => {}
                Ok(Outcome::Changed(before, after)) => {
                    if options.diff {
                        shown += &diff::unified(&name, &before, &after);
                    } else if !options.check
                        && let Err(error) = std::fs::write(&file, &after)
                    {
                        complain(&format!("cannot write {name}: {error}"));
                        failed = true;
                    }
                    changed.push(name);
                }
                Err(message) => {
                    complain(&message);
                    failed = true;
                }
            }
        }
    }
    if options.check {
        shown += &changed.iter().map(|name| format!("{name} is not formatted\n")).collect::<String>();
    } else if !options.diff && !changed.is_empty() {
        shown += &format!("{} formatted.\n", plural(changed.len(), "manifest"));
    }
    let would_change = (options.check || options.diff) && !(changed.is_empty() && shown.is_empty());
    let status = print(&shown);
    match (failed, would_change) {
        (true, _) => ExitCode::from(COULD_NOT_RUN),
        (false, true) => ExitCode::FAILURE,
        (false, false) => status,
    }
}

fn files(path: &Path, failed: &mut bool) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let config = Configurations::new(None, false).and_then(|configurations| configurations.of_folder(path));
    match config.and_then(|config| discover::manifests_below(path, &config)) {
        Ok(files) => files,
        Err(message) => {
            complain(&message);
            *failed = true;
            Vec::new()
        }
    }
}

fn formatted(name: &str, text: String, style: Style) -> Result<Outcome, String> {
    let source = Source::new(text, Dialect::of_name(name));
    match format(&source, style) {
        Some(text) if text == source.text() => Ok(Outcome::Same),
        Some(text) => Ok(Outcome::Changed(source, text)),
        None => Err(format!("{name} is no JSON, and left as it is: `integration-ls check` says where")),
    }
}

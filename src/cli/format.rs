//! `format`: formats manifests, or shows what would change.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::inputs::{Input, Selection};
use super::report::plural;
use super::{Failures, diff, print, write};
use crate::analysis::{Document, Group, Options};
use crate::config::Resolver;
use crate::features::formatting::{Style, format};
use crate::syntax::{Dialect, Source};
use crate::text::Encoding;

/// The arguments of `format`.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    /// List the files that are not formatted without changing them; exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Show what would change without changing anything; exit with 1 if there is something to change
    #[arg(long)]
    diff: bool,
    /// Spaces per indentation level
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=16))]
    indent: u8,
    /// Indent with tabs
    #[arg(long)]
    tabs: bool,
}

/// The results of a run so far.
#[derive(Default)]
struct Totals {
    /// The text for standard output.
    output: String,
    /// The number of files that were not formatted.
    unformatted: usize,
}

/// Formats the inputs that the arguments name. The exit status is 1 if `--check` or `--diff` found something to change,
/// and 2 if an input could not be formatted.
///
/// # Errors
/// The output cannot be written. Other errors are printed, and the remaining inputs are still formatted.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let resolver = Resolver::default();
    let (mut totals, mut failures) = (Totals::default(), Failures::default());
    for input in arguments.selection.inputs(&resolver, &mut failures) {
        failures.note(format_input(&input, arguments, &mut totals));
    }
    let changes_files = !arguments.check && !arguments.diff;
    if changes_files && totals.unformatted > 0 {
        totals.output += &format!("{} formatted.\n", plural(totals.unformatted, "manifest"));
    }
    print(&totals.output)?;
    Ok(failures.exit_code(!changes_files && totals.unformatted > 0))
}

fn format_input(input: &Input, arguments: &Arguments, totals: &mut Totals) -> Result<()> {
    let name = input.name();
    let style = Style { width: usize::from(arguments.indent), tabs: arguments.tabs };
    let source = Source::new(input.read()?, Dialect::of_name(&name));
    let Some(formatted) = format(&source, style) else {
        bail!("{}", why_not(&name, source));
    };
    let is_formatted = formatted == source.text();
    match input {
        _ if arguments.diff => totals.output += &diff::unified(&name, &source, &formatted),
        _ if arguments.check && !is_formatted => totals.output += &format!("{name} is not formatted\n"),
        _ if arguments.check => {}
        // Writing to standard output changes no file, so there is nothing to count.
        Input::Stdin(_) => {
            totals.output += &formatted;
            return Ok(());
        }
        Input::File(_) if is_formatted => {}
        Input::File(path) => {
            write::replace(path, source.text(), &formatted).with_context(|| format!("cannot write {name}"))?;
        }
    }
    totals.unformatted += usize::from(!is_formatted);
    Ok(())
}

/// Why a text cannot be formatted: its first syntax error.
fn why_not(name: &str, source: Source) -> String {
    let document = Document::new(source.text().to_owned(), Dialect::Jsonc, Options::default());
    let errors = document.diagnostics().iter().filter(|diagnostic| diagnostic.rule.group == Group::Syntax);
    let first = errors.min_by_key(|diagnostic| diagnostic.range.start).map_or_else(String::new, |error| {
        let at = source.position(error.range.start, Encoding::Utf32);
        format!(" ({} in line {}, column {}: {})", error.rule.name, at.line + 1, at.column + 1, error.message)
    });
    format!("{name} is not valid JSON; left unchanged{first}")
}

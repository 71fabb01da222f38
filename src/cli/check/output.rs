//! Writes the results of `check`.

use std::io::{self, Write};

use anyhow::Result;

use super::Arguments;
use super::arguments::Fixing;
use super::manifest::Outcome;
use crate::cli::color::{takes_color, write_colored};
use crate::cli::report::{self, plural};
use crate::cli::write_all;

/// Writes the report to standard output. With `--diff`, or when fixing standard input, writes the diff or the fixed text
/// there instead, and the summary or the report to standard error.
///
/// # Errors
/// Standard output cannot be written to.
pub(super) fn write(outcomes: Vec<Outcome>, arguments: &Arguments) -> Result<()> {
    if arguments.fixing() == Fixing::Diff {
        return write_diff(&outcomes, arguments.quiet);
    }
    let (mut reports, mut fixed_stdin) = (Vec::new(), None);
    for outcome in outcomes {
        match outcome {
            Outcome::Report(report) => reports.push(report),
            Outcome::FixedStdin { text, report } => {
                // Standard input is read once, however often it is named.
                fixed_stdin = Some(text);
                reports.push(report);
            }
            Outcome::Diff { .. } => {}
        }
    }
    let with_color = takes_color(arguments.color);
    let is_silent = arguments.quiet
        && arguments.output_format.is_for_people()
        && reports.iter().all(|report| report.diagnostics.is_empty());
    let report = if is_silent {
        String::new()
    } else if arguments.statistics {
        report::statistics(&reports, arguments.output_format)
    } else {
        let warnings: usize = reports.iter().map(|report| report.warnings).sum();
        report::write(&reports, arguments.output_format, with_color, warnings > arguments.most_warnings())
    };
    match fixed_stdin {
        Some(text) => {
            write_all(io::stdout().lock(), &text)?;
            write_to_stderr(&report);
            Ok(())
        }
        None => write_colored(&report, with_color),
    }
}

fn write_diff(outcomes: &[Outcome], is_quiet: bool) -> Result<()> {
    let (mut diff, mut fixes, mut files) = (String::new(), 0, 0);
    for outcome in outcomes {
        if let Outcome::Diff { text, fixes: count } = outcome {
            diff += text;
            fixes += count;
            files += usize::from(!text.is_empty());
        }
    }
    write_all(io::stdout().lock(), &diff)?;
    if !is_quiet {
        write_to_stderr(&match files {
            0 => "Nothing to fix.\n".to_owned(),
            _ => format!("{} would change {}.\n", plural(fixes, "fix"), plural(files, "file")),
        });
    }
    Ok(())
}

/// If standard error cannot be written to, there is no one left to tell.
fn write_to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

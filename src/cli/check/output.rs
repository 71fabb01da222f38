//! Writes the results of `check`.

use std::io::{self, Write};

use anstream::AutoStream;
use anyhow::Result;
use clap::ColorChoice;

use super::Arguments;
use super::arguments::Fixing;
use super::manifest::Outcome;
use crate::cli::report::{self, plural};
use crate::cli::write_all;

/// Writes the report to standard output. With `--diff`, or when fixing standard input, writes the diff or the fixed text
/// there instead, and the summary or the report to standard error.
///
/// # Errors
/// Standard output cannot be written to.
pub(super) fn write(outcomes: Vec<Outcome>, arguments: &Arguments) -> Result<()> {
    if arguments.fixing() == Fixing::Diff {
        return write_diff(&outcomes);
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
    let report = if arguments.statistics {
        report::statistics(&reports, arguments.output_format)
    } else {
        report::write(&reports, arguments.output_format, with_color)
    };
    match fixed_stdin {
        Some(text) => {
            write_all(io::stdout().lock(), &text)?;
            write_to_stderr(&report);
            Ok(())
        }
        // Old Windows consoles support colors only on request.
        None if with_color => write_all(AutoStream::always(io::stdout().lock()), &report),
        None => write_all(io::stdout().lock(), &report),
    }
}

fn write_diff(outcomes: &[Outcome]) -> Result<()> {
    let (mut diff, mut fixes, mut files) = (String::new(), 0, 0);
    for outcome in outcomes {
        if let Outcome::Diff { text, fixes: count } = outcome {
            diff += text;
            fixes += count;
            files += usize::from(!text.is_empty());
        }
    }
    write_all(io::stdout().lock(), &diff)?;
    write_to_stderr(&match files {
        0 => "Nothing to fix.\n".to_owned(),
        _ => format!("{} would change {}.\n", plural(fixes, "fix"), plural(files, "file")),
    });
    Ok(())
}

/// If standard error cannot be written to, there is no one left to tell.
fn write_to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether to use colors: decided by the argument, or else by the terminal and the environment. See
/// <https://bixense.com/clicolors/> and <https://no-color.org>.
fn takes_color(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    }
}

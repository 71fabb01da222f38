//! Colors in reports.

use std::io;

use anstream::AutoStream;
use anyhow::Result;
use clap::ColorChoice;

use super::write_all;

/// Writes a report, with or without colors, to standard output.
///
/// # Errors
/// Standard output cannot be written to.
pub(super) fn write_colored(report: &str, with_color: bool) -> Result<()> {
    if with_color {
        // Old Windows consoles support colors only on request.
        return write_all(AutoStream::always(io::stdout().lock()), report);
    }
    write_all(io::stdout().lock(), report)
}

/// Whether to use colors: decided by the argument, or else by the terminal and the environment. See
/// <https://bixense.com/clicolors/>, <https://no-color.org> and <https://force-color.org>.
pub(super) fn takes_color(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => match std::env::var("FORCE_COLOR").as_deref() {
            // The library does not know this variable. It has no color for 0 in Node, where it comes from.
            Ok("0" | "false") => false,
            Ok(value) if !value.is_empty() && !has_no_color() => true,
            _ => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        },
    }
}

fn has_no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

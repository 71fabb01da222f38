//! Reads a manifest, fixes it on request, and checks it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::{Context, Result, anyhow};

use super::Arguments;
use super::arguments::Fixing;
use crate::analysis::{Document, Origin, fix_all};
use crate::cli::configuration::options_for;
use crate::cli::diff;
use crate::cli::inputs::Input;
use crate::cli::report::Checked;
use crate::cli::write;
use crate::config::Resolver;
use crate::syntax::Dialect;

/// The outcome of checking one input.
pub(super) enum Outcome {
    /// The diagnostics of the manifest after any fixes.
    Report(Checked),
    /// The fixed text of standard input, and its remaining diagnostics.
    FixedStdin {
        /// The fixed text, for standard output.
        text: String,
        /// Its remaining diagnostics.
        report: Checked,
    },
    /// The changes that fixes would make.
    Diff {
        /// A unified diff; empty if nothing would change.
        text: String,
        /// The number of fixes.
        fixes: usize,
    },
}

/// Checks one manifest. A panic in one manifest must not affect the reports of others.
///
/// # Errors
/// The manifest cannot be read or written, or its configuration has mistakes.
pub(super) fn check(input: &Input, arguments: &Arguments, resolver: &Resolver) -> Result<Outcome> {
    catch_unwind(AssertUnwindSafe(|| check_unguarded(input, arguments, resolver))).unwrap_or_else(|_| {
        Err(anyhow!(
            "internal error while checking {}: this is a bug in integration-ls, please report it",
            input.name()
        ))
    })
}

fn check_unguarded(input: &Input, arguments: &Arguments, resolver: &Resolver) -> Result<Outcome> {
    let name = input.name();
    let text = input.read()?;
    let mut options = options_for(input.path(), resolver)?;
    if let Some(form) = arguments.form {
        options.form = form.choice();
    }
    if input.path().is_none() {
        options.origin = Origin::Pipe;
    }
    let dialect = Dialect::of_name(&name);
    let document = Document::new(text, dialect, options.clone());
    let report = |document: Document, fixes| Checked::new(input, document, fixes, arguments.quiet);
    if arguments.fixing() == Fixing::Off {
        return Ok(Outcome::Report(report(document, 0)));
    }
    let (text, fixes) = fix_all(&document, |fix| fix.is_safe() || arguments.unsafe_fixes);
    if arguments.fixing() == Fixing::Diff {
        return Ok(Outcome::Diff { text: diff::unified(&name, document.source(), &text), fixes });
    }
    if let Input::File(path) = input
        && fixes > 0
    {
        write::replace(path, document.source().text(), &text).with_context(|| format!("cannot write {name}"))?;
    }
    let fixed = if fixes > 0 { Document::new(text, dialect, options) } else { document };
    Ok(match input {
        Input::File(_) => Outcome::Report(report(fixed, fixes)),
        Input::Stdin(_) => Outcome::FixedStdin { text: fixed.source().text().to_owned(), report: report(fixed, fixes) },
    })
}

//! `check`: reads manifests in parallel, fixes them on request, and reports in the order of the arguments. `--against`
//! checks values instead.

mod against;
mod arguments;
mod manifest;
mod output;
mod progress;

use std::process::ExitCode;

use anyhow::Result;
use rayon::prelude::*;

pub(super) use arguments::Arguments;
use manifest::Outcome;

use super::inputs::Input;
use super::report::plural;
use super::{Failures, remark};
use crate::config::Resolver;

/// Checks the inputs that the arguments name. The exit status is 0 if all is well, 1 if there is something to report, and
/// 2 if something could not be read or written.
///
/// # Errors
/// The named configuration file cannot be used, or the output cannot be written. Other errors are printed, and the
/// remaining inputs are still checked.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let resolver = arguments.configuration.resolver()?;
    if let Some(against) = &arguments.against {
        return against::run(arguments, against, &resolver);
    }
    let mut failures = Failures::default();
    let inputs = arguments.selection.inputs(&resolver, &mut failures);
    let outcomes: Vec<Outcome> =
        check_all(&inputs, arguments, &resolver).into_iter().filter_map(|outcome| failures.note(outcome)).collect();
    let is_failure = !arguments.exit_zero && has_failed(&outcomes, arguments);
    output::write(outcomes, arguments)?;
    Ok(failures.exit_code(is_failure))
}

/// Checks every input. The outcomes are in the order of the inputs.
fn check_all(inputs: &[Input], arguments: &Arguments, resolver: &Resolver) -> Vec<Result<Outcome>> {
    progress::shown(inputs.len(), |counter| {
        inputs
            .par_iter()
            .map(|input| {
                let outcome = manifest::check(input, arguments, resolver);
                counter.count();
                outcome
            })
            .collect()
    })
}

/// Whether the outcomes require exit status 1. Warnings that are not reported count only on request.
fn has_failed(outcomes: &[Outcome], arguments: &Arguments) -> bool {
    let (mut errors, mut warnings) = (0, 0);
    for outcome in outcomes {
        match outcome {
            Outcome::Diff { text, .. } if text.is_empty() => {}
            Outcome::Diff { .. } => return true,
            Outcome::Report(report) | Outcome::FixedStdin { report, .. } => {
                errors += report.errors;
                warnings += report.warnings;
            }
        }
    }
    let most = arguments.most_warnings();
    if warnings > most && arguments.quiet {
        remark(format!("{}, more than --max-warnings {most} allows", plural(warnings, "warning")));
    }
    errors > 0 || warnings > most
}

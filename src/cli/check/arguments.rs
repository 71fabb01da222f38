//! The arguments of `check`.

use clap::{Args, ColorChoice};

use crate::cli::FormArgument;
use crate::cli::configuration::ConfigurationOptions;
use crate::cli::inputs::Selection;
use crate::cli::report::Format;

/// The arguments of `check`.
#[derive(Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Check values against a schema of a manifest instead of checking manifests: a JSON Pointer to the schema, or to the
    /// object that has it, with the manifest and a # before it if this folder does not have just one
    #[arg(
        long,
        value_name = "[MANIFEST#]POINTER",
        conflicts_with_all = ["form", "fix", "unsafe_fixes", "diff", "force_exclude"]
    )]
    pub(super) against: Option<String>,
    /// The form to check manifests as, overriding comments and the configuration
    #[arg(long, value_enum)]
    pub(super) form: Option<FormArgument>,
    /// The format of the report
    #[arg(long, value_enum, default_value = "full")]
    pub(super) output_format: Format,
    /// Apply safe fixes
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix or --diff, include fixes that need a review
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Show what fixes would change without applying them; exit with 1 if there is something to change
    #[arg(long)]
    pub(super) diff: bool,
    /// Count the diagnostics of each rule instead of listing them
    #[arg(long)]
    pub(super) statistics: bool,
    /// Report errors only, and say nothing if there are none; warnings then count only with --max-warnings
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// The number of warnings to allow before exiting with 1 [default: 0]
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,
    /// Exit with 0 even if there are errors or warnings
    #[arg(long)]
    pub(super) exit_zero: bool,
    #[command(flatten)]
    pub(super) configuration: ConfigurationOptions,
    /// When to use colors; auto respects NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) color: ColorChoice,
}

/// What to do with fixes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixing {
    /// Nothing.
    Off,
    /// Apply them.
    Apply,
    /// Show what they would change.
    Diff,
}

impl Arguments {
    /// How many warnings do not make the exit status 1. Those that are not reported count only on request.
    pub(super) fn most_warnings(&self) -> usize {
        self.max_warnings.unwrap_or(if self.quiet { usize::MAX } else { 0 })
    }

    /// What to do with fixes.
    pub(super) fn fixing(&self) -> Fixing {
        match (self.diff, self.fix) {
            (true, _) => Fixing::Diff,
            (false, true) => Fixing::Apply,
            (false, false) => Fixing::Off,
        }
    }
}

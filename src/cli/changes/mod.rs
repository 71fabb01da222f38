//! `diff`: what has changed since another manifest, and what of it breaks.

#[cfg(feature = "remote")]
mod deployed;
mod human;
mod json;
mod other;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, ColorChoice, ValueEnum};

use super::color::{takes_color, write_colored};
use super::configuration::{ConfigurationOptions, options_for};
use super::inputs::Input;
use super::{FormArgument, remark, write};
use crate::analysis::edits::applied;
use crate::analysis::removals::write_nulls;
use crate::analysis::{Diagnostic, Document, FormChoice, Group, Options, Severity};
use crate::compare::{Bump, Change, Comparison, Verdict, compare};
use crate::contract::Form;
use crate::syntax::{Dialect, Pointer};
use crate::text::{list, visible};
use other::Other;

/// The arguments of `diff`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The manifest; - is standard input
    file: PathBuf,
    /// What to compare with: a file; latest or a version such as 1.2.0, which is deployed; or a git revision such as HEAD~1, with
    /// git: before it if it could be one of the others [default: the baseline of the configuration, or else HEAD]
    #[arg(long, value_name = "FILE|latest|VERSION|REV")]
    against: Option<String>,
    /// The ID of the deployed integration
    #[cfg(feature = "remote")]
    #[arg(long, conflicts_with = "name")]
    id: Option<String>,
    /// The name of the deployed integration [default: the manifest's own]
    #[cfg(feature = "remote")]
    #[arg(long)]
    name: Option<String>,
    #[cfg(feature = "remote")]
    #[command(flatten)]
    remote: super::remote_options::RemoteOptions,
    /// The form of the manifest, overriding comments and the configuration
    #[arg(long, value_enum)]
    form: Option<FormArgument>,
    /// The format of the report
    #[arg(long, value_enum, default_value = "full")]
    output_format: Format,
    /// Write null for whatever was removed and an update would keep
    #[arg(long)]
    fix: bool,
    /// Exit with 0 if the version has been raised as far as the changes call for
    #[arg(long)]
    accept_raised: bool,
    #[command(flatten)]
    configuration: ConfigurationOptions,
    /// When to use colors; auto respects NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM
    #[arg(long, value_enum, default_value = "auto")]
    color: ColorChoice,
}

/// The format of a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Each change with what it does, and a summary
    Full,
    /// A JSON object
    Json,
}

/// Both manifests, and what has changed.
struct Compared<'d> {
    old: &'d Document,
    old_name: &'d str,
    new: &'d Document,
    new_name: &'d str,
    form: Form,
    comparison: Comparison,
}

impl Compared<'_> {
    /// The changes that an update does not make without a `null`.
    fn kept(&self) -> impl Iterator<Item = &Change> {
        self.comparison.changes.iter().filter(|change| change.is_kept)
    }

    /// Whether the version has been raised as far as the changes call for; `None` if that cannot be told.
    fn is_raised(&self) -> Option<bool> {
        self.comparison.is_raised(self.comparison.bump().unwrap_or(Bump::Patch))
    }
}

/// Compares, and reports. The exit status is 1 if a change breaks something.
///
/// # Errors
/// A manifest cannot be read or written.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let resolver = arguments.configuration.resolver()?;
    let input = Input::named(&arguments.file);
    let mut options = options_for(input.path(), &resolver)?;
    if let Some(form) = arguments.form {
        options.form = form.choice();
    }
    let (new_name, text) = (input.name(), input.read()?);
    let baseline = options.baseline.take();
    let new = Document::new(text, Dialect::of_name(&new_name), options.clone());
    let version = arguments.against.as_deref().and_then(other::deployed_version);
    let other = match (version, &arguments.against, baseline.as_deref()) {
        (Some(version), _, _) => match arguments.deployed(version, &new) {
            Ok(other) => other,
            Err(code) => return Ok(code),
        },
        (None, Some(against), _) => Other::named(against, input.path())?,
        (None, None, Some(baseline)) => Other::baseline(baseline)?,
        (None, None, None) => Other::named("HEAD", input.path())?,
    };
    // The older one may be of either form.
    options.form = FormChoice::Auto;
    let old = Document::new(other.text, Dialect::Jsonc, options);
    if old.source().root().is_none() {
        bail!("{} is empty", other.name);
    }
    let form = new.form().0;
    let comparison = compare(old.readable().root(), new.readable().root(), form, true);
    let compared = Compared { old: &old, old_name: &other.name, new: &new, new_name: &new_name, form, comparison };
    if arguments.fix {
        fix(&input, &compared)?;
    }
    let report = match arguments.output_format {
        Format::Full => human::report(&compared, takes_color(arguments.color)),
        Format::Json => json::report(&compared),
    };
    let with_color = arguments.output_format == Format::Full && takes_color(arguments.color);
    write_colored(&report, with_color)?;
    let is_accepted = arguments.accept_raised && compared.is_raised() == Some(true);
    let breaks = compared.comparison.verdict() == Verdict::Breaks && !is_accepted;
    Ok(if breaks { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[cfg(not(feature = "remote"))]
impl Arguments {
    /// Says that this build has none of it.
    fn deployed(&self, _: &str, _: &Document) -> Result<Other, ExitCode> {
        Err(super::without_remote::refuse())
    }
}

/// Writes the `null`s that are missing.
fn fix(input: &Input, compared: &Compared<'_>) -> Result<()> {
    let source = compared.new.source();
    let kept: Vec<&Change> = compared.kept().collect();
    if kept.is_empty() {
        return Ok(());
    }
    let Input::File(path) = input else { bail!("standard input cannot be fixed: name the file") };
    let is_syntax_error = |one: &Diagnostic| one.rule.group == Group::Syntax && one.severity == Severity::Error;
    let plain = Document::new(source.text().to_owned(), Dialect::Jsonc, Options::default());
    if plain.diagnostics().iter().any(is_syntax_error) {
        bail!("{} is not valid JSON; left unchanged", compared.new_name);
    }
    let edits = write_nulls(source, kept.iter().map(|change| change.path.as_slice()));
    let text = applied(source.text(), &edits);
    write::replace(path, source.text(), &text).with_context(|| format!("cannot write {}", compared.new_name))?;
    let names: Vec<String> = kept.iter().map(|change| pointer(&change.path)).collect();
    remark(format!("wrote null in {} at {}", compared.new_name, list(&names, "and")));
    Ok(())
}

/// A path as it is shown: a JSON Pointer.
fn pointer(path: &[String]) -> String {
    let segments = path.iter().map(|segment| format!("/{}", Pointer::escape(segment)));
    visible(&segments.collect::<String>()).into_owned()
}

//! `check --against`: checks values against a schema of a manifest.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use super::manifest::Outcome;
use super::{Arguments, has_failed, output};
use crate::analysis::schemas::EmbeddedSchema;
use crate::analysis::{Diagnostic, Document, Group, Options, Rule, Severity};
use crate::cli::Failures;
use crate::cli::inputs::Input;
use crate::cli::report::Checked;
use crate::cli::schema_at::schema_at;
use crate::config::Resolver;
use crate::json_schema::evaluate::{Evaluation, Settings, Verdict, examine};
use crate::syntax::{Dialect, Kind, Node, Source};
use crate::text::TextRange;

/// Values are not manifests, so this is none of the rules for them.
static MISMATCH: Rule = Rule {
    name: "schema-mismatch",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A value does not fit the schema that it is checked against.",
    why: "What the schema describes, such as the input of an action, is refused if it does not fit.",
    fix: "Change the value, or the schema.",
    ..Rule::BLANK
};

/// The steps for one value: files are checked once, and may be large.
const STEPS: u64 = 200_000_000;

/// Checks the values that the arguments name against the schema at `against`, which is a JSON Pointer, with the manifest and a
/// `#` before it unless there is just one manifest in this folder. The exit status is that of a check of manifests.
///
/// # Errors
/// The manifest cannot be read, the pointer leads to no schema, or the output cannot be written. Values that cannot be read are
/// noted, and the others are still checked.
pub(super) fn run(arguments: &Arguments, against: &str, resolver: &Resolver) -> Result<ExitCode> {
    let mut failures = Failures::default();
    let (manifest, pointer) = match split(against) {
        Some(at) if at > 0 => (Input::named(Path::new(&against[..at])), &against[at..]),
        _ => (arguments.selection.only_manifest(resolver, &mut failures)?, against),
    };
    let name = manifest.name();
    let source = Source::new(manifest.read()?, Dialect::of_name(&name));
    let schema = schema_at(&source, &name, pointer)?;
    let inputs = arguments.selection.values()?;
    let outcomes = inputs.iter().filter_map(|input| {
        let text = failures.note(input.read())?;
        Some(Outcome::Report(check(input, text, schema, arguments.quiet)))
    });
    let outcomes: Vec<Outcome> = outcomes.collect();
    let is_failure = !arguments.exit_zero && has_failed(&outcomes, arguments);
    output::write(outcomes, arguments)?;
    Ok(failures.exit_code(is_failure))
}

/// Where the pointer begins in `integration.json#/actions/sendMail/input`: at the first `#`, unless it is part of the name of a file.
fn split(against: &str) -> Option<usize> {
    let signs = || against.match_indices('#').map(|(at, _)| at);
    signs().find(|at| Path::new(&against[..*at]).is_file()).or_else(|| signs().next())
}

/// The syntax errors of a value, and where it does not fit.
fn check(input: &Input, text: String, embedded: EmbeddedSchema<'_>, errors_only: bool) -> Checked {
    let dialect = Dialect::of_name(&input.name());
    let document = Document::new(text, dialect, Options::default());
    let is_about_syntax = |diagnostic: &&Diagnostic| diagnostic.rule.group == Group::Syntax;
    let mut diagnostics: Vec<Diagnostic> = document.diagnostics().iter().filter(is_about_syntax).cloned().collect();
    let mut secrets = Vec::new();
    if let Some(value) = document.source().root() {
        let settings = Settings { steps: STEPS, ..Settings::default() };
        let evaluation = examine(embedded.root, embedded.schema, value, settings);
        secrets = scalars(&evaluation);
        diagnostics.extend(mismatches(&evaluation, value, diagnostics.is_empty()));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
    // What the schema marks as secret is not shown in excerpts.
    let masked = document.source().masked(&secrets, |_, _| true);
    Checked::of_value(input, &document, &masked, &diagnostics, errors_only)
}

fn mismatches(evaluation: &Evaluation<'_, '_>, value: Node<'_>, is_sound: bool) -> Vec<Diagnostic> {
    let diagnostic = |range: TextRange, severity, message: String| Diagnostic {
        rule: &MISMATCH,
        severity,
        range,
        message: message.into(),
        related: Default::default(),
    };
    match &evaluation.verdict {
        Verdict::Fits => Vec::new(),
        Verdict::Mismatches(all) => {
            let all = all.iter();
            all.map(|mismatch| diagnostic(mismatch.range(), Severity::Error, mismatch.message.clone())).collect()
        }
        // A syntax error says more.
        Verdict::CannotTell if !is_sound => Vec::new(),
        Verdict::CannotTell => {
            let message = "Whether this fits the schema cannot be told: part of the schema is unclear, or the value is too large.";
            vec![diagnostic(value.opener(), Severity::Warning, message.to_owned())]
        }
    }
}

/// The ranges of the strings and numbers in what is secret, in the order of the text.
fn scalars(evaluation: &Evaluation<'_, '_>) -> Vec<TextRange> {
    let all = evaluation.secrets.iter().flat_map(|value| value.subtree());
    let scalars = all.filter(|node| matches!(node.kind(), Kind::String | Kind::Number | Kind::Word) && !node.is_key());
    let mut ranges: Vec<TextRange> = scalars.map(Node::content_range).collect();
    ranges.sort_unstable();
    ranges.dedup();
    ranges
}

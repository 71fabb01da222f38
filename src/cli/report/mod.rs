//! Reports of diagnostics, in several formats.

mod concise;
mod excerpt;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod locations;
mod places;
mod rdjson;
mod sarif;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::inputs::Input;
use crate::analysis::{Applicability, Diagnostic, Document, Fix, Related, Rule, Severity};
use crate::syntax::Source;
use crate::text::{Encoding, TextRange};
pub(super) use json::pretty;
use locations::{Location, Locations};
use places::Places;

/// The format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Source lines with their diagnostics, and a summary
    Full,
    /// One line per diagnostic, and a summary
    Concise,
    /// An array of JSON objects
    Json,
    /// One JSON object per line
    JsonLines,
    /// Annotations for GitHub Actions
    Github,
    /// A Code Quality report for GitLab
    Gitlab,
    /// JUnit XML
    Junit,
    /// SARIF 2.1.0
    Sarif,
    /// The reviewdog diagnostic format
    Rdjson,
}

impl Format {
    /// Whether the report is read by people, who need no report of nothing.
    pub(super) fn is_for_people(self) -> bool {
        matches!(self, Self::Full | Self::Concise)
    }
}

/// All diagnostics in one of the formats. Only the full format uses colors. `warnings_fail`: whether the exit status
/// counts warnings.
pub(super) fn write(checked: &[Checked], format: Format, color: bool, warnings_fail: bool) -> String {
    match format {
        Format::Full => full::full(checked, color) + &summary(checked),
        Format::Concise => concise::concise(checked) + &summary(checked),
        Format::Json => json::array(checked),
        Format::JsonLines => json::lines(checked),
        Format::Github => github::github(checked, &Places::new()),
        Format::Gitlab => gitlab::gitlab(checked, &Places::new()),
        Format::Junit => junit::junit(checked, &Places::new(), warnings_fail),
        Format::Sarif => sarif::sarif(checked, &Places::new()),
        Format::Rdjson => rdjson::rdjson(checked, &Places::new()),
    }
}

/// The number of diagnostics per rule, most frequent first.
pub(super) fn statistics(checked: &[Checked], format: Format) -> String {
    let mut counts: BTreeMap<(&str, Severity), (usize, usize)> = BTreeMap::new();
    for diagnostic in checked.iter().flat_map(|one| &one.diagnostics) {
        let count = counts.entry((diagnostic.rule.name, diagnostic.severity)).or_default();
        count.0 += 1;
        count.1 += usize::from(diagnostic.fix.is_some());
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|((name, _), (count, _))| (std::cmp::Reverse(*count), *name));
    if matches!(format, Format::Json | Format::JsonLines) {
        let rows: Vec<_> = rows
            .iter()
            .map(|((name, severity), (count, fixable))| {
                serde_json::json!({"code": name, "severity": severity.to_string(), "count": count, "fixable": fixable})
            })
            .collect();
        return json::pretty(&rows);
    }
    let mut text = String::new();
    for ((name, severity), (count, fixable)) in rows {
        let fixable = if fixable > 0 { format!(" ({fixable} fixable)") } else { String::new() };
        text += &format!("{count:>6}  {:<7}  {name}{fixable}\n", severity.to_string());
    }
    text + &summary(checked)
}

/// The results for one manifest, or one value that is checked against a schema: excerpts and locations, but not the text, so that thousands of manifests need little
/// memory.
pub(super) struct Checked {
    /// Who says so, if it is somebody else than integration-ls.
    pub(super) source: Option<&'static str>,
    /// What was checked, in one word.
    pub(super) noun: &'static str,
    /// Its name in reports for people: as it was written.
    pub(super) name: String,
    /// Its path; `None` for standard input without a name.
    pub(super) path: Option<PathBuf>,
    /// The number of errors.
    pub(super) errors: usize,
    /// The number of warnings, including those that are not reported.
    pub(super) warnings: usize,
    /// The reported diagnostics.
    pub(super) diagnostics: Vec<Reported>,
    /// The number of fixes that were applied.
    pub(super) fixes: usize,
}

/// A diagnostic, ready for output.
pub(super) struct Reported {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) message: String,
    /// A JSON Pointer (RFC 6901) to the value or property that it is about.
    pub(super) pointer: String,
    pub(super) start: Location,
    pub(super) end: Location,
    pub(super) excerpt: excerpt::Excerpt,
    /// Related locations in the document, each with a message.
    pub(super) related: Vec<(excerpt::Excerpt, String)>,
    /// Where it was in the baseline.
    pub(super) baseline: Vec<String>,
    /// The preferred fix; `None` if it would show a secret.
    pub(super) fix: Option<ReportedFix>,
}

/// A fix, ready for output.
pub(super) struct ReportedFix {
    pub(super) title: String,
    pub(super) applicability: Applicability,
    /// The start and end of each replaced range, and the new text.
    pub(super) edits: Vec<(Location, Location, String)>,
}

impl ReportedFix {
    fn is_safe(&self) -> bool {
        self.applicability == Applicability::Safe
    }
}

impl Checked {
    /// The results for a document. `fixes`: the number of fixes that were applied to it. `errors_only`: whether to count
    /// but not report diagnostics below errors.
    pub(super) fn new(input: &Input, document: Document, fixes: usize, errors_only: bool) -> Self {
        let (source, diagnostics) = (document.source(), document.diagnostics());
        Self { fixes, ..Self::of("manifest", input, &document, source, diagnostics, errors_only) }
    }

    /// The results for a value. `shown`: its text as reports show it.
    pub(super) fn of_value(
        input: &Input,
        document: &Document,
        shown: &Source,
        diagnostics: &[Diagnostic],
        errors_only: bool,
    ) -> Self {
        Self::of("value", input, document, shown, diagnostics, errors_only)
    }

    /// What somebody else says of a document.
    #[cfg(feature = "remote")]
    pub(super) fn of_source(
        source: &'static str,
        input: &Input,
        document: &Document,
        diagnostics: &[Diagnostic],
    ) -> Self {
        Self { source: Some(source), ..Self::of("manifest", input, document, document.source(), diagnostics, false) }
    }

    /// How reports for people name the rule of one of its diagnostics.
    fn code(&self, diagnostic: &Reported) -> String {
        let name = diagnostic.rule.name;
        self.source.map_or_else(|| name.to_owned(), |source| format!("{source}: {name}"))
    }

    fn of(
        noun: &'static str,
        input: &Input,
        document: &Document,
        shown: &Source,
        diagnostics: &[Diagnostic],
        errors_only: bool,
    ) -> Self {
        let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let locations = Locations::new(shown);
        let reported_ones =
            diagnostics.iter().filter(|diagnostic| !errors_only || diagnostic.severity == Severity::Error);
        let diagnostics = reported_ones.map(|diagnostic| reported(document, &locations, diagnostic)).collect();
        let (name, path) = (input.name(), input.path().map(Path::to_owned));
        Self { source: None, noun, name, path, errors, warnings, diagnostics, fixes: 0 }
    }
}

fn reported(document: &Document, locations: &Locations<'_>, diagnostic: &Diagnostic) -> Reported {
    let secrets = document.secrets();
    let location = |offset| locations.location(offset);
    let excerpt = |range: TextRange| excerpt::Excerpt::new(locations, secrets, range);
    let shows_no_secret = |fix: &Fix| fix.edits.iter().all(|edit| !secrets.touch(edit.range) || edit.text.len() < 2);
    let preferred = document.fixes(diagnostic).into_iter().next().filter(Fix::is_preferred);
    let fix = preferred.filter(shows_no_secret).map(|fix| ReportedFix {
        applicability: fix.applicability,
        title: fix.title,
        edits: fix
            .edits
            .into_iter()
            .map(|edit| (location(edit.range.start), location(edit.range.end), edit.text))
            .collect(),
    });
    Reported {
        rule: diagnostic.rule,
        severity: diagnostic.severity,
        pointer: document
            .shown()
            .node_at(diagnostic.range.start)
            .map(|node| node.pointer().to_string())
            .unwrap_or_default(),
        start: location(diagnostic.range.start),
        end: location(diagnostic.range.end),
        excerpt: excerpt(diagnostic.range),
        related: diagnostic
            .related
            .iter()
            .filter(|related| related.baseline.is_none())
            .map(|related| (excerpt(related.range), related.message.to_string()))
            .collect(),
        baseline: diagnostic.related.iter().filter_map(in_baseline).collect(),
        message: diagnostic.message.to_string(),
        fix,
    }
}

/// A place in the baseline.
fn in_baseline(related: &Related) -> Option<String> {
    let baseline = related.baseline.as_ref()?;
    let at = baseline.source.as_ref().ok()?.position(related.range.start, Encoding::Utf32);
    Some(format!("{}:{}:{}: how it was", baseline.name, at.line + 1, at.column + 1))
}

/// A count with its noun: `1 error`, `2 errors`, `2 fixes`.
pub(super) fn plural(count: usize, word: &str) -> String {
    let end = match (count, word.ends_with('x')) {
        (1, _) => "",
        (_, true) => "es",
        _ => "s",
    };
    format!("{count} {word}{end}")
}

fn summary(checked: &[Checked]) -> String {
    let diagnostics = || checked.iter().flat_map(|one| &one.diagnostics);
    let count = |severity| diagnostics().filter(|diagnostic| diagnostic.severity == severity).count();
    let parts: Vec<String> = [
        (count(Severity::Error), "error"),
        (count(Severity::Warning), "warning"),
        (count(Severity::Info), "note"),
        (count(Severity::Hint), "hint"),
    ]
    .into_iter()
    .filter(|&(count, _)| count > 0)
    .map(|(count, word)| plural(count, word))
    .collect();
    let files = plural(checked.len(), checked.first().map_or("manifest", |one| one.noun));
    let mut text = if checked.is_empty() {
        String::new()
    } else if parts.is_empty() {
        format!("{files} checked, no problems found.\n")
    } else {
        format!("{} in {files}.\n", parts.join(", "))
    };
    let fixes: usize = checked.iter().map(|one| one.fixes).sum();
    if fixes > 0 {
        text += &format!("{} applied.\n", plural(fixes, "fix"));
    }
    let fixable =
        |is_safe| diagnostics().filter(|one| one.fix.as_ref().is_some_and(|fix| fix.is_safe() == is_safe)).count();
    match (fixable(true), fixable(false)) {
        (0, 0) => {}
        (safe, 0) => text += &format!("{safe} fixable with --fix.\n"),
        (0, other) => text += &format!("{other} fixable with --fix --unsafe-fixes.\n"),
        (safe, other) => text += &format!("{safe} fixable with --fix, {other} more with --unsafe-fixes.\n"),
    }
    text
}

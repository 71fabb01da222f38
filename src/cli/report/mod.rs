//! How diagnostics are written.

mod concise;
mod excerpt;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod places;
mod rdjson;
mod sarif;

use std::collections::BTreeMap;

use clap::ValueEnum;

use crate::analysis::{Applicability, Diagnostic, Document, Fix, Rule, Severity};
use crate::contract::Secrets;
use crate::text::TextRange;
use places::{Location, Places};

/// A report's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: source lines, carets, a summary
    Full,
    /// For people: one line each
    Concise,
    /// One array of objects
    Json,
    /// One object on each line
    JsonLines,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's Code Quality
    Gitlab,
    /// `JUnit` XML
    Junit,
    /// SARIF 2.1.0
    Sarif,
    /// Reviewdog's format
    Rdjson,
}

/// All diagnostics of all files in one of the formats.
pub(super) fn write(checked: &[Checked], format: Format, color: bool) -> String {
    match format {
        Format::Full => full::full(checked, color) + &summary(checked),
        Format::Concise => concise::concise(checked) + &summary(checked),
        Format::Json => json::array(checked),
        Format::JsonLines => json::lines(checked),
        Format::Github => github::github(checked),
        Format::Gitlab => gitlab::gitlab(checked),
        Format::Junit => junit::junit(checked),
        Format::Sarif => sarif::sarif(checked),
        Format::Rdjson => rdjson::rdjson(checked),
    }
}

/// How often each rule found something, the most frequent first.
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
        let fixable = if fixable > 0 { format!(" ({fixable} with a fix)") } else { String::new() };
        text += &format!("{count:>6}  {:<7}  {name}{fixable}\n", severity.to_string());
    }
    text + &summary(checked)
}

/// What was found in one file. Holds excerpts and places but not the text, so that a thousand files cost little memory.
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) diagnostics: Vec<Reported>,
    /// How many fixes were applied.
    pub(super) fixed: usize,
}

/// One diagnostic, ready to be written.
pub(super) struct Reported {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) pointer: String,
    pub(super) start: Location,
    pub(super) end: Location,
    pub(super) excerpt: excerpt::Excerpt,
    pub(super) related: Vec<(excerpt::Excerpt, String)>,
    /// The best way out; none if it would show a secret.
    pub(super) fix: Option<Mended>,
}

/// A fix, ready to be written.
pub(super) struct Mended {
    pub(super) title: String,
    pub(super) is_safe: bool,
    pub(super) applicability: Applicability,
    /// What is replaced, and by what.
    pub(super) edits: Vec<(Location, Location, String)>,
}

impl Checked {
    pub(super) fn new(name: String, document: &Document, diagnostics: Vec<Diagnostic>) -> Self {
        let secrets = Secrets::of(document.source().root());
        let places = Places::new(document.source());
        let diagnostics =
            diagnostics.into_iter().map(|diagnostic| reported(document, &places, &secrets, diagnostic)).collect();
        Self { name, diagnostics, fixed: 0 }
    }
}

fn reported(document: &Document, places: &Places<'_>, secrets: &Secrets, diagnostic: Diagnostic) -> Reported {
    let source = document.source();
    let place = |offset| places.place(offset);
    let excerpt = |range: TextRange| excerpt::Excerpt::new(places, secrets, range);
    let is_public = |fix: &Fix| fix.edits.iter().all(|edit| !secrets.touch(edit.range) || edit.text.len() < 2);
    let fix =
        document.fixes(&diagnostic).into_iter().next().filter(Fix::is_preferred).filter(is_public).map(|fix| Mended {
            is_safe: fix.is_safe(),
            applicability: fix.applicability,
            title: fix.title,
            edits: fix
                .edits
                .into_iter()
                .map(|edit| (place(edit.range.start), place(edit.range.end), edit.text))
                .collect(),
        });
    Reported {
        rule: diagnostic.rule,
        severity: diagnostic.severity,
        pointer: source.node_at(diagnostic.range.start).map(|node| node.pointer().to_string()).unwrap_or_default(),
        start: place(diagnostic.range.start),
        end: place(diagnostic.range.end),
        excerpt: excerpt(diagnostic.range),
        related: diagnostic
            .related
            .iter()
            .map(|related| (excerpt(related.range), related.message.to_string()))
            .collect(),
        message: diagnostic.message.to_string(),
        fix,
    }
}

/// `1 error`, `2 errors`, `2 fixes`.
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
    let files = plural(checked.len(), "manifest");
    let mut text = if checked.is_empty() {
        String::new()
    } else if parts.is_empty() {
        format!("{files} checked, nothing found.\n")
    } else {
        format!("{} in {files}.\n", parts.join(", "))
    };
    let fixed: usize = checked.iter().map(|one| one.fixed).sum();
    if fixed > 0 {
        text += &format!("{} applied.\n", plural(fixed, "fix"));
    }
    let fixable =
        |is_safe| diagnostics().filter(|one| one.fix.as_ref().is_some_and(|fix| fix.is_safe == is_safe)).count();
    match (fixable(true), fixable(false)) {
        (0, 0) => {}
        (safe, 0) => text += &format!("{safe} can be mended with --fix.\n"),
        (0, other) => text += &format!("{other} can be mended with --unsafe-fixes.\n"),
        (safe, other) => text += &format!("{safe} can be mended with --fix, {other} more with --unsafe-fixes.\n"),
    }
    text
}

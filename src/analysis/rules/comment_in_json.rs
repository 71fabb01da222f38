//! Comments that JSONC allows.

use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Edit, Fix};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::Dialect;
use crate::text::Span;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "comment-in-json",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A comment in a `.json` file.",
    why: "The API reads strict JSON, which has no comments. In a `.jsonc` file they are fine.",
    fix: "Remove the comment, or name the file `.jsonc`.",
    bad: r#"{
  // Who we are
  "title": "Acme Mail"
}"#,
    good: r#"{
  "title": "Acme Mail"
}"#,
    check: Check::Comments(check),
    cure,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>) {
    if report.source.dialect() == Dialect::Json {
        for comment in report.source.tree().comments() {
            report.add(comment.span, "JSON has no comments. Remove it, or name the file .jsonc.");
        }
    }
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let (text, span) = (case.source.text(), case.span);
    let (start, end) = (span.start as usize, span.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let is_alone = text[line..start].trim().is_empty();
    let whole = match text[end..].find('\n') {
        Some(rest) if is_alone && text[end..end + rest].trim().is_empty() => {
            Span::new(line as u32, (end + rest + 1) as u32)
        }
        _ => Span::new(text[..start].trim_end_matches([' ', '\t']).len() as u32, span.end),
    };
    vec![Fix::to_review("Remove the comment", vec![Edit::new(whole, "")])]
}

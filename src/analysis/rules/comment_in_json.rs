//! Comments that JSONC allows.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::Dialect;
use crate::text::TextRange;

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
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>) {
    if report.source.dialect() == Dialect::Json {
        for comment in report.source.tree().comments() {
            report.add(comment.range, "JSON has no comments. Remove it, or name the file .jsonc.");
        }
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let (text, range) = (context.source.text(), context.range);
    let (start, end) = (range.start as usize, range.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let is_alone = text[line..start].trim().is_empty();
    let whole = match text[end..].find('\n') {
        Some(rest) if is_alone && text[end..end + rest].trim().is_empty() => {
            TextRange::new(line as u32, (end + rest + 1) as u32)
        }
        _ => TextRange::new(text[..start].trim_end_matches([' ', '\t']).len() as u32, range.end),
    };
    vec![Fix::to_review("Remove the comment", vec![Edit::new(whole, "")])]
}

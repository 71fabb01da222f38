//! Comments that JSONC allows.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Rule};
use crate::syntax::Dialect;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "comment-in-json",
    severity: Severity::Error,
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
    tag: None,
    check: Check::Comments(check),
};

fn check(report: &mut Report<'_>) {
    if report.source.dialect() == Dialect::Json {
        for comment in report.source.tree().comments() {
            report.add(comment.span, "JSON has no comments. Remove it, or name the file .jsonc.");
        }
    }
}

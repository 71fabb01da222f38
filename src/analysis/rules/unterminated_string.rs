//! Strings without an end.

use crate::analysis::finding::Severity;
use crate::analysis::rule::{Check, Rule};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unterminated-string",
    severity: Severity::Error,
    summary: "A string has no closing quote.",
    why: "A string ends on the line on which it starts. Without its closing quote the rest of the document cannot be read.",
    fix: "Write the closing quote.",
    bad: r#"{
  "title": "Acme Mail
}"#,
    good: r#"{
  "title": "Acme Mail"
}"#,
    tag: None,
    check: Check::Problem(check),
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    (problem.kind == ProblemKind::UnterminatedString).then(|| {
        let quote = if problem.span.of(source.text()).starts_with('\'') { '\'' } else { '"' };
        format!(
            "This string has no closing quote. Write {quote} where it ends; a line break inside of it is written \\n."
        )
    })
}

//! Strings without an end.

use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Edit, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Problem, ProblemKind, Source};
use crate::text::Span;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unterminated-string",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A string has no closing quote.",
    why: "A string ends on the line on which it starts. Without its closing quote the rest of the document cannot be read.",
    fix: "Write the closing quote.",
    bad: r#"{
  "title": "Acme Mail
}"#,
    good: r#"{
  "title": "Acme Mail"
}"#,
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    (problem.kind == ProblemKind::UnterminatedString).then(|| {
        let quote = if problem.span.of(source.text()).starts_with('\'') { '\'' } else { '"' };
        format!(
            "This string has no closing quote. Write {quote} where it ends; a line break inside of it is written \\n."
        )
    })
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let end = Span::empty(case.span.end);
    let quote = if case.span.of(case.source.text()).starts_with('\'') { "'" } else { "\"" };
    vec![Fix::to_review("Close the string at the end of the line", vec![Edit::new(end, quote)])]
}

//! JavaScript's other quotes.

use crate::analysis::finding::Severity;
use crate::analysis::rule::{Check, Rule};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "single-quotes",
    severity: Severity::Error,
    summary: "A string stands between single quotes.",
    why: "JSON knows double quotes alone.",
    fix: "Write double quotes.",
    bad: r#"{"title": 'Acme Mail'}"#,
    good: r#"{"title": "Acme Mail"}"#,
    tag: None,
    check: Check::Problem(check),
};

fn check(problem: &Problem, _: &Source) -> Option<String> {
    (problem.kind == ProblemKind::SingleQuotes)
        .then(|| "JSON strings stand between double quotes. Write \" instead of '.".to_owned())
}

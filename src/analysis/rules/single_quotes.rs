//! JavaScript's other quotes.

use crate::analysis::edits::replace_text;
use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "single-quotes",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A string stands between single quotes.",
    why: "JSON knows double quotes alone.",
    fix: "Write double quotes.",
    bad: r#"{"title": 'Acme Mail'}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, _: &Source) -> Option<String> {
    (problem.kind == ProblemKind::SingleQuotes)
        .then(|| "JSON strings stand between double quotes. Write \" instead of '.".to_owned())
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let strings = case.node().into_iter().filter(|node| !node.is_unterminated());
    strings.map(|node| Fix::safe("Use double quotes", vec![replace_text(node, &node.text())])).collect()
}

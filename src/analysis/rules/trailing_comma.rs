//! Commas that JSONC allows.

use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Edit, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Dialect, Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "trailing-comma",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A comma before a closing bracket, in a `.json` file.",
    why: "The API reads strict JSON. In a `.jsonc` file the comma is fine.",
    fix: "Remove the comma.",
    bad: r#"{"title": "Acme Mail",}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    (problem.kind == ProblemKind::TrailingComma && source.dialect() == Dialect::Json)
        .then(|| "JSON has no comma before a closing bracket. Remove it, or name the file .jsonc.".to_owned())
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    vec![Fix::safe("Remove the comma", vec![Edit::new(case.span, "")])]
}

//! Blanks that are none.

use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Edit, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "exotic-whitespace",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "White space that JSON does not know.",
    why: "A no-break space or a form feed looks like a blank, but the document is refused. It often comes in with pasted text.",
    fix: "Replace it with a plain blank.",
    bad: "{\"title\":\u{a0}\"Acme Mail\"}",
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, _: &Source) -> Option<String> {
    let ProblemKind::ExoticWhitespace(c) = problem.kind else { return None };
    Some(format!(
        "This looks like a blank but is U+{:04X}, which JSON does not know. Replace it with a plain blank.",
        u32::from(c)
    ))
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    vec![Fix::safe("Put a space in its place", vec![Edit::new(case.span, " ")])]
}

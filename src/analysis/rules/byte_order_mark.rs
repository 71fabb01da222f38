//! U+FEFF at the start.

use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Edit, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "byte-order-mark",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "The file starts with a byte order mark.",
    why: "JSON starts with its value. Strict readers refuse the mark, and no editor shows it.",
    fix: "Save the file as UTF-8 without BOM.",
    bad: "\u{feff}{\"title\": \"Acme Mail\"}",
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, _: &Source) -> Option<String> {
    (problem.kind == ProblemKind::ByteOrderMark).then(|| {
        "The file starts with a byte order mark, which strict JSON does not allow. Save it as UTF-8 without BOM."
            .to_owned()
    })
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    vec![Fix::safe("Remove the byte order mark", vec![Edit::new(case.span, "")])]
}

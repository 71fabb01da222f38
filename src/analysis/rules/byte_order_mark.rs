//! U+FEFF at the start.

use crate::analysis::finding::Severity;
use crate::analysis::rule::{Check, Rule};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "byte-order-mark",
    severity: Severity::Error,
    summary: "The file starts with a byte order mark.",
    why: "JSON starts with its value. Strict readers refuse the mark, and no editor shows it.",
    fix: "Save the file as UTF-8 without BOM.",
    bad: "\u{feff}{\"title\": \"Acme Mail\"}",
    good: r#"{"title": "Acme Mail"}"#,
    tag: None,
    check: Check::Problem(check),
};

fn check(problem: &Problem, _: &Source) -> Option<String> {
    (problem.kind == ProblemKind::ByteOrderMark).then(|| {
        "The file starts with a byte order mark, which strict JSON does not allow. Save it as UTF-8 without BOM."
            .to_owned()
    })
}

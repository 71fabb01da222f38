//! Keys as JavaScript has them.

use crate::analysis::finding::Severity;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unquoted-key",
    severity: Severity::Error,
    summary: "A key has no quotes.",
    why: "In JSON every key is a string.",
    fix: "Write double quotes around the key.",
    bad: r#"{title: "Acme Mail"}"#,
    good: r#"{"title": "Acme Mail"}"#,
    tag: None,
    check: Check::Problem(check),
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    (problem.kind == ProblemKind::UnquotedKey).then(|| {
        let key = problem.span.of(source.text());
        format!("A key is a string: write {} with double quotes around it.", quoted(key))
    })
}

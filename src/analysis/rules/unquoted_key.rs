//! Keys as JavaScript has them.

use crate::analysis::edits::replace_text;
use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unquoted-key",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A key has no quotes.",
    why: "In JSON every key is a string.",
    fix: "Write double quotes around the key.",
    bad: r#"{title: "Acme Mail"}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    (problem.kind == ProblemKind::UnquotedKey).then(|| {
        let key = problem.span.of(source.text());
        format!("A key is a string: write {} with double quotes around it.", quoted(key))
    })
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let keys = case.node().into_iter();
    keys.map(|key| Fix::safe("Put the key in double quotes", vec![replace_text(key, key.source())])).collect()
}

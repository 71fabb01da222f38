//! Backslashes.

use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Edit, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::{Problem, ProblemKind, Source};
use crate::text::Span;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-escape",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A backslash is followed by something that JSON does not know.",
    why: "The whole document is refused. A backslash in a text (a Windows path, a regular expression) has to be written twice.",
    fix: "Write the backslash twice, or one of the escapes that JSON knows.",
    bad: r#"{"title": "Acme \Mail"}"#,
    good: r#"{"title": "Acme \\Mail"}"#,
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    (problem.kind == ProblemKind::InvalidEscape).then(|| {
        let escape = quoted(problem.span.of(source.text()));
        format!(
            "{escape} is no escape that JSON knows. For a backslash write \\\\; else one of \\\" \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits."
        )
    })
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let at = Span::empty(case.span.start);
    vec![Fix::to_review("Write the backslash twice", vec![Edit::new(at, "\\")])]
}

//! Backslashes.

use crate::analysis::finding::Severity;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-escape",
    severity: Severity::Error,
    summary: "A backslash is followed by something that JSON does not know.",
    why: "The whole document is refused. A backslash in a text (a Windows path, a regular expression) has to be written twice.",
    fix: "Write the backslash twice, or one of the escapes that JSON knows.",
    bad: r#"{"title": "Acme \Mail"}"#,
    good: r#"{"title": "Acme \\Mail"}"#,
    tag: None,
    check: Check::Problem(check),
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    (problem.kind == ProblemKind::InvalidEscape).then(|| {
        let escape = quoted(problem.span.of(source.text()));
        format!(
            "{escape} is no escape that JSON knows. For a backslash write \\\\; else one of \\\" \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits."
        )
    })
}

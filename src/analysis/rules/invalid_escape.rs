//! Backslashes.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};
use crate::text::TextRange;

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
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::InvalidEscape).then(|| {
        let escape = quoted(error.range.of(source.text()));
        format!(
            "{escape} is no escape that JSON knows. For a backslash write \\\\; else one of \\\" \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits."
        )
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let at = TextRange::empty(context.range.start);
    vec![Fix::to_review("Write the backslash twice", vec![Edit::new(at, "\\")])]
}

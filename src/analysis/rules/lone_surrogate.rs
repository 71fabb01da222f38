//! Halves of surrogate pairs.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "lone-surrogate",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: r#"Half of a character: one `\ud800`–`\udfff` without its other half."#,
    why: "Two such escapes make one character. One alone is no text, and the document is refused.",
    fix: "Write both halves, or the character itself.",
    bad: r#"{"title": "Acme \ud83d"}"#,
    good: r#"{"title": "Acme \ud83d\ude00"}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::LoneSurrogate).then(|| {
        let escape = quoted(error.range.of(source.text()));
        format!("{escape} is half of a character. Write the other half beside it, or the character itself.")
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::to_review("Put the replacement character in its place", vec![Edit::new(context.range, "\\ufffd")])]
}

//! Raw tabs and the like.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::literal;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "control-character",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A control character stands raw in a string.",
    why: "JSON wants it escaped; the document is refused.",
    fix: r#"Write its escape: `\t` for a tab, `\n` for a line break."#,
    bad: "{\"title\": \"Acme\tMail\"}",
    good: r#"{"title": "Acme\tMail"}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, _: &Source) -> Option<String> {
    let SyntaxErrorKind::ControlCharacter(c) = error.kind else { return None };
    let escape = if c == '\t' { "\\t".to_owned() } else { format!("\\u{:04x}", u32::from(c)) };
    Some(format!("A raw control character (U+{:04X}) cannot stand in a string. Write {escape} instead.", u32::from(c)))
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let character = context.range.of(context.source.text());
    let escaped = literal(character);
    vec![Fix::safe("Write it as an escape", vec![Edit::new(context.range, &escaped[1..escaped.len() - 1])])]
}

//! Raw tabs and the like.

use crate::analysis::finding::Severity;
use crate::analysis::rule::{Check, Rule};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "control-character",
    severity: Severity::Error,
    summary: "A control character stands raw in a string.",
    why: "JSON wants it escaped; the document is refused.",
    fix: r#"Write its escape: `\t` for a tab, `\n` for a line break."#,
    bad: "{\"title\": \"Acme\tMail\"}",
    good: r#"{"title": "Acme\tMail"}"#,
    tag: None,
    check: Check::Problem(check),
};

fn check(problem: &Problem, _: &Source) -> Option<String> {
    let ProblemKind::ControlCharacter(c) = problem.kind else { return None };
    let escape = if c == '\t' { "\\t".to_owned() } else { format!("\\u{:04x}", u32::from(c)) };
    Some(format!("A raw control character (U+{:04X}) cannot stand in a string. Write {escape} instead.", u32::from(c)))
}

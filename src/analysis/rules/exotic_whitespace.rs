//! Blanks that are none.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "exotic-whitespace",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "White space that JSON does not know.",
    why: "A no-break space or a form feed looks like a blank, but the document is refused. It often comes in with pasted text.",
    fix: "Replace it with a plain blank.",
    bad: "{\"title\":\u{a0}\"Acme Mail\"}",
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, _: &Source) -> Option<String> {
    let SyntaxErrorKind::ExoticWhitespace(c) = error.kind else { return None };
    Some(format!(
        "This looks like a blank but is U+{:04X}, which JSON does not know. Replace it with a plain blank.",
        u32::from(c)
    ))
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::safe("Put a space in its place", vec![Edit::new(context.range, " ")])]
}

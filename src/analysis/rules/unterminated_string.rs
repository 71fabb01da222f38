//! Strings without an end.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};
use crate::text::TextRange;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unterminated-string",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A string has no closing quote.",
    why: "A string ends on the line on which it starts. Without its closing quote the rest of the document cannot be read.",
    fix: "Write the closing quote.",
    bad: r#"{
  "title": "Acme Mail
}"#,
    good: r#"{
  "title": "Acme Mail"
}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::UnterminatedString).then(|| {
        let quote = if error.range.of(source.text()).starts_with('\'') { '\'' } else { '"' };
        format!(
            "This string has no closing quote. Write {quote} where it ends; a line break inside of it is written \\n."
        )
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let end = TextRange::empty(context.range.end);
    let quote = if context.range.of(context.source.text()).starts_with('\'') { "'" } else { "\"" };
    vec![Fix::to_review("Close the string at the end of the line", vec![Edit::new(end, quote)])]
}

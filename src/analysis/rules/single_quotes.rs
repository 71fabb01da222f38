//! JavaScript's other quotes.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "single-quotes",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A string stands between single quotes.",
    why: "JSON knows double quotes alone.",
    fix: "Write double quotes.",
    bad: r#"{"title": 'Acme Mail'}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, _: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::SingleQuotes)
        .then(|| "JSON strings stand between double quotes. Write \" instead of '.".to_owned())
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let strings = context.node().into_iter().filter(|node| !node.is_unterminated());
    strings.map(|node| Fix::safe("Use double quotes", vec![replace_text(node, &node.text())])).collect()
}

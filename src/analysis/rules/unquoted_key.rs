//! Keys as JavaScript has them.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};

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
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::UnquotedKey).then(|| {
        let key = error.range.of(source.text());
        format!("A key is a string: write {} with double quotes around it.", quoted(key))
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let keys = context.node().into_iter();
    keys.map(|key| Fix::safe("Put the key in double quotes", vec![replace_text(key, key.source())])).collect()
}

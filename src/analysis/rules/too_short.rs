//! Lower limits.

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
use crate::analysis::wording::subject;
use crate::contract::{Bounds, Field};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "too-short",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A text that is shorter than the API takes.",
    why: "The API counts characters and refuses fewer than its limit.",
    fix: "Write more: the whole id, or a title at all.",
    bad: r#"{"title": ""}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Value(Kinds::TEXT, check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Some(Bounds { min, .. }) = field.shape.length().filter(|length| length.min > 0) else { return };
    let Some(text) = value.as_string() else { return };
    let length = text.chars().take(min as usize).count();
    if length < min as usize {
        let (has, least) = (characters(length), characters(min as usize));
        report.add(value.range(), format!("{} has {has}; it needs at least {least}.", subject(value)));
    }
}

fn characters(count: usize) -> String {
    match count {
        0 => "no characters".to_owned(),
        1 => "1 character".to_owned(),
        _ => format!("{count} characters"),
    }
}

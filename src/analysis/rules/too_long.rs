//! Upper limits.

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
use crate::analysis::wording::subject;
use crate::contract::{Bounds, Field};
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "too-long",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A text that is longer than the API takes.",
    why: "The API counts characters and refuses more than its limit.",
    fix: "Shorten it.",
    bad: r#"{"title": "Acme Mail, the integration that sends, receives, sorts and archives all mail"}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Value(Kinds::TEXT, check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Some(max) = field.shape.length().and_then(Bounds::limit) else { return };
    // A character has at least one byte: most texts need no count.
    if value.kind() != Kind::String || value.content_range().len() <= max {
        return;
    }
    let length = value.text().chars().count();
    if length > max as usize {
        report.add(
            value.range(),
            format!("{} has {length} characters; at most {max} are allowed. Shorten it.", subject(value)),
        );
    }
}

//! Null where nothing can be removed.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::remove;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
use crate::analysis::wording::subject;
use crate::contract::{Field, Form};
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "null-not-allowed",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "`null` where it means nothing.",
    why: "Only in an update, and only for some fields, null means that something is removed. Anywhere else the API refuses it.",
    fix: "Leave the key out, or write a value.",
    bad: r#"{"title": null}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Value(Kinds::NULL, check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if value.kind() != Kind::Null || field.nullable.has(report.form) {
        return;
    }
    let message = if field.nullable.has(Form::Update) {
        format!(
            "{} is null, which {} in an update alone. This is a create: leave the key out.",
            subject(value),
            field.null
        )
    } else {
        format!(
            "{} is null, but it must be {}. Leave the key out to say nothing about it.",
            subject(value),
            field.shape.noun()
        )
    };
    report.add(value.range(), message);
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(property) = context.property() else { return Vec::new() };
    let edits = remove(context.source, property);
    // In a create there is nothing yet that null could remove: leaving the key out says the same.
    vec![match context.form {
        Form::Create => Fix::safe("Leave the key out", edits),
        Form::Update => Fix::to_review("Leave the key out", edits),
    }]
}

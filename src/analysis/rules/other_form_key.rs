//! Keys that only the other form has.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::remove;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::contract::{Field, Form, Object};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "other-form-key",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A key of the other form: a create's in an update, or the reverse.",
    why: "The two requests differ in a few keys. The API refuses those of the other one.",
    fix: "Remove the key, or send the manifest as the other form.",
    bad: r#"{"dev": true}"#,
    good: r#"{"name": "acme-mail", "version": "1.0.0", "dev": true}"#,
    check: Check::Member(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, _: &'static Object) {
    let field = field.filter(|field| !field.forms.has(report.form));
    if let (Some(field), Some(key)) = (field, property.key()) {
        let (ours, theirs) = match report.form {
            Form::Create => ("a create", "an update"),
            Form::Update => ("an update", "a create"),
        };
        report
            .add(key.range(), format!("\"{}\" belongs to {theirs} alone, and this is {ours}. Remove it.", field.name));
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let property = context.property().into_iter();
    property.map(|property| Fix::to_review("Remove the key", remove(context.source, property))).collect()
}

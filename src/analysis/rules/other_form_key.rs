//! Keys that only the other form has.

use crate::analysis::edits::remove;
use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Fix};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::contract::{Form, Object};
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
    check: Check::Object(check),
    cure,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    for key in object.members().filter_map(Node::key) {
        let name = key.text();
        let Some(field) = declared.field(&name).filter(|field| !field.forms.has(report.form)) else { continue };
        let (ours, theirs) = match report.form {
            Form::Create => ("a create", "an update"),
            Form::Update => ("an update", "a create"),
        };
        report.add(key.span(), format!("\"{}\" belongs to {theirs} alone, and this is {ours}. Remove it.", field.name));
    }
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let property = case.property().into_iter();
    property.map(|property| Fix::to_review("Remove the key", remove(case.source, property))).collect()
}

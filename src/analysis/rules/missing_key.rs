//! Keys that are required.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::{insert, literal};
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{list, quoted};
use crate::contract::Object;
use crate::contract::{Declared, Form, Format, Shape, Text, resolve};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "missing-key",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A key that has to be there is not.",
    why: "The API refuses what lacks it.",
    fix: "Add the key.",
    bad: r#"{"states": {"lastSync": {"type": "integration"}}}"#,
    good: r#"{"states": {"lastSync": {"type": "integration", "schema": {"type": "object"}}}}"#,
    check: Check::Object(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    let form = report.form;
    let missing: Vec<String> = declared
        .fields
        .iter()
        .filter(|field| field.required.has(form) && object.property(field.name).is_none())
        .map(|field| format!("\"{}\"", field.name))
        .collect();
    if !missing.is_empty() {
        let owner = match object.parent().and_then(Node::name) {
            Some(name) => quoted(&name),
            None => "The manifest".to_owned(),
        };
        let what = if declared.noun == "a manifest" { format!("a {form}") } else { declared.noun.to_owned() };
        report.add(object.opener(), format!("{owner} lacks {}, which {what} must have.", list(&missing, "and")));
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(object) = context.node() else { return Vec::new() };
    let Some(declared) = resolve(object).and_then(Declared::object) else { return Vec::new() };
    let missing = declared
        .fields
        .iter()
        .filter(|field| field.required.has(context.form) && object.property(field.name).is_none());
    let members: Vec<(&str, String)> = missing.map(|field| (field.name, smallest(field.shape, context.form))).collect();
    let names: Vec<String> = members.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    vec![Fix::to_review(format!("Add {}", list(&names, "and")), insert(context.source, object, &members))]
}

/// The smallest value of a shape that the contract accepts, where there is one; else one to be filled in.
fn smallest(shape: Shape, form: Form) -> String {
    match shape {
        Shape::Text(Text { choices: [first, ..], .. }) => literal(first.value),
        Shape::Text(Text { format: Format::Version, .. }) => literal("0.1.0"),
        Shape::Text(_) => literal(""),
        Shape::Boolean => "false".to_owned(),
        Shape::Integer => "1".to_owned(),
        Shape::TextList => "[]".to_owned(),
        Shape::Map(_) => "{}".to_owned(),
        Shape::JsonSchema => r#"{"type": "object", "properties": {}}"#.to_owned(),
        Shape::Object(object) => {
            let required = object.fields.iter().filter(|field| field.required.has(form));
            let members = required.map(|field| format!("{}: {}", literal(field.name), smallest(field.shape, form)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

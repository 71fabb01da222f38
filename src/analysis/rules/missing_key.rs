//! Keys that are required.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::{insert, literal};
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{list, quoted};
use crate::contract::manifest::MANIFEST;
use crate::contract::skeleton::{Step, skeleton};
use crate::contract::{Declared, Field, Form, Format, Object, Shape, Text, resolve};
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
    let missing: Vec<String> = missing(object, declared, form).map(|field| format!("\"{}\"", field.name)).collect();
    if !missing.is_empty() {
        let owner = match object.parent().and_then(Node::name) {
            Some(name) => quoted(&name),
            None => "The manifest".to_owned(),
        };
        let what = if std::ptr::eq(declared, &MANIFEST) { format!("a {form}") } else { declared.noun.to_owned() };
        report.add(object.opener(), format!("{owner} lacks {}, which {what} must have.", list(&missing, "and")));
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(object) = context.node() else { return Vec::new() };
    let Some(declared) = resolve(object).and_then(Declared::object) else { return Vec::new() };
    let missing = missing(object, declared, context.form);
    let members: Vec<(&str, String)> = missing.map(|field| (field.name, smallest(field.shape, context.form))).collect();
    let names: Vec<String> = members.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    vec![Fix::to_review(format!("Add {}", list(&names, "and")), insert(context.source, object, &members))]
}

fn missing(object: Node<'_>, declared: &'static Object, form: Form) -> impl Iterator<Item = &'static Field> {
    declared.fields.iter().filter(move |field| field.required.has(form) && object.property(field.name).is_none())
}

/// The smallest value of a shape that the contract accepts, where there is one; otherwise one to fill in.
fn smallest(shape: Shape, form: Form) -> String {
    let mut text = String::new();
    for step in skeleton(shape, form) {
        match step {
            Step::Open => text.push('{'),
            Step::Key(field) => {
                let separator = if text.ends_with('{') { "" } else { ", " };
                text += &format!("{separator}{}: ", literal(field.name));
            }
            Step::Value(shape) => text += &leaf(shape),
            Step::Close => text.push('}'),
        }
    }
    text
}

/// A value that requires no further ones.
fn leaf(shape: Shape) -> String {
    match shape {
        Shape::Text(Text { choices: [first, ..], .. }) => literal(first.value),
        Shape::Text(Text { format: Format::Version, .. }) => literal("0.1.0"),
        Shape::Text(_) => literal(""),
        Shape::Boolean => "false".to_owned(),
        Shape::Integer => "1".to_owned(),
        Shape::TextList => "[]".to_owned(),
        Shape::Map(_) | Shape::Object(_) => "{}".to_owned(),
        Shape::JsonSchema => r#"{"type": "object", "properties": {}}"#.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::smallest;
    use crate::contract::manifest::MANIFEST;
    use crate::contract::{EntryKind, Form, Shape, ring};

    #[test]
    fn the_smallest_values() {
        let shape = MANIFEST.map_of(EntryKind::State).map(|field| field.shape.fields()[0].shape);
        assert_eq!(
            shape.map(|shape| smallest(shape, Form::Update)).as_deref(),
            Some(r#"{"type": "conversation", "schema": {"type": "object", "properties": {}}}"#)
        );
        assert_eq!(smallest(Shape::Object(&MANIFEST), Form::Update), "{}");
        assert_eq!(smallest(Shape::Object(&MANIFEST), Form::Create), r#"{"name": "", "version": "0.1.0"}"#);
    }

    #[test]
    fn a_shape_that_requires_itself_ends() {
        assert_eq!(smallest(Shape::Object(&ring::RING), Form::Create), r#"{"inner": {}}"#);
    }
}

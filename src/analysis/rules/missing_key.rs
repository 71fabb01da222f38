use std::collections::HashSet;

use super::unknown_key;
use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity,
        edits::insert,
        wording::{list, quoted},
    },
    contract::{
        Declared, Field, Form, Format, Object, Shape, Text,
        manifest::MANIFEST,
        resolve,
        skeleton::{Step, skeleton},
    },
    syntax::{Node, literal::encode},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "missing-key",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "A required key is missing.",
        why: "The API rejects a manifest without it.",
        fix: "Add the key.",
        examples: &[
            Example::finds("A state without a schema", r#"{"states": {"lastSync": ⟦{⟧"type": "integration"}}}"#),
            Example::fine(
                "A state with a schema",
                r#"{"states": {"lastSync": {"type": "integration", "schema": {"type": "object"}}}}"#,
            ),
            Example::finds("A create without a version", r#"⟦{⟧"name": "acme/mail"}"#),
            Example::finds("An action without input and output", r#"{"actions": {"send": ⟦{⟧}}}"#),
            Example::finds("A `creation` without its tags", r#"{"user": {"creation": ⟦{⟧"enabled": false}}}"#),
            Example::finds(
                "A channel without messages, in a create",
                r#"{"name": "acme/mail", "version": "1.0.0", "channels": {"thread": ⟦{⟧}}}"#,
            ),
            Example::fine("A channel without messages, in an update", r#"{"channels": {"thread": {}}}"#),
            Example::fine("An action that is removed", r#"{"actions": {"send": null}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Object(check),
    fixes,
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
        report.add(object.opener(), format!("{owner} is missing {}, which {what} must have.", list(&missing, "and")));
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(object) = context.node() else { return Vec::new() };
    let Some(declared) = resolve(object).and_then(Declared::object) else { return Vec::new() };
    // A key that is there, but misspelt, has to be renamed.
    let misspelt: HashSet<&str> =
        object.members().filter_map(|member| unknown_key::meant(member, declared, context.form)).collect();
    let missing = missing(object, declared, context.form).filter(|field| !misspelt.contains(field.name));
    let members: Vec<(&str, String)> = missing.map(|field| (field.name, smallest(field.shape, context.form))).collect();
    if members.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = members.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    vec![Fix::to_review(format!("Add {}", list(&names, "and")), insert(context.source, object, &members))]
}

fn missing(object: Node<'_>, declared: &'static Object, form: Form) -> impl Iterator<Item = &'static Field> {
    declared.fields.iter().filter(move |field| field.required.has(form) && object.property(field.name).is_none())
}

/// The smallest value of a shape that the contract accepts, or one to fill in if there is none.
fn smallest(shape: Shape, form: Form) -> String {
    let mut text = String::new();
    for step in skeleton(shape, form) {
        match step {
            Step::Open => text.push('{'),
            Step::Key(field) => {
                let separator = if text.ends_with('{') { "" } else { ", " };
                text += &format!("{separator}{}: ", encode(field.name));
            }
            Step::Value(shape) => text += &leaf(shape),
            Step::Close => text.push('}'),
        }
    }
    text
}

/// The value to write for a shape that has no required keys.
fn leaf(shape: Shape) -> String {
    match shape {
        Shape::Text(Text { choices: [first, ..], .. }) => encode(first.value),
        Shape::Text(Text { format: Format::Version, .. }) => encode("0.1.0"),
        Shape::Text(_) => encode(""),
        Shape::Boolean => "false".to_owned(),
        Shape::Integer | Shape::Count | Shape::Number | Shape::PositiveNumber => "1".to_owned(),
        Shape::TextList | Shape::List(_) => "[]".to_owned(),
        Shape::Any => "null".to_owned(),
        Shape::Either(alternatives) => {
            alternatives.shapes.first().map_or_else(|| "null".to_owned(), |shape| leaf(*shape))
        }
        Shape::Map(_) | Shape::Object(_) | Shape::Subschema(_) => "{}".to_owned(),
        Shape::JsonSchema(_) => r#"{"type": "object", "properties": {}}"#.to_owned(),
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

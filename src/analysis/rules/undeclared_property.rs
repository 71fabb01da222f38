use std::collections::HashSet;

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Schema, Severity,
        edits::{insert, remove, replace_text},
        schema_keywords::{outer, schema_around},
        wording::quoted,
    },
    syntax::{Kind, Node},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "undeclared-property",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A required property that the schema does not describe.",
        why: "No form shows the property, so nobody can fill it in. If `additionalProperties` is `false`, no value fits at all.",
        fix: "Describe it in `properties`, correct its spelling, or remove it from `required`.",
        examples: &[
            Example::finds(
                "A misspelt name",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"address": {"type": "string"}}, "required": [⟦"adress"⟧]}}}"#,
            ),
            Example::fine(
                "The name of a property",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"address": {"type": "string"}}, "required": ["address"]}}}"#,
            ),
            Example::finds(
                "Nothing has a similar name",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "object", "properties": {}, "required": [⟦"mail"⟧]}}}}}"#,
            ),
            Example::finds(
                "A property that is required already is not what is meant",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"mail": {}}, "required": ["mail", ⟦"mails"⟧], "additionalProperties": false}}}"#,
            ),
            Example::fine(
                "Other properties are described by their pattern",
                r#"{"configuration": {"schema": {"type": "object", "properties": {}, "patternProperties": {"^m": {}}, "required": ["mail"]}}}"#,
            ),
            Example::fine(
                "Other properties are described together",
                r#"{"configuration": {"schema": {"type": "object", "properties": {}, "additionalProperties": {"type": "string"}, "required": ["mail"]}}}"#,
            ),
            Example::fine(
                "The property is described around a choice",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"mail": {}}, "anyOf": [{"properties": {"cc": {}}, "required": ["cc", "mail"]}]}}}"#,
            ),
            Example::fine(
                "Properties that are described nowhere here",
                r#"{"configuration": {"schema": {"type": "object", "required": ["mail"]}}}"#,
            ),
            Example::fine(
                "Properties that are still being typed",
                r#"{"configuration": {"schema": {"type": "object", "required": ["mail"], "properties": {"to": {}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| field.name == "required", check),
    fixes,
};

/// Keywords that may describe properties besides `properties`.
const ELSEWHERE: [&str; 7] = ["$ref", "patternProperties", "allOf", "anyOf", "oneOf", "if", "dependencies"];

/// How many of the described properties may be meant by a misspelt one.
const LIKELY: usize = 50;

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    let Some(required) = schema.get("required").filter(|list| list.kind() == Kind::Array) else { return };
    let Some(properties) = schema.get("properties").filter(|map| map.is_closed() && map.kind() == Kind::Object) else {
        return;
    };
    let names = required.elements().filter(|element| !element.is_malformed());
    // Most lists have the order of the properties.
    let mut in_order = properties.members();
    let unknown: Vec<_> = names
        .filter_map(|element| Some((element, element.as_string()?)))
        .filter(|(_, name)| !in_order.next().is_some_and(|next| next.is_named(name)))
        .filter(|(_, name)| properties.property(name).is_none())
        .collect();
    let others = schema.get("additionalProperties").filter(|others| others.kind() == Kind::Object);
    if unknown.is_empty() || others.is_some() || schema.has_any(&ELSEWHERE) || is_part_of_another(schema.node) {
        return;
    }
    let taken: HashSet<_> = required.elements().filter_map(Node::as_string).collect();
    let names = properties.members().take(LIKELY).filter_map(Node::name);
    let free: Vec<_> = names.filter(|name| !taken.contains(name)).collect();
    let is_closed = schema.get("additionalProperties").and_then(Node::as_bool) == Some(false);
    for (element, name) in unknown {
        let what = if is_closed { ", so no value fits" } else { "" };
        let advice = match nearest(&name, free.iter()) {
            Some(guess) => format!("Did you mean {}?", quoted(guess)),
            None => "Describe it there, or remove it from \"required\".".to_owned(),
        };
        let related = Related::here(properties.opener(), "The properties are described here.");
        let message = format!("\"properties\" does not describe {}{what}. {advice}", quoted(&name));
        report.add_related(element.range(), message, vec![related]);
    }
}

/// How many schemas around a part are looked at.
const DEEPEST: usize = 16;

/// Whether a schema is a part of another that applies to the same value, and may describe properties, too.
fn is_part_of_another(schema: Node<'_>) -> bool {
    let around = std::iter::successors(outer(schema), |(around, _)| outer(*around));
    let mut depth = 0;
    around.into_iter().take(DEEPEST).any(|(around, keyword)| {
        depth += 1;
        let describes = ["properties", "patternProperties", "$ref", "allOf"];
        depth == DEEPEST || keyword.is_named("allOf") || describes.iter().any(|name| around.property(name).is_some())
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(element) = context.node().filter(|node| node.kind() == Kind::String) else { return Vec::new() };
    let properties = schema_around(element).and_then(|schema| schema.get("properties"));
    let Some(properties) = properties.filter(|properties| properties.kind() == Kind::Object) else { return Vec::new() };
    let name = element.text();
    // A property that is required already is not the one that is meant.
    let required = element.parent().into_iter().flat_map(Node::elements).take(LIKELY);
    let taken: HashSet<_> = required.filter_map(Node::as_string).collect();
    let names = properties.members().take(LIKELY).filter_map(Node::name);
    let guess = nearest(&name, names.filter(|name| !taken.contains(name)));
    let replaced = guess
        .map(|guess| Fix::suggestion(format!("Replace with {}", quoted(&guess)), vec![replace_text(element, &guess)]));
    let described = insert(context.source, properties, &[(&*name, "{\"type\": \"string\"}".to_owned())]);
    let described = Fix::suggestion(format!("Describe {} in \"properties\"", quoted(&name)), described);
    let removed = Fix::suggestion("Remove it from \"required\"", remove(context.source, element));
    replaced.into_iter().chain([described, removed]).collect()
}

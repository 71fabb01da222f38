use crate::{
    analysis::{
        Check, Example, Group, Implementation, Related, Report, Rule, Schema, Severity, Types, no_fixes,
        wording::quoted,
    },
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unsatisfiable-schema",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A schema that no value fits.",
        why: "Every value is refused, so the configuration, action or event can never be used.",
        fix: "Correct what the message names.",
        examples: &[
            Example::finds(
                "A choice between no values",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"enum": ⟦[]⟧}}}}}"#,
            ),
            Example::fine(
                "A choice between two values",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"enum": ["low", "high"]}}}}}"#,
            ),
            Example::finds(
                "A required property that is not allowed",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"cc": false}, "required": [⟦"cc"⟧]}}}"#,
            ),
            Example::finds(
                "A required property that can have no value",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"cc": {"not": {}}}, "required": [⟦"cc"⟧]}}}"#,
            ),
            Example::finds(
                "Types that exclude each other",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "allOf": [{"minLength": 1}, ⟦{⟧"type": ["number", "null"]}]}}}}}"#,
            ),
            Example::finds(
                "A type that all kinds of a choice exclude",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", ⟦"anyOf"⟧: [{"type": "number"}, {"type": "null"}]}}}}}"#,
            ),
            Example::finds(
                "Everything is excluded",
                r#"{"configuration": {"schema": {"type": "object", "not": ⟦true⟧}}}"#,
            ),
            Example::fine(
                "A property that is not allowed",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"cc": {"not": {}}, "bcc": false}}}}"#,
            ),
            Example::fine(
                "An integer is a number",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "integer", "allOf": [{"type": "number"}]}}}}}"#,
            ),
            Example::fine(
                "A choice that is still being typed",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"enum": ["#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| ["enum", "not", "required", "allOf", "anyOf", "oneOf"].contains(&field.name), check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    // Beside a reference, nothing counts.
    if schema.has_any(&["$ref"]) {
        return;
    }
    for (property, field) in schema.keywords() {
        let Some(value) = property.value() else { continue };
        match field.name {
            "enum" if is_empty(value) => {
                report.add(value.range(), "\"enum\" is empty, so no value fits. Add the allowed values.");
            }
            // Alone, it is how the SDK writes that there is no value.
            "not" if takes_all(value) && schema.has_any(&["type", "properties", "enum", "const", "items"]) => {
                report.add(value.opener(), "\"not\" excludes every value, so no value fits. Say what to exclude.");
            }
            "required" => required(report, schema, value),
            "allOf" => types_of_all(report, schema, value),
            "anyOf" | "oneOf" => types_of_any(report, schema, property, value),
            _ => {}
        }
    }
}

fn is_empty(list: Node<'_>) -> bool {
    list.kind() == Kind::Array && list.is_closed() && list.children().next().is_none()
}

/// Whether a schema takes every value: `true` or `{}`.
fn takes_all(schema: Node<'_>) -> bool {
    let is_blank = schema.kind() == Kind::Object && schema.is_closed() && schema.children().next().is_none();
    schema.as_bool() == Some(true) || is_blank
}

/// Whether a schema takes no value, as far as it is easily seen.
fn takes_none(schema: Node<'_>) -> bool {
    let excludes = || schema.get("not").is_some_and(takes_all) || schema.get("enum").is_some_and(is_empty);
    // Few schemas have one of the two, so they are looked for at once.
    schema.as_bool() == Some(false)
        || (schema.members().any(|keyword| keyword.is_named("not") || keyword.is_named("enum"))
            && excludes()
            && schema.property("$ref").is_none())
}

fn required(report: &mut Report<'_>, schema: &Schema<'_>, list: Node<'_>) {
    let Some(properties) = schema.get("properties") else { return };
    let takes_none = |property: &Node<'_>| property.value().is_some_and(takes_none);
    if !properties.members().any(|property| takes_none(&property)) {
        return;
    }
    for element in list.elements().filter(|element| !element.is_malformed()) {
        let Some(name) = element.as_string() else { continue };
        let Some(property) = properties.property(&name).filter(takes_none) else { continue };
        let place = property.key().map_or(property.range(), Node::range);
        let related = Related::here(place, "The property is described here.");
        let message = format!(
            "{} is required, but \"properties\" allows no value for it. Correct one of the two.",
            quoted(&name)
        );
        report.add_related(element.range(), message, vec![related]);
    }
}

/// The types that a schema inside another names.
fn types(schema: Node<'_>) -> Option<Types> {
    schema.get("type").and_then(Types::read).filter(|types| *types != Types::NONE && schema.property("$ref").is_none())
}

fn types_of_all(report: &mut Report<'_>, schema: &Schema<'_>, list: Node<'_>) {
    let mut so_far = schema.types();
    for part in list.elements() {
        if part.as_bool() == Some(false) {
            report.add(part.range(), "This schema in \"allOf\" takes no value, so no value fits. Remove it.");
            continue;
        }
        let Some(own) = types(part) else { continue };
        let Some(known) = so_far else {
            so_far = Some(own);
            continue;
        };
        let both = known.and(own);
        if both == Types::NONE && known != Types::NONE {
            let message = format!(
                "This schema in \"allOf\" takes only {}, but the others take only {}, so no value fits.",
                own.shown(),
                known.shown()
            );
            report.add(part.opener(), message);
        } else {
            so_far = Some(both);
        }
    }
}

fn types_of_any(report: &mut Report<'_>, schema: &Schema<'_>, property: Node<'_>, list: Node<'_>) {
    let Some(own) = schema.types().filter(|own| *own != Types::NONE) else { return };
    let mut parts = list.elements().peekable();
    let excluded = |part: Node<'_>| takes_none(part) || types(part).is_some_and(|types| own.and(types) == Types::NONE);
    if parts.peek().is_some()
        && parts.all(excluded)
        && let Some(key) = property.key()
    {
        let (name, shown) = (key.text(), own.shown());
        report.add(
            key.range(),
            format!("No schema in \"{name}\" takes the type {shown}, so no value fits. Correct \"type\"."),
        );
    }
}

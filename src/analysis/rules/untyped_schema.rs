use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Schema, Severity, Types,
        edits::replace_text,
    },
    syntax::Kind,
    text::TextRange,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "untyped-schema",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A JSON Schema that does not say that it describes an object.",
        why: "The API takes only embedded schemas with `\"type\": \"object\"` at their top. Without it, a text or a number fits, too.",
        fix: "Set `type` to `object`.",
        examples: &[
            Example::finds(
                "Properties without a type",
                r#"{"events": {"mailReceived": {"schema": ⟦{⟧"properties": {"text": {"type": "string"}}}}}}"#,
            ),
            Example::fine(
                "Properties of an object",
                r#"{"events": {"mailReceived": {"schema": {"type": "object", "properties": {"text": {"type": "string"}}}}}}"#,
            ),
            Example::finds(
                "An object or null",
                r#"{"configuration": {"schema": {"type": ⟦["object", "null"]⟧, "properties": {}}}}"#,
            ),
            Example::fine(
                "A schema inside another",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"any": {"description": "Anything."}}}}}"#,
            ),
            Example::fine(
                "Schemas that are combined may say it",
                r#"{"configuration": {"schema": {"allOf": [{"type": "object"}, {"required": ["id"]}]}}}"#,
            ),
            Example::fine("A schema that is still empty", r#"{"configuration": {"schema": {}}}"#),
            Example::fine("A type that is still being typed", r#"{"configuration": {"schema": {"type": obj}}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::TopSchema(check),
    fixes,
};

/// Keywords beside which `type` may be left out, since they can say what it would.
const INSTEAD: [&str; 8] = ["$ref", "allOf", "anyOf", "oneOf", "if", "not", "const", "enum"];

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    if schema.node.members().next().is_none() {
        return;
    }
    match schema.property("type") {
        Some(property) => {
            let Some(list) = property.value().filter(|value| value.kind() == Kind::Array) else { return };
            if Types::read(list).is_some_and(|types| types != Types::OBJECT && types.meet(Types::OBJECT)) {
                let message = "The top of a schema must be an object and nothing else. Write \"type\": \"object\".";
                report.add(list.range(), message);
            }
        }
        None if schema.has_any(&INSTEAD) => {}
        None => report.add(schema.node.opener(), "This schema has no \"type\". Add \"type\": \"object\"."),
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(node) = context.node() else { return Vec::new() };
    vec![match node.kind() {
        Kind::Object => {
            // It is the first that one reads of a schema.
            let first = node.members().next().map_or(node.range().end, |member| member.range().start);
            let gap = TextRange::new(node.opener().end, first).of(context.source.text());
            let gap = if gap.trim().is_empty() && !gap.is_empty() { gap } else { " " };
            let edit = Edit::new(TextRange::empty(first), format!("\"type\": \"object\",{gap}"));
            Fix::to_review("Add \"type\": \"object\"", vec![edit])
        }
        _ => Fix::to_review("Replace with \"object\"", vec![replace_text(node, "object")]),
    }]
}

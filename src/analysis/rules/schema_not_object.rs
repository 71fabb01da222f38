use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Schema, Severity, Types,
        edits::replace_text, wording::subject,
    },
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "schema-not-object",
        group: Group::Schema,
        severity: Some(Severity::Error),
        summary: "A JSON Schema that does not describe an object.",
        why: "The API rejects an embedded schema whose top has another type than `object`.",
        fix: "Set `type` to `object`, and describe the value as one of its `properties`.",
        examples: &[
            Example::finds("A string", r#"{"events": {"mailReceived": {"schema": {"type": ⟦"string"⟧}}}}"#),
            Example::fine(
                "An object with a string",
                r#"{"events": {"mailReceived": {"schema": {"type": "object", "properties": {"text": {"type": "string"}}}}}}"#,
            ),
            Example::finds(
                "Properties of an array",
                r#"{"configuration": {"schema": {"type": ⟦"array"⟧, "properties": {}}}}"#,
            ),
            Example::finds(
                "Several types, of which none is an object",
                r#"{"configuration": {"schema": {"type": ⟦["string", "null"]⟧}}}"#,
            ),
            Example::fine(
                "A type that does not exist, which `unknown-value` reports",
                r#"{"configuration": {"schema": {"type": "strng"}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::TopSchema(check),
    fixes,
};

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    let Some(value) = schema.get("type").filter(|value| !value.is_malformed()) else { return };
    let is_empty = value.kind() == Kind::Array && value.elements().next().is_none();
    if let Some(types) = Types::read(value).filter(|types| !is_empty && !types.meet(Types::OBJECT)) {
        let subject = value.parent().and_then(Node::parent).map_or_else(|| "The schema".to_owned(), subject);
        let message = format!("The top of {subject} has the type {}, but must be \"object\".", types.shown());
        report.add(value.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    vec![Fix::to_review("Replace with \"object\"", vec![replace_text(value, "object")])]
}

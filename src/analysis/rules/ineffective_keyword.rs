use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Schema, Severity, Tag},
    contract::Status,
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "ineffective-keyword",
        group: Group::Schema,
        severity: Some(Severity::Hint),
        summary: "A keyword that has no effect beside the others.",
        why: "Validators of draft 7 ignore it, so what it demands is not checked.",
        fix: "Add the keyword that it needs, or remove it.",
        examples: &[
            Example::finds(
                "A consequence without a condition",
                r#"{"configuration": {"schema": {"type": "object", ⟦"then"⟧: {"required": ["to"]}}}}"#,
            ),
            Example::fine(
                "A consequence",
                r#"{"configuration": {"schema": {"type": "object", "if": {"required": ["cc"]}, "then": {"required": ["to"]}}}}"#,
            ),
            Example::finds(
                "A condition without a consequence",
                r#"{"configuration": {"schema": {"type": "object", ⟦"if"⟧: {"required": ["cc"]}}}}"#,
            ),
            Example::finds(
                "Further elements, where one schema is for all",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"items": {"type": "string"}, ⟦"additionalItems"⟧: false}}}}}"#,
            ),
            Example::fine(
                "Further elements",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"items": [{"type": "string"}], "additionalItems": false}}}}}"#,
            ),
            Example::finds(
                "A limit beside a reference",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "#/definitions/to", ⟦"maxLength"⟧: 64}}, "definitions": {"to": {"type": "string"}}}}}"##,
            ),
            Example::fine(
                "A description beside a reference, which forms may show",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "#/definitions/to", "title": "To", "x-zui": {}}}, "definitions": {"to": {"type": "string"}}}}}"##,
            ),
        ],
        tag: Some(Tag::Unnecessary),
        ..Rule::BLANK
    },
    check: Check::Schema(|field| ["$ref", "if", "then", "else", "additionalItems"].contains(&field.name), check),
    fixes: |context| context.remove_property("Remove the keyword"),
};

/// What says nothing about the value, or to which a reference leads, does no harm beside a reference.
const BESIDE_REF: [&str; 14] = [
    "$ref",
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "definitions",
    "readOnly",
    "writeOnly",
    "x-zui",
    "properties",
    "type",
];

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    let has_reference = schema.get("$ref").is_some_and(|value| value.kind() == Kind::String);
    for (property, field) in schema.keywords().filter(|(property, _)| property.value().is_some()) {
        let why = match field.name {
            name if has_reference => {
                // References lead into the properties of the top, and to say its type there is required.
                let is_ignored =
                    !BESIDE_REF.contains(&name) || (!schema.is_top() && matches!(name, "properties" | "type"));
                let is_own = matches!(field.status, Status::Stable);
                (is_ignored && is_own)
                    .then_some("is ignored beside \"$ref\". Move it to the schema that is referred to")
            }
            "then" | "else" if schema.property("if").is_none() => Some("has no effect without \"if\""),
            "if" if schema.property("then").is_none() && schema.property("else").is_none() => {
                Some("has no effect without \"then\" or \"else\"")
            }
            "additionalItems" => match schema.get("items").map(Node::kind) {
                Some(Kind::Array) => None,
                Some(_) => Some("has no effect, because \"items\" is for all elements"),
                None => Some("has no effect without \"items\""),
            },
            _ => None,
        };
        if let (Some(why), Some(key)) = (why, property.key()) {
            report.add(key.range(), format!("\"{}\" {why}.", field.name));
        }
    }
}

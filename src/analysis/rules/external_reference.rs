use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Schema, Severity, no_fixes, wording::quoted},
    json_schema::keywords::REF,
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "external-reference",
        group: Group::Schema,
        severity: Some(Severity::Hint),
        summary: "A `$ref` that leads out of the manifest.",
        why: "A manifest is sent alone. What the reference leads to is not sent with it, and nothing is fetched to check it.",
        fix: "Copy the schema into `definitions`, and refer to it there.",
        examples: &[
            Example::finds(
                "A page on the web",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": ⟦"https://acme.example/mail.json"⟧}}}}}"#,
            ),
            Example::fine(
                "A definition",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "#/definitions/address"}}, "definitions": {"address": {"type": "string"}}}}}"##,
            ),
            Example::finds(
                "A file",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": ⟦"mail.json#/definitions/address"⟧}}}}}"##,
            ),
            Example::fine(
                "The schema of all schemas of draft 7, which every validator has",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "http://json-schema.org/draft-07/schema#"}}}}}"##,
            ),
            Example::fine(
                "The schema by its own URI",
                r##"{"configuration": {"schema": {"$id": "https://acme.example/mail.json", "type": "object", "properties": {"to": {"$ref": "https://acme.example/mail.json#/definitions/to"}}, "definitions": {"to": {"type": "string"}}}}}"##,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| field.name == REF, check),
    fixes: no_fixes,
};

/// Where the schema of all schemas of draft 7 is.
const DRAFT_7: &str = "http://json-schema.org/draft-07/schema";

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    let Some(value) = schema.get(REF).filter(|value| value.kind() == Kind::String && !value.is_malformed()) else {
        return;
    };
    let text = value.text();
    let address = text.split('#').next().unwrap_or_default();
    let own = schema.top.get("$id").and_then(Node::as_string);
    let is_own = own.is_some_and(|own| own.split('#').next() == Some(address));
    if !address.is_empty() && address != DRAFT_7 && !is_own {
        let message = format!(
            "{} leads out of the manifest, which is sent alone. Copy the schema into \"definitions\".",
            quoted(&text)
        );
        report.add(value.range(), message);
    }
}

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Schema, Severity, Types, edits::remove,
    },
    contract::Status,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "inapplicable-keyword",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A keyword that says nothing about values of the `type` beside it.",
        why: "Validators ignore it: a `minLength` limits only texts, never numbers.",
        fix: "Correct the `type`, use the keyword for that type, or remove it.",
        examples: &[
            Example::finds(
                "The length of a number",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"type": "number", ⟦"minLength"⟧: 1}}}}}"#,
            ),
            Example::fine(
                "The least number",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"type": "number", "minimum": 1}}}}}"#,
            ),
            Example::finds(
                "The properties of an array",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "array", ⟦"properties"⟧: {}}}}}}"#,
            ),
            Example::finds(
                "The elements of the object at the top",
                r#"{"configuration": {"schema": {"type": "object", ⟦"items"⟧: {"type": "string"}}}}"#,
            ),
            Example::fine(
                "One of several types",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"type": ["integer", "null"], "minimum": 1}}}}}"#,
            ),
            Example::fine(
                "No type",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"minimum": 1, "minLength": 1}}}}}"#,
            ),
            Example::fine(
                "A format of OpenAPI for numbers, which `unknown-format` reports",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"type": "integer", "format": "int32"}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| !field.only_for.is_empty(), check),
    fixes,
};

/// The keywords for each type that set a lower or an upper limit.
const LIMITS: [[&str; 4]; 2] =
    [["minLength", "minimum", "minItems", "minProperties"], ["maxLength", "maximum", "maxItems", "maxProperties"]];

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    // Beside a reference, nothing counts anyway.
    let Some(types) = schema.types().filter(|types| *types != Types::NONE && !schema.has_any(&["$ref"])) else {
        return;
    };
    for (property, field) in schema.keywords() {
        let is_own = !field.only_for.is_empty() && matches!(field.status, Status::Stable);
        // The formats of OpenAPI for numbers are no formats of draft 7.
        let is_foreign =
            || field.name == "format" && !is_known(property.value().and_then(|value| value.as_string()), field);
        if is_own && !types.meet(Types::all(field.only_for)) && !is_foreign() {
            let Some(key) = property.key() else { continue };
            let fitting =
                limit(field.name, types).map_or_else(String::new, |keyword| format!(" Use \"{keyword}\" instead."));
            let (name, only, shown) = (field.name, Types::all(field.only_for).shown(), types.shown());
            report.add(key.range(), format!("\"{name}\" is for the type {only}, but \"type\" is {shown}.{fitting}"));
        }
    }
}

fn is_known(format: Option<std::borrow::Cow<'_, str>>, field: &crate::contract::Field) -> bool {
    let choices = field.shape.text().map_or(&[][..], |text| text.choices);
    format.is_some_and(|format| choices.iter().any(|choice| choice.value == format))
}

/// The limit of the same direction that is for these types.
fn limit(keyword: &str, types: Types) -> Option<&'static str> {
    let limits = LIMITS.iter().find(|limits| limits.contains(&keyword))?;
    let kinds = [&["string"][..], &["number", "integer"], &["array"], &["object"]];
    limits.iter().zip(kinds).find(|(_, kind)| types.meet(Types::all(kind))).map(|(limit, _)| *limit)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let (Some(key), Some(property)) = (context.node(), context.property()) else { return Vec::new() };
    let Some(schema) = property.parent() else { return Vec::new() };
    let removed = remove(context.source, property);
    let fitting = schema.get("type").and_then(Types::read).and_then(|types| limit(&key.text(), types));
    match fitting.filter(|keyword| schema.property(keyword).is_none()) {
        Some(keyword) => vec![
            Fix::to_review(
                format!("Rename to \"{keyword}\""),
                vec![crate::analysis::edits::replace_text(key, keyword)],
            ),
            Fix::suggestion("Remove the keyword", removed),
        ],
        None => vec![Fix::to_review("Remove the keyword", removed)],
    }
}

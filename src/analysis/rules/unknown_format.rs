use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Schema, Severity,
        edits::{remove, replace_text},
        wording::quoted,
    },
    contract::{Choice, Declared, resolve},
    syntax::{Kind, Node},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unknown-format",
        group: Group::Schema,
        severity: Some(Severity::Hint),
        summary: "A `format` that validators do not know.",
        why: "Validators ignore it, so any text is accepted.",
        fix: "Use a format that they know, or a `pattern`.",
        examples: &[
            Example::finds(
                "A misspelt format",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"at": {"type": "string", "format": ⟦"datetime"⟧}}}}}"#,
            ),
            Example::fine(
                "A format",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"at": {"type": "string", "format": "date-time"}}}}}"#,
            ),
            Example::finds(
                "A format of one's own",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"at": {"type": "string", "format": ⟦"acme-ticket"⟧}}}}}"#,
            ),
            Example::finds(
                "A format of OpenAPI for numbers",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"at": {"type": "integer", "format": ⟦"int32"⟧}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| field.name == "format", check),
    fixes,
};

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    let Some((property, field)) = schema.keywords().find(|(_, field)| field.name == "format") else { return };
    let (Some(value), Some(known)) = (property.value(), field.shape.text()) else { return };
    let Some(name) = value.as_string().filter(|_| !value.is_malformed()) else { return };
    if known.choices.iter().any(|choice| choice.value == name) {
        return;
    }
    let advice = match meant(value, known.choices) {
        Some(format) => format!("Did you mean \"{format}\"?"),
        None => "Validators ignore it.".to_owned(),
    };
    report.add(value.range(), format!("{} is not a known format. {advice}", quoted(&name)));
}

fn meant(value: Node<'_>, known: &'static [Choice]) -> Option<&'static str> {
    nearest(&value.text(), known.iter().map(|choice| choice.value))
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node().filter(|node| node.kind() == Kind::String) else { return Vec::new() };
    let Some(Declared::Field(field)) = resolve(value) else { return Vec::new() };
    let Some(format) = field.shape.text().and_then(|text| meant(value, text.choices)) else {
        let edits: Vec<Edit> = value.parent().map(|property| remove(context.source, property)).unwrap_or_default();
        return vec![Fix::suggestion("Remove the format", edits)];
    };
    vec![Fix::to_review(format!("Replace with \"{format}\""), vec![replace_text(value, format)])]
}

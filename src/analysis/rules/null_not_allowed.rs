use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Kinds, Report, Rule, Severity,
        edits::{remove, replace_text},
        wording::subject,
    },
    contract::{Declared, Field, Form, Shape, resolve},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "null-not-allowed",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "`null` where the API does not allow it.",
        why: "`null` removes something from the server. Only an update can do that, and only for some keys; the API rejects it anywhere else.",
        fix: "Remove the key, or write a value.",
        examples: &[
            Example::finds("A key that cannot be removed", r#"{"title": ⟦null⟧}"#),
            Example::fine("A value", r#"{"title": "Acme Mail"}"#),
            Example::finds("A removal in a create", r#"{"name": "acme/mail", "version": "1.0.0", "url": ⟦null⟧}"#),
            Example::finds("A schema that is null", r#"{"configuration": {"schema": ⟦null⟧}}"#),
            Example::finds(
                "The type of a JSON Schema without quotes",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"none": {"type": ⟦null⟧}}}}}"#,
            ),
            Example::fine("A removal in an update", r#"{"url": null, "actions": {"sendMail": null}}"#),
            Example::fine(
                "A secret, which may be null in a create too",
                r#"{"name": "acme/mail", "version": "1.0.0", "secrets": {"API_KEY": null}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::NULL, check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let may_be_null = field.nullable.has(report.form) || field.is_unchecked || matches!(field.shape, Shape::Any);
    if value.kind() != Kind::Null || may_be_null {
        return;
    }
    let subject = subject(value);
    let message = if field.nullable.has(Form::Update) {
        format!("{subject} is null, which {} only in an update. This is a create: remove the key.", field.null)
    } else {
        format!("{subject} cannot be null. Use {}, or remove the key.", field.shape.noun())
    };
    report.add(value.range(), message);
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(property) = context.property() else { return Vec::new() };
    let edits = remove(context.source, property);
    let choices = match resolve(property) {
        Some(Declared::Field(field)) => field.shape.text().map_or(&[][..], |text| text.choices),
        _ => &[],
    };
    // The type of a JSON Schema.
    if let (Some(null), true) = (context.node(), choices.iter().any(|choice| choice.value == "null")) {
        let replaced = Fix::to_review("Replace with \"null\"", vec![replace_text(null, "null")]);
        return vec![replaced, Fix::suggestion("Remove the key", edits)];
    }
    let is_keyword = property.parent().and_then(resolve).is_some_and(Declared::is_any_schema);
    // A create has nothing to remove yet, so leaving out the key means the same. A keyword may have been meant otherwise.
    vec![match context.form {
        Form::Create if !is_keyword => Fix::safe("Remove the key", edits),
        _ => Fix::to_review("Remove the key", edits),
    }]
}

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity,
        edits::{remove, replace_text},
        wording::quoted,
    },
    contract::{Declared, Field, Form, Object, manifest::MANIFEST, resolve},
    syntax::Node,
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unknown-key",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "A key that the API does not declare.",
        why: "The API's schema allows only the keys that it declares. At the top level, the vendor's client silently drops other keys before it sends the manifest; deeper ones reach the server.",
        fix: "Correct the spelling, move the key to where it belongs, or remove it.",
        examples: &[
            Example::finds("A misspelt key", r#"{⟦"titel"⟧: "Acme Mail"}"#),
            Example::fine("A declared key", r#"{"title": "Acme Mail"}"#),
            Example::finds("A misspelt key next to the correct one", r#"{"title": "Acme Mail", ⟦"titel"⟧: "Acme"}"#),
            Example::finds(
                "A key that belongs somewhere else",
                r#"{"user": {"tags": {"id": {"title": "Id", ⟦"schema"⟧: {}}}}}"#,
            ),
            Example::finds("A key in the wrong case", r#"{⟦"TITLE"⟧: "Acme Mail"}"#),
            Example::fine(
                "Keys inside an embedded JSON Schema",
                r#"{"configuration": {"schema": {"type": "object", "x-anything": true}}}"#,
            ),
            Example::fine("A key of the other form, which `other-form-key` reports", r#"{"dev": true}"#),
            Example::fine("A key that is still being typed", "{\"titel\"\n}"),
        ],
        ..Rule::BLANK
    },
    check: Check::Member(check),
    fixes,
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, declared: &'static Object) {
    let (Some(key), Some(name), Some(object)) = (property.key(), property.name(), property.parent()) else { return };
    // A key without a colon is still being typed.
    if field.is_none() && !declared.is_open && property.colon().is_some() && !key.range().is_empty() {
        let form = report.form;
        let fields = declared.fields.iter().filter(|field| field.forms.has(form) && field.status.is_offered());
        let advice = match nearest(&name, fields.map(|field| field.name)) {
            Some(field) if object.property(field).is_some() => {
                format!("Remove it: this object already has \"{field}\".")
            }
            Some(field) => format!("Did you mean \"{field}\"?"),
            None => "Remove it, or move it to where it belongs.".to_owned(),
        };
        let what = match std::ptr::eq(declared, &MANIFEST) {
            true => "a manifest key".to_owned(),
            false => format!("a key of {}", declared.noun),
        };
        report.add(key.range(), format!("{} is not {what}. {advice}", quoted(&name)));
    }
}

/// The declared key that an unknown one most likely stands for, unless the object has that one too.
pub(super) fn meant(property: Node<'_>, declared: &'static Object, form: Form) -> Option<&'static str> {
    let (name, object) = (property.name()?, property.parent()?);
    if declared.field(&name).is_some() {
        return None;
    }
    let fields = declared.fields.iter().filter(|field| field.forms.has(form) && field.status.is_offered());
    nearest(&name, fields.map(|field| field.name)).filter(|field| object.property(field).is_none())
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some((key, property)) = context.node().zip(context.property()) else { return Vec::new() };
    let declared = property.parent().and_then(resolve).and_then(Declared::object);
    let guess = declared.and_then(|declared| meant(property, declared, context.form));
    let renamed = guess.map(|name| Fix::to_review(format!("Rename to \"{name}\""), vec![replace_text(key, name)]));
    renamed.into_iter().chain([Fix::to_review("Remove the key", remove(context.source, property))]).collect()
}

use super::wrong_type::{converted, fits};
use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Kinds, Report, Rule, Severity,
        edits::remove,
        wording::{kind_noun, subject},
    },
    contract::{Declared, Field, resolve},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "form-hint",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A value in `x-zui` of the wrong type.",
        why: "The API does not check it, but forms ignore it or show something else than what is meant.",
        fix: "Use a value of the type named in the message.",
        examples: &[
            Example::finds(
                "A string instead of true or false",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"key": {"type": "string", "x-zui": {"secret": ⟦"true"⟧}}}}}}"#,
            ),
            Example::fine(
                "A secret",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"key": {"type": "string", "x-zui": {"secret": true}}}}}}"#,
            ),
            Example::finds(
                "A number instead of a string",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"key": {"x-zui": {"title": ⟦1⟧, "placeholder": ⟦null⟧}}}}}}"#,
            ),
            Example::finds(
                "A string instead of an object",
                r#"{"configuration": {"schema": {"type": "object", "x-zui": ⟦"Mail"⟧}}}"#,
            ),
            Example::finds(
                "A component without its parameters",
                r#"{"configuration": {"schema": {"type": "object", "x-zui": {"displayAs": ⟦"text"⟧}}}}"#,
            ),
            Example::fine(
                "A condition instead of true or false",
                r#"{"configuration": {"schema": {"type": "object", "x-zui": {"hidden": "(data) => !data.cc"}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::ANY, check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if field.is_unchecked && !fits(field.shape, value) {
        let (subject, found, wanted) = (subject(value), kind_noun(value), field.shape.noun());
        report.add(value.opener(), format!("{subject} is {found}, but forms expect {wanted}."));
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(Declared::Field(field)) = resolve(value) else { return Vec::new() };
    let replace = |text| Fix::to_review(format!("Replace with {text}"), vec![Edit::new(value.range(), text)]);
    let replaced = converted(field.shape, value).map(replace);
    let removed = value.parent().map(|property| Fix::suggestion("Remove the key", remove(context.source, property)));
    replaced.into_iter().chain(removed).collect()
}

use super::misspelt_keyword::meant;
use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, Tag, wording::quoted},
    contract::{Field, Object},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unknown-keyword",
        group: Group::Schema,
        severity: Some(Severity::Hint),
        summary: "A key in a JSON Schema that is not a keyword.",
        why: "Validators ignore keys that they do not know.",
        fix: "Remove the key. If it is a remark, use `$comment`; if a tool of yours reads it, let it start with `x-`.",
        examples: &[
            Example::finds("A remark", r#"{"configuration": {"schema": {"type": "object", ⟦"remark"⟧: "For Ada."}}}"#),
            Example::fine("A comment", r#"{"configuration": {"schema": {"type": "object", "$comment": "For Ada."}}}"#),
            Example::finds(
                "Several keys in a property",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {⟦"label"⟧: "To", ⟦"order"⟧: 1}}}}}"#,
            ),
            Example::finds(
                "An unknown hint for forms",
                r#"{"configuration": {"schema": {"type": "object", "x-zui": {⟦"colour"⟧: "red"}}}}"#,
            ),
            Example::fine(
                "An extension",
                r#"{"configuration": {"schema": {"type": "object", "x-acme": {"order": 1}}}}"#,
            ),
            Example::fine(
                "A misspelt keyword, which `misspelt-keyword` reports",
                r#"{"configuration": {"schema": {"type": "object", "requird": []}}}"#,
            ),
            Example::fine(
                "The names of properties and the keys of values",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"remark": {"default": {"order": 1}}}}}}"#,
            ),
        ],
        tag: Some(Tag::Unnecessary),
        ..Rule::BLANK
    },
    check: Check::Member(check),
    fixes: |context| context.remove_property("Remove the key"),
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, declared: &'static Object) {
    let Some(key) = property.key().filter(|_| field.is_none() && declared.is_open) else { return };
    let is_whole = key.kind() == Kind::String && !key.is_malformed() && property.colon().is_some();
    if is_whole && !key.text().starts_with("x-") && meant(property, declared).is_none() {
        let message = format!("{} is not a key of {}, so it has no effect.", quoted(&key.text()), declared.noun);
        report.add(key.range(), message);
    }
}

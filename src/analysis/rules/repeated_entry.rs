use std::collections::HashMap;

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Kinds, Related, Report, Rule, Severity, Tag,
        edits::remove, wording::quoted,
    },
    contract::{Field, Shape},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "repeated-entry",
        group: Group::Schema,
        severity: Some(Severity::Error),
        summary: "A name that is twice in an array of a JSON Schema.",
        why: "Draft 7 of JSON Schema requires different names here, so the API rejects the schema.",
        fix: "Remove one of them.",
        examples: &[
            Example::finds(
                "A property that is required twice",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "required": ["to", ⟦"to"⟧]}}}"#,
            ),
            Example::fine(
                "A property that is required",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "required": ["to"]}}}"#,
            ),
            Example::finds(
                "A type that is named twice",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": ["string", ⟦"string"⟧, "null"]}}}}}"#,
            ),
            Example::finds(
                "In a dependency, and spelled with an escape",
                r#"{"configuration": {"schema": {"type": "object", "dependencies": {"card": ["iban", ⟦"\u0069ban"⟧]}}}}"#,
            ),
            Example::fine(
                "Allowed values, which `repeated-choice` reports",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"enum": ["a", "a"]}}}}}"#,
            ),
        ],
        tag: Some(Tag::Unnecessary),
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::ARRAY, check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let is_single = value.elements().nth(1).is_none();
    if is_single || !field.shape.alternatives().iter().any(|shape| matches!(shape, Shape::List(list) if list.is_set)) {
        return;
    }
    let mut known = HashMap::with_capacity(value.elements().count());
    for element in value.elements().filter(|element| !element.is_malformed()) {
        let Some(text) = element.as_string() else { continue };
        if let Some(first) = known.get(&text) {
            let message = format!("{} is already in this array. Remove one of the two.", quoted(&text));
            let related = Related::here(*first, "It is here for the first time.");
            report.add_related(element.range(), message, vec![related]);
        } else {
            known.insert(text, element.range());
        }
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let element = context.node();
    element.map(|element| Fix::safe("Remove the repeated entry", remove(context.source, element))).into_iter().collect()
}

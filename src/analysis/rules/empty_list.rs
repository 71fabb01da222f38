use crate::{
    analysis::{Check, Example, FixContext, Group, Implementation, Kinds, Report, Rule, Severity, wording::subject},
    contract::{Field, Shape},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "empty-list",
        group: Group::Schema,
        severity: Some(Severity::Error),
        summary: "An empty array where a JSON Schema needs an element.",
        why: "Draft 7 of JSON Schema requires at least one element here, so the API rejects the schema.",
        fix: "Add an element, or remove the keyword.",
        examples: &[
            Example::finds(
                "A choice between no schemas",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"anyOf": ⟦[]⟧}}}}}"#,
            ),
            Example::fine(
                "A choice",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}}}"#,
            ),
            Example::finds(
                "No type",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": ⟦[ ]⟧}}}}}"#,
            ),
            Example::finds(
                "No schema for the elements",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"items": ⟦[]⟧}}}}}"#,
            ),
            Example::fine(
                "Nothing is required",
                r#"{"configuration": {"schema": {"type": "object", "required": []}}}"#,
            ),
            Example::fine(
                "An array that is still being typed",
                r#"{"configuration": {"schema": {"type": "object", "allOf": ["#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::ARRAY, check),
    fixes: |context: &FixContext<'_>| context.remove_property("Remove the keyword"),
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let is_list = |shape: &Shape| matches!(shape, Shape::List(list) if list.is_filled);
    if value.is_closed() && value.children().next().is_none() && field.shape.alternatives().iter().any(is_list) {
        report.add(value.range(), format!("{} is empty. Add an element, or remove the keyword.", subject(value)));
    }
}

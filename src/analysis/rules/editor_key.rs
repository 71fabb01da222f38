use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity},
    contract::{Field, Object, Status},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "editor-key",
        group: Group::Contract,
        severity: Some(Severity::Warning),
        summary: "`$schema`, which only editors read.",
        why: "The API does not declare this key. The vendor's client drops it before sending the manifest; anything else that sends the file sends the key too.",
        fix: "Remove it before you send the manifest.",
        examples: &[
            Example::finds(
                "A schema for the editor",
                r#"{⟦"$schema"⟧: "./integration.schema.json", "title": "Acme Mail"}"#,
            ),
            Example::fine("No `$schema`", r#"{"title": "Acme Mail"}"#),
            Example::fine(
                "The `$schema` of an embedded JSON Schema",
                r#"{"configuration": {"schema": {"$schema": "http://json-schema.org/draft-07/schema#"}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Member(check),
    fixes: |context| context.remove_property("Remove the key"),
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, _: &'static Object) {
    let field = field.filter(|field| field.status == Status::EditorOnly);
    if let (Some(Field { name, .. }), Some(key)) = (field, property.key()) {
        report.add(key.range(), format!("Only editors read \"{name}\". Remove it before you send the manifest."));
    }
}

use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity},
    contract::{Field, Form, Object},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "other-form-key",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "A key of a create in an update, or of an update in a create.",
        why: "The two requests differ in a few keys, and the API accepts each only in its own request.",
        fix: "Remove the key, or send the manifest in the other form.",
        examples: &[
            Example::finds("A key of a create in an update", r#"{⟦"dev"⟧: true}"#),
            Example::fine("The same key in a create", r#"{"name": "acme/mail", "version": "1.0.0", "dev": true}"#),
            Example::finds(
                "A key of an update in a create",
                r#"{"name": "acme/mail", "version": "1.0.0", ⟦"maxExecutionTime"⟧: 60}"#,
            ),
            Example::fine("The same key in an update", r#"{"maxExecutionTime": 60}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Member(check),
    fixes: |context| context.remove_property("Remove the key"),
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, _: &'static Object) {
    let field = field.filter(|field| !field.forms.has(report.form));
    if let (Some(field), Some(key)) = (field, property.key()) {
        let (ours, theirs) = match report.form {
            Form::Create => ("a create", "an update"),
            Form::Update => ("an update", "a create"),
        };
        report.add(
            key.range(),
            format!("\"{}\" is allowed only in {theirs}, and this is {ours}. Remove it.", field.name),
        );
    }
}

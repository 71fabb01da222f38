use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, no_fixes, wording::quoted},
    contract::{Field, Format},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "empty-secret",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "A secret with an empty value.",
        why: "The code will read an empty string. (The vendor's linter asks for a description instead. In a manifest, secrets have values but no descriptions, so this rule checks the value.)",
        fix: "Set the value when you send the manifest, or remove the key to keep the value on the server.",
        examples: &[
            Example::finds("An empty value", r#"{"secrets": {"API_KEY": ⟦""⟧}}"#),
            Example::fine("A placeholder", r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#),
            Example::fine("A secret that is removed", r#"{"secrets": {"API_KEY": null}}"#),
        ],
        bp_lint: Some("secrets-must-have-a-description"),
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Secret], check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let is_empty = value.as_string().is_some_and(|text| text.is_empty());
    if let (true, Some(name)) = (is_empty, value.parent().and_then(Node::name)) {
        let name = quoted(&name);
        report.add(
            value.range(),
            format!("The secret {name} is empty. Set its value when you send the manifest, or remove the key."),
        );
    }
}

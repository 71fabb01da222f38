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
        why: "The code will read an empty string. (The vendor's linter asks for a description here. In a manifest a secret has a value and no description, so this is what is left of that rule.)",
        fix: "Set the value where the manifest is sent, or remove the key to keep the value that the server has.",
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
        report.add(value.range(), format!("The secret {name} is empty. Set its value where the manifest is sent."));
    }
}

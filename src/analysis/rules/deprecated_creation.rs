use crate::{
    analysis::{Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, Tag, edits::remove},
    contract::Object,
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "deprecated-creation",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "`creation` is enabled, which is deprecated.",
        why: "It still works in integrations that already have it. The API rejects it in new integrations and new major versions.",
        fix: "Remove `creation` and add an action that creates the user or conversation.",
        examples: &[
            Example::finds(
                "Users can be created through the API",
                r#"{"user": {"creation": {⟦"enabled"⟧: true, "requiredTags": []}}}"#,
            ),
            Example::fine("It is disabled", r#"{"user": {"creation": {"enabled": false, "requiredTags": []}}}"#),
            Example::finds(
                "Conversations can be created through the API",
                r#"{"channels": {"thread": {"messages": {}, "conversation": {"creation": {⟦"enabled"⟧: true, "requiredTags": []}}}}}"#,
            ),
            Example::fine(
                "Not a boolean, which `wrong-type` reports",
                r#"{"user": {"creation": {"enabled": "true", "requiredTags": []}}}"#,
            ),
            Example::fine("No `creation`", r#"{"user": {"tags": {}}}"#),
            Example::fine("An extra operation is enabled", r#"{"extraOperations": {"ping": {"enabled": true}}}"#),
        ],
        tag: Some(Tag::Deprecated),
        ..Rule::BLANK
    },
    check: Check::Object(check),
    fixes,
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    if declared.field("requiredTags").is_none() {
        return;
    }
    let Some(enabled) = object.property("enabled") else { return };
    if let (Some(true), Some(key)) = (enabled.value().and_then(Node::as_bool), enabled.key()) {
        report.add(
            key.range(),
            "Creation through the API is deprecated, and new integrations cannot use it. Remove \"creation\" and add an action instead.",
        );
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let creation =
        context.property().and_then(|enabled| enabled.parent()?.parent()).filter(|node| node.kind() == Kind::Property);
    creation
        .into_iter()
        .map(|creation| Fix::to_review("Remove \"creation\"", remove(context.source, creation)))
        .collect()
}

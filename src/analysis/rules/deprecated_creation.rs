//! Creation through the API, which is to go.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::remove;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule, Tag};
use crate::contract::Object;
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "deprecated-creation",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    summary: "`creation` is enabled, which is deprecated.",
    why: "It works for integrations that have it; a new one, or a new major version, is refused with it.",
    fix: "Remove `creation`, and offer an action that creates the user or conversation.",
    bad: r#"{"user": {"creation": {"enabled": true, "requiredTags": []}}}"#,
    good: r#"{"user": {"creation": {"enabled": false, "requiredTags": []}}}"#,
    tag: Some(Tag::Deprecated),
    check: Check::Object(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    if declared.field("requiredTags").is_none() {
        return;
    }
    let Some(enabled) = object.property("enabled") else { return };
    if let (Some(true), Some(key)) = (enabled.value().and_then(Node::as_bool), enabled.key()) {
        report.add(
            key.range(),
            "Creation through the API is deprecated, and refused for new integrations. Remove \"creation\", and offer an action that does it.",
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

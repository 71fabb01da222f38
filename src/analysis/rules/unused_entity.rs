//! Entities that no interface uses.

use std::collections::HashSet;

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule, Tag};
use crate::analysis::wording::quoted;
use crate::contract::Form;
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unused-entity",
    group: Group::References,
    severity: Some(Severity::Hint),
    summary: "An entity that no interface is mapped to.",
    why: "Entities are there for interfaces: without one, nothing asks for it.",
    fix: "Map an interface to it, or remove it.",
    bad: r#"{"entities": {"mailbox": {"schema": {}}}, "interfaces": {}}"#,
    good: r#"{"entities": {"mailbox": {"schema": {}}}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "entities": {"item": {"name": "mailbox"}}}}}"#,
    tag: Some(Tag::Unnecessary),
    check: Check::Document(check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, root: Node<'_>) {
    let interfaces = root.get("interfaces");
    // In an update the interfaces that are not named stay as they are on the server.
    if interfaces.is_none() && report.form == Form::Update {
        return;
    }
    let mapped = interfaces.into_iter().flat_map(Node::members).filter_map(|member| member.value()?.get("entities"));
    let used: HashSet<_> =
        mapped.flat_map(Node::members).filter_map(|entry| entry.value()?.get("name")?.as_string()).collect();
    for entity in root.get("entities").into_iter().flat_map(Node::members) {
        let (Some(key), Some(value)) = (entity.key(), entity.value()) else { continue };
        if value.kind() == Kind::Object && !used.contains(&key.text()) {
            report.add(key.range(), format!("No interface is mapped to the entity {}.", quoted(&key.text())));
        }
    }
}

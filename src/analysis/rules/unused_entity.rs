//! Entities that no interface uses.

use std::collections::HashSet;

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule, Tag};
use crate::analysis::wording::quoted;
use crate::contract::manifest::MANIFEST;
use crate::contract::relations::references_into;
use crate::contract::{EntryKind, Form};
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
    let map = |kind| root.get(MANIFEST.map_of(kind)?.name);
    let Some(entities) = map(EntryKind::Entity) else { return };
    // In an update, interfaces that are not mentioned stay on the server, and may use the entity.
    if map(EntryKind::Interface).is_none() && report.form == Form::Update {
        return;
    }
    let used: HashSet<_> =
        references_into(root, &MANIFEST, &[EntryKind::Entity]).filter_map(|(value, _)| value.as_string()).collect();
    for entity in entities.members() {
        let (Some(key), Some(value)) = (entity.key(), entity.value()) else { continue };
        if value.kind() == Kind::Object && !used.contains(&key.text()) {
            report.add(key.range(), format!("No interface is mapped to the entity {}.", quoted(&key.text())));
        }
    }
}

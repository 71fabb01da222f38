use std::collections::HashSet;

use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, Tag, no_fixes, wording::quoted},
    contract::{EntryKind, Form, manifest::MANIFEST, relations::references_into},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unused-entity",
        group: Group::References,
        severity: Some(Severity::Hint),
        summary: "An entity that no interface is mapped to.",
        why: "Entities exist only to be used by interfaces.",
        fix: "Map an interface to the entity, or remove the entity.",
        examples: &[
            Example::finds("No interface at all", r#"{"entities": {⟦"mailbox"⟧: {"schema": {}}}, "interfaces": {}}"#),
            Example::fine(
                "An interface is mapped to it",
                r#"{"entities": {"mailbox": {"schema": {}}}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "entities": {"item": {"name": "mailbox"}}}}}"#,
            ),
            Example::finds(
                "An interface is mapped to another",
                r#"{"entities": {"mailbox": {"schema": {}}, ⟦"folder"⟧: {"schema": {}}}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "entities": {"item": {"name": "mailbox"}}}}}"#,
            ),
            Example::finds(
                "A create without interfaces",
                r#"{"name": "acme/mail", "version": "1.0.0", "entities": {⟦"mailbox"⟧: {"schema": {}}}}"#,
            ),
            Example::fine(
                "An update without interfaces: the server may have them",
                r#"{"entities": {"mailbox": {"schema": {}}}}"#,
            ),
            Example::fine("An entity that is still being typed", "{\"entities\": {\"mailbox\": }, \"interfaces\": {}}"),
            Example::fine("An entity that is removed", r#"{"entities": {"mailbox": null}, "interfaces": {}}"#),
        ],
        tag: Some(Tag::Unnecessary),
        ..Rule::BLANK
    },
    check: Check::Document(check),
    fixes: no_fixes,
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
            report.add(
                key.range(),
                format!("No interface is mapped to the entity {}. Map one to it, or remove it.", quoted(&key.text())),
            );
        }
    }
}

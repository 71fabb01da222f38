use std::collections::HashMap;

use crate::{
    analysis::{
        Check, Example, Group, Implementation, Kinds, Related, Report, Rule, Severity, no_fixes, wording::quoted,
    },
    contract::Field,
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "case-collision",
        group: Group::References,
        severity: Some(Severity::Warning),
        summary: "Two names that differ only in case.",
        why: "The API tells them apart, but people and some generated code do not.",
        fix: "Rename one of them, or remove the one that you do not need.",
        examples: &[
            Example::finds(
                "Two tags",
                r#"{"user": {"tags": {"userId": {"title": "Id"}, ⟦"userID"⟧: {"title": "Id"}}}}"#,
            ),
            Example::fine("One tag", r#"{"user": {"tags": {"userId": {"title": "Id"}}}}"#),
            Example::finds(
                "Two states",
                r#"{"states": {"lastSync": {"type": "user", "schema": {}}, ⟦"lastsync"⟧: {"type": "user", "schema": {}}}}"#,
            ),
            Example::fine(
                "A tag is renamed: the old name is removed",
                r#"{"user": {"tags": {"userID": null, "userId": {"title": "Id"}}}}"#,
            ),
            Example::finds("Three secrets", r#"{"secrets": {"KEY": "<KEY>", ⟦"Key"⟧: "<KEY>", ⟦"key"⟧: "<KEY>"}}"#),
            Example::fine(
                "The same name in two sections",
                r#"{"states": {"sync": {"type": "user", "schema": {}}}, "events": {"Sync": {"schema": {}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::OBJECT, check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Some(map) = field.shape.map().filter(|map| !map.kind.is_in_schema()) else { return };
    if value.kind() != Kind::Object {
        return;
    }
    let mut known: HashMap<String, Node<'_>> = HashMap::new();
    // A null entry is being removed: renaming an entry means removing it and adding another.
    let kept = value.members().filter(|member| member.value().is_some_and(|value| value.kind() != Kind::Null));
    for key in kept.filter_map(Node::key) {
        let name = key.text();
        let Some(first) = known.insert(name.to_lowercase(), key).filter(|first| first.text() != name) else { continue };
        let related = Related::here(first.range(), "The other name is here.");
        let message = format!(
            "The {} {} differs from {} only in case. Rename or remove one of them.",
            map.kind.noun(),
            quoted(&name),
            quoted(&first.text())
        );
        report.add_related(key.range(), message, vec![related]);
    }
}

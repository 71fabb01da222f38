//! Names that differ in case alone.

use std::collections::HashMap;

use crate::analysis::diagnostic::{Related, Severity};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
use crate::analysis::wording::quoted;
use crate::contract::{Field, Shape};
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "case-collision",
    group: Group::References,
    severity: Some(Severity::Warning),
    summary: "Two names that differ in upper and lower case alone.",
    why: "They are two things to the API, and one to people and to some of what is generated from them.",
    fix: "Rename one, or remove the one that is left over.",
    bad: r#"{"user": {"tags": {"userId": {"title": "Id"}, "userID": {"title": "Id"}}}}"#,
    good: r#"{"user": {"tags": {"userId": {"title": "Id"}}}}"#,
    check: Check::Value(Kinds::OBJECT, check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Shape::Map(map) = field.shape else { return };
    if value.kind() != Kind::Object {
        return;
    }
    let mut known: HashMap<String, Node<'_>> = HashMap::new();
    // An entry that is null is removed: to rename one is to remove it and to add another.
    let kept = value.members().filter(|member| member.value().is_some_and(|value| value.kind() != Kind::Null));
    for key in kept.filter_map(Node::key) {
        let name = key.text();
        let Some(first) = known.insert(name.to_lowercase(), key).filter(|first| first.text() != name) else { continue };
        let related = Related { range: first.range(), message: "The other one is here.".to_owned() };
        let message = format!(
            "The {} {} differs from {} only in upper and lower case. Rename or remove one of them.",
            map.kind.noun(),
            quoted(&name),
            quoted(&first.text())
        );
        report.add_related(key.range(), message, vec![related]);
    }
}

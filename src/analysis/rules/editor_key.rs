//! Keys for editors.

use crate::analysis::edits::remove;
use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Fix};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::contract::{Object, Status};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "editor-key",
    group: Group::Contract,
    severity: Some(Severity::Warning),
    summary: "`$schema`, which serves editors alone.",
    why: "The API refuses keys that it does not know, and it does not know this one.",
    fix: "Take it out before the manifest is sent.",
    bad: r#"{"$schema": "./integration.schema.json", "title": "Acme Mail"}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Object(check),
    cure,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    for key in object.members().filter_map(Node::key) {
        let name = key.text();
        if declared.field(&name).is_some_and(|field| field.status == Status::EditorOnly) {
            report.add(
                key.span(),
                format!(
                    "\"{name}\" serves editors alone; the API refuses it. Take it out before the manifest is sent."
                ),
            );
        }
    }
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let property = case.property().into_iter();
    property.map(|property| Fix::to_review("Remove the key", remove(case.source, property))).collect()
}

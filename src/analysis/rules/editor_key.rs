//! Keys for editors.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::remove;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::contract::{Field, Object, Status};
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
    check: Check::Member(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, _: &'static Object) {
    let field = field.filter(|field| field.status == Status::EditorOnly);
    if let (Some(Field { name, .. }), Some(key)) = (field, property.key()) {
        let message =
            format!("\"{name}\" serves editors alone; the API refuses it. Take it out before the manifest is sent.");
        report.add(key.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let property = context.property().into_iter();
    property.map(|property| Fix::to_review("Remove the key", remove(context.source, property))).collect()
}

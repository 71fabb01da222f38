//! Secrets without a value.

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "empty-secret",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    summary: "A secret whose value is empty.",
    why: "The code will find nothing in it. (The vendor's linter looks for a description here; in a manifest a secret has none, so what is left of that rule is this.)",
    fix: "Fill in the value where the manifest is sent, or leave the key out to keep what the server has.",
    bad: r#"{"secrets": {"API_KEY": ""}}"#,
    good: r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#,
    bp_lint: Some("secrets-must-have-a-description"),
    check: Check::Content(&[Format::Secret], check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let is_empty = value.as_string().is_some_and(|text| text.is_empty());
    if let (true, Some(name)) = (is_empty, value.parent().and_then(Node::name)) {
        let message = format!("The secret {} is empty: the code will find nothing in it.", quoted(&name));
        report.add(value.range(), message);
    }
}

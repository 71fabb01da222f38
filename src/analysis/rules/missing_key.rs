//! Keys that are required.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::{list, quoted};
use crate::contract::Object;
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "missing-key",
    severity: Severity::Error,
    summary: "A key that has to be there is not.",
    why: "The API refuses what lacks it.",
    fix: "Add the key.",
    bad: r#"{"states": {"lastSync": {"type": "integration"}}}"#,
    good: r#"{"states": {"lastSync": {"type": "integration", "schema": {"type": "object"}}}}"#,
    tag: None,
    check: Check::Object(check),
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    let form = report.form;
    let missing: Vec<String> = declared
        .fields
        .iter()
        .filter(|field| field.required.has(form) && object.property(field.name).is_none())
        .map(|field| format!("\"{}\"", field.name))
        .collect();
    if !missing.is_empty() {
        let owner = match object.parent().and_then(Node::name) {
            Some(name) => quoted(&name),
            None => "The manifest".to_owned(),
        };
        let what = if declared.noun == "a manifest" { format!("a {form}") } else { declared.noun.to_owned() };
        report.add(object.opener(), format!("{owner} lacks {}, which {what} must have.", list(&missing, "and")));
    }
}

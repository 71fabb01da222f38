//! Misspelt and misplaced keys.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::{nearest, quoted};
use crate::contract::Object;
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unknown-key",
    severity: Severity::Error,
    summary: "A key that the API does not know.",
    why: "The API refuses a manifest that has one, even if all else is right.",
    fix: "Correct its spelling, or remove it.",
    bad: r#"{"titel": "Acme Mail"}"#,
    good: r#"{"title": "Acme Mail"}"#,
    tag: None,
    check: Check::Object(check),
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    for property in object.members() {
        let (Some(key), Some(name)) = (property.key(), property.name()) else { continue };
        // A key without a colon is still being typed.
        if declared.field(&name).is_some() || property.colon().is_none() || key.span().is_empty() {
            continue;
        }
        let form = report.form;
        let fields = declared.fields.iter().filter(|field| field.forms.has(form) && field.status.is_offered());
        let advice = match nearest(&name, fields.map(|field| field.name)) {
            Some(field) if object.property(field).is_some() => {
                format!("\"{field}\" is there already: remove this one.")
            }
            Some(field) => format!("Did you mean \"{field}\"?"),
            None => "Remove it, or move it to where it belongs.".to_owned(),
        };
        report.add(
            key.span(),
            format!(
                "{} is no key of {}, and the API refuses keys that it does not know. {advice}",
                quoted(&name),
                declared.noun
            ),
        );
    }
}

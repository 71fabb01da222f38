//! Misspelt and misplaced keys.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::{remove, replace_text};
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{nearest, quoted};
use crate::contract::{Declared, Field, Object, resolve};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unknown-key",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A key that the API does not know.",
    why: "The API refuses a manifest that has one, even if all else is right.",
    fix: "Correct its spelling, or remove it.",
    bad: r#"{"titel": "Acme Mail"}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Member(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, declared: &'static Object) {
    let (Some(key), Some(name), Some(object)) = (property.key(), property.name(), property.parent()) else { return };
    // A key without a colon is still being typed.
    if field.is_none() && property.colon().is_some() && !key.range().is_empty() {
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
            key.range(),
            format!(
                "{} is no key of {}, and the API refuses keys that it does not know. {advice}",
                quoted(&name),
                declared.noun
            ),
        );
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some((key, property)) = context.node().zip(context.property()) else { return Vec::new() };
    let Some(object) = property.parent() else { return Vec::new() };
    let declared = resolve(object).and_then(Declared::object);
    let fields = declared.into_iter().flat_map(|declared| declared.fields);
    let fields = fields.filter(|field| field.forms.has(context.form) && field.status.is_offered());
    let guess = nearest(&key.text(), fields.map(|field| field.name)).filter(|name| object.property(name).is_none());
    let renamed = guess.map(|name| Fix::to_review(format!("Rename to \"{name}\""), vec![replace_text(key, name)]));
    renamed.into_iter().chain([Fix::to_review("Remove the key", remove(context.source, property))]).collect()
}

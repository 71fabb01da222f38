//! Deprecated keys.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::{remove, replace_text};
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule, Tag};
use crate::contract::{Field, Object, Status};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "deprecated-key",
    group: Group::Contract,
    severity: Some(Severity::Warning),
    summary: "A key that is to be replaced.",
    why: "It still works, but will not for ever.",
    fix: "Write what the message names.",
    bad: r#"{"public": true}"#,
    good: r#"{"visibility": "public"}"#,
    tag: Some(Tag::Deprecated),
    check: Check::Member(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, _: &'static Object) {
    if let (Some(Field { name, status: Status::Deprecated(instead), .. }), Some(key)) = (field, property.key()) {
        report.add(key.range(), format!("\"{name}\" is deprecated. {}", instead.replace('`', "")));
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(property) = context.property().filter(|property| property.name().is_some_and(|name| name == "public"))
    else {
        return Vec::new();
    };
    let Some(is_public) = property.value().and_then(Node::as_bool) else { return Vec::new() };
    let visibility = property.parent().and_then(|root| root.get("visibility"));
    let said = visibility.and_then(Node::as_string).map(|text| text == "public" || text == "unlisted");
    match (visibility, said) {
        (None, _) => {
            let value = if is_public { "public" } else { "private" };
            let (Some(key), Some(old)) = (property.key(), property.value()) else { return Vec::new() };
            let edits = vec![replace_text(key, "visibility"), replace_text(old, value)];
            vec![Fix::safe(format!("Write \"visibility\": \"{value}\" instead"), edits)]
        }
        // It says once more what "visibility" says.
        (Some(_), Some(said)) if said == is_public => {
            vec![Fix::safe("Remove \"public\"", remove(context.source, property))]
        }
        _ => vec![Fix::to_review("Remove \"public\"", remove(context.source, property))],
    }
}

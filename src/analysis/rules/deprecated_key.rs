use super::unknown_key;
use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, Tag,
        edits::{remove, replace_text},
    },
    contract::{Field, Object, Status, manifest::MANIFEST},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "deprecated-key",
        group: Group::Contract,
        severity: Some(Severity::Warning),
        summary: "A deprecated key.",
        why: "The key still works, but support for it will end.",
        fix: "Use the replacement named in the message.",
        examples: &[
            Example::finds("Public, with the deprecated key", r#"{⟦"public"⟧: true}"#),
            Example::fine("Public, with its replacement", r#"{"visibility": "public"}"#),
            Example::finds("Private, with the deprecated key", r#"{⟦"public"⟧: false}"#),
            Example::finds("Both keys at once", r#"{⟦"public"⟧: true, "visibility": "unlisted"}"#),
        ],
        tag: Some(Tag::Deprecated),
        ..Rule::BLANK
    },
    check: Check::Member(check),
    fixes,
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, _: &'static Object) {
    if let (Some(Field { name, status: Status::Deprecated(instead), .. }), Some(key)) = (field, property.key()) {
        report.add(key.range(), format!("\"{name}\" is deprecated. {}", instead.replace('`', "")));
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(property) = context.property().filter(|property| property.is_named("public")) else { return Vec::new() };
    let Some(is_public) = property.value().and_then(Node::as_bool) else { return Vec::new() };
    let Some(root) = property.parent() else { return Vec::new() };
    let is_misspelt = |member| unknown_key::meant(member, &MANIFEST, context.form) == Some("visibility");
    let has_misspelt = || root.members().any(is_misspelt);
    let visibility = root.get("visibility");
    let said = visibility.and_then(Node::as_string).map(|text| text == "public" || text == "unlisted");
    match (visibility, said) {
        // Of doubled keys, only the last counts. If the other key is there, but misspelt, that has to be corrected first.
        (None, _) if root.property("public") != Some(property) || has_misspelt() => Vec::new(),
        (None, _) => {
            let value = if is_public { "public" } else { "private" };
            let (Some(key), Some(old)) = (property.key(), property.value()) else { return Vec::new() };
            let edits = vec![replace_text(key, "visibility"), replace_text(old, value)];
            vec![Fix::safe(format!("Replace with \"visibility\": \"{value}\""), edits)]
        }
        // "public" only repeats "visibility".
        (Some(_), Some(said)) if said == is_public => {
            vec![Fix::safe("Remove \"public\"", remove(context.source, property))]
        }
        _ => vec![Fix::to_review("Remove \"public\"", remove(context.source, property))],
    }
}

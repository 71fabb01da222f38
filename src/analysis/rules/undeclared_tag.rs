//! Required tags against declared ones.

use crate::analysis::diagnostic::{Related, Severity};
use crate::analysis::edits::{insert, literal, replace_text};
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{nearest, quoted};
use crate::contract::relations::{references_into, scope};
use crate::contract::{EntryKind, Form, Object};
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "undeclared-tag",
    group: Group::References,
    severity: Some(Severity::Error),
    summary: "A required tag that no tag declares.",
    why: "Whoever creates it has to give this tag, but there is no such tag to give.",
    fix: "Declare the tag beside it, or correct its spelling.",
    bad: r#"{"user": {"tags": {"email": {}}, "creation": {"enabled": false, "requiredTags": ["mail"]}}}"#,
    good: r#"{"user": {"tags": {"mail": {}}, "creation": {"enabled": false, "requiredTags": ["mail"]}}}"#,
    check: Check::Object(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    let Some(field) = declared.map_of(EntryKind::Tag) else { return };
    let tags = object.get(field.name);
    // In an update, tags that are not mentioned stay on the server: the required ones may well be there.
    if tags.is_none() && report.form == Form::Update {
        return;
    }
    let names: Vec<String> = tags
        .into_iter()
        .flat_map(Node::members)
        .filter(|tag| tag.value().is_none_or(|value| value.kind() != Kind::Null))
        .filter_map(|tag| Some(tag.name()?.into_owned()))
        .collect();
    for (value, _) in references_into(object, declared, &[EntryKind::Tag]) {
        let Some(text) = value.as_string().filter(|text| !names.iter().any(|name| name == text)) else { continue };
        let advice = match nearest(&text, names.iter().map(String::as_str)) {
            Some(name) => format!("Did you mean {}?", quoted(name)),
            None => format!("Declare it in \"{}\", or remove it from this list.", field.name),
        };
        let related =
            tags.map(|tags| Related { range: tags.opener(), message: "The tags are declared here.".to_owned() });
        let message = format!("The tag {} is not declared. {advice}", quoted(&text));
        report.add_related(value.range(), message, related.into_iter().collect());
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let (Some(name), Some(scope)) = (value.as_string(), scope(value)) else { return Vec::new() };
    let names: Vec<_> = scope.names().collect();
    let guess = nearest(&name, names.iter().map(|name| &**name));
    let renamed =
        guess.map(|name| Fix::to_review(format!("Replace with {}", quoted(name)), vec![replace_text(value, name)]));
    let title = format!("Declare the tag {}", quoted(&name));
    let declared = match scope.map() {
        Some(tags) => insert(context.source, tags, &[(&*name, "{}".to_owned())]),
        None => {
            let tags = format!("{{{}: {{}}}}", literal(&name));
            insert(context.source, scope.holder, &[(scope.field.name, tags)])
        }
    };
    renamed.into_iter().chain([Fix::to_review(title, declared)]).collect()
}

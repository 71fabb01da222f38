//! Required tags against declared ones.

use crate::analysis::diagnostic::{Related, Severity};
use crate::analysis::edits::{insert, literal, replace_text};
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{nearest, quoted};
use crate::contract::{Form, Object};
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
    if declared.field("creation").is_none() || declared.field("tags").is_none() {
        return;
    }
    let tags = object.get("tags");
    // In an update the tags that are not named stay as they are on the server: they may well be there.
    if tags.is_none() && report.form == Form::Update {
        return;
    }
    let Some(required) = object.get("creation").and_then(|creation| creation.get("requiredTags")) else { return };
    let names: Vec<String> = tags
        .into_iter()
        .flat_map(Node::members)
        .filter(|tag| tag.value().is_none_or(|value| value.kind() != Kind::Null))
        .filter_map(|tag| Some(tag.name()?.into_owned()))
        .collect();
    for element in required.elements() {
        let Some(text) = element.as_string().filter(|text| !names.iter().any(|name| name == text)) else { continue };
        let advice = match nearest(&text, names.iter().map(String::as_str)) {
            Some(name) => format!("Did you mean {}?", quoted(name)),
            None => "Declare it under \"tags\", or take it out here.".to_owned(),
        };
        let related =
            tags.map(|tags| Related { range: tags.opener(), message: "The tags are declared here.".to_owned() });
        report.add_related(
            element.range(),
            format!("No tag {} is declared beside it. {advice}", quoted(&text)),
            related.into_iter().collect(),
        );
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(element) = context.node() else { return Vec::new() };
    let Some(name) = element.as_string() else { return Vec::new() };
    let holder = element.ancestors().filter(|node| node.kind() == Kind::Object).nth(1);
    let Some(holder) = holder else { return Vec::new() };
    let tags = holder.get("tags").filter(|tags| tags.kind() == Kind::Object);
    let names: Vec<_> = tags.into_iter().flat_map(Node::members).filter_map(Node::name).collect();
    let guess = nearest(&name, names.iter().map(|name| &**name));
    let renamed =
        guess.map(|name| Fix::to_review(format!("Write {}", quoted(name)), vec![replace_text(element, name)]));
    let title = format!("Declare the tag {}", quoted(&name));
    let declared = match tags {
        Some(tags) => insert(context.source, tags, &[(&*name, "{}".to_owned())]),
        None => insert(context.source, holder, &[("tags", format!("{{{}: {{}}}}", literal(&name)))]),
    };
    renamed.into_iter().chain([Fix::to_review(title, declared)]).collect()
}

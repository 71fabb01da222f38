use std::collections::HashSet;

use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Severity,
        edits::{insert, replace_text},
        wording::quoted,
    },
    contract::{
        EntryKind, Form, Object,
        relations::{references_into, scope},
    },
    syntax::{Kind, Node, literal::encode},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "undeclared-tag",
        group: Group::References,
        severity: Some(Severity::Error),
        summary: "A required tag that is not declared.",
        why: "Creating the user or conversation requires this tag, but the tag does not exist.",
        fix: "Declare the tag in `tags`, or correct its spelling.",
        examples: &[
            Example::finds(
                "Only a tag with another name is declared",
                r#"{"user": {"tags": {"email": {}}, "creation": {"enabled": false, "requiredTags": [⟦"mail"⟧]}}}"#,
            ),
            Example::fine(
                "The tag is declared",
                r#"{"user": {"tags": {"mail": {}}, "creation": {"enabled": false, "requiredTags": ["mail"]}}}"#,
            ),
            Example::finds(
                "A conversation tag",
                r#"{"channels": {"thread": {"messages": {}, "conversation": {"tags": {}, "creation": {"enabled": false, "requiredTags": [⟦"id"⟧]}}}}}"#,
            ),
            Example::finds(
                "A tag that is required already is not what is meant",
                r#"{"user": {"tags": {"mail": {}}, "creation": {"enabled": false, "requiredTags": ["mail", ⟦"mails"⟧]}}}"#,
            ),
            Example::finds(
                "The tag is removed",
                r#"{"user": {"tags": {"mail": null}, "creation": {"enabled": false, "requiredTags": [⟦"mail"⟧]}}}"#,
            ),
            Example::finds(
                "A create that declares no tags",
                r#"{"name": "acme/mail", "version": "1.0.0", "user": {"creation": {"enabled": false, "requiredTags": [⟦"mail"⟧]}}}"#,
            ),
            Example::fine(
                "An update that declares no tags: the server may have it",
                r#"{"user": {"creation": {"enabled": false, "requiredTags": ["mail"]}}}"#,
            ),
            Example::fine("Tags that are not required", r#"{"user": {"tags": {"mail": {}}}}"#),
            Example::fine(
                "A value that is not a string, which `wrong-type` reports",
                r#"{"user": {"tags": {}, "creation": {"enabled": false, "requiredTags": [1]}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Object(check),
    fixes,
};

/// How many of the declared tags may be meant by a misspelt one; no manifest has more.
const LIKELY: usize = 50;

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    let Some(field) = declared.map_of(EntryKind::Tag) else { return };
    let tags = object.get(field.name);
    // In an update, tags that are not mentioned stay on the server, so the required ones may exist there.
    if tags.is_none() && report.form == Form::Update {
        return;
    }
    let names: Vec<String> = tags
        .into_iter()
        .flat_map(Node::members)
        .filter(|tag| !is_removed(*tag))
        .filter_map(|tag| Some(tag.name()?.into_owned()))
        .collect();
    let known: HashSet<&str> = names.iter().map(String::as_str).collect();
    let required: HashSet<_> =
        references_into(object, declared, &[EntryKind::Tag]).filter_map(|(value, _)| value.as_string()).collect();
    let likely = names.iter().take(LIKELY).map(String::as_str);
    let free: Vec<&str> = likely.filter(|name| !required.contains(*name)).collect();
    for (value, _) in references_into(object, declared, &[EntryKind::Tag]) {
        let Some(text) = value.as_string().filter(|text| !known.contains(&**text)) else { continue };
        let advice = match nearest(&text, free.iter().copied()) {
            Some(name) => format!("Did you mean {}?", quoted(name)),
            None => format!("Declare it in \"{}\", or remove it from this array.", field.name),
        };
        let related = tags.map(|tags| Related::here(tags.opener(), "The tags are declared here."));
        let message = format!("The tag {} is not declared. {advice}", quoted(&text));
        report.add_related(value.range(), message, related.into_iter().collect());
    }
}

/// Whether an update removes the tag.
fn is_removed(tag: Node<'_>) -> bool {
    tag.value().is_some_and(|value| value.kind() == Kind::Null)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let (Some(name), Some(scope)) = (value.as_string(), scope(value)) else { return Vec::new() };
    let kept = scope.map().into_iter().flat_map(Node::members).filter(|tag| !is_removed(*tag));
    // A tag that is required already is not the one that is meant.
    let is_free = |key: &Node<'_>| context.uses(*key).is_empty();
    let guess = nearest(&name, kept.filter_map(Node::key).take(LIKELY).filter(is_free).map(Node::text));
    let renamed =
        guess.map(|name| Fix::to_review(format!("Replace with {}", quoted(&name)), vec![replace_text(value, &name)]));
    let title = format!("Declare the tag {}", quoted(&name));
    let declared = match (scope.map(), scope.map().and_then(|tags| tags.property(&name)).map(Node::value)) {
        (_, Some(Some(removed))) => vec![Edit::new(removed.range(), "{}")],
        // It is still being typed.
        (_, Some(None)) => return renamed.into_iter().collect(),
        (Some(tags), None) => insert(context.source, tags, &[(&*name, "{}".to_owned())]),
        (None, None) => {
            let tags = format!("{{{}: {{}}}}", encode(&name));
            insert(context.source, scope.holder, &[(scope.field.name, tags)])
        }
    };
    renamed.into_iter().chain([Fix::to_review(title, declared)]).collect()
}

use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Severity,
        edits::{insert, replace_text},
        wording::quoted,
    },
    contract::{Form, Object},
    syntax::{Kind, Node, literal::encode},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "undeclared-tag",
        group: Group::References,
        severity: Some(Severity::Error),
        summary: "A required tag that is not declared.",
        why: "Whoever creates the user or conversation has to set this tag, but there is no such tag to set.",
        fix: "Declare the tag beside it, or correct its spelling.",
        examples: &[
            Example::finds(
                "A tag of another name is declared",
                r#"{"user": {"tags": {"email": {}}, "creation": {"enabled": false, "requiredTags": [⟦"mail"⟧]}}}"#,
            ),
            Example::fine(
                "The tag is declared",
                r#"{"user": {"tags": {"mail": {}}, "creation": {"enabled": false, "requiredTags": ["mail"]}}}"#,
            ),
            Example::finds(
                "A conversation's tag",
                r#"{"channels": {"thread": {"messages": {}, "conversation": {"tags": {}, "creation": {"enabled": false, "requiredTags": [⟦"id"⟧]}}}}}"#,
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
            Example::fine("Tags that nothing requires", r#"{"user": {"tags": {"mail": {}}}}"#),
            Example::fine(
                "Something that is not a tag's name, which `wrong-type` reports",
                r#"{"user": {"tags": {}, "creation": {"enabled": false, "requiredTags": [1]}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Object(check),
    fixes,
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
        .filter(|tag| !is_removed(*tag))
        .filter_map(|tag| Some(tag.name()?.into_owned()))
        .collect();
    for element in required.elements() {
        let Some(text) = element.as_string().filter(|text| !names.iter().any(|name| name == text)) else { continue };
        let advice = match nearest(&text, names.iter().map(String::as_str)) {
            Some(name) => format!("Did you mean {}?", quoted(name)),
            None => "Declare it under \"tags\", or take it out here.".to_owned(),
        };
        let related = tags.map(|tags| Related { range: tags.opener(), message: "The tags are declared here.".into() });
        report.add_related(
            element.range(),
            format!("No tag {} is declared beside it. {advice}", quoted(&text)),
            related.into_iter().collect(),
        );
    }
}

/// Whether an update removes the tag.
fn is_removed(tag: Node<'_>) -> bool {
    tag.value().is_some_and(|value| value.kind() == Kind::Null)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(element) = context.node() else { return Vec::new() };
    let Some(name) = element.as_string() else { return Vec::new() };
    let holder = element.ancestors().filter(|node| node.kind() == Kind::Object).nth(1);
    let Some(holder) = holder else { return Vec::new() };
    let tags = holder.get("tags").filter(|tags| tags.kind() == Kind::Object);
    let kept = tags.into_iter().flat_map(Node::members).filter(|tag| !is_removed(*tag));
    let names: Vec<_> = kept.filter_map(Node::name).collect();
    let guess = nearest(&name, names.iter().map(|name| &**name));
    let renamed =
        guess.map(|name| Fix::to_review(format!("Write {}", quoted(name)), vec![replace_text(element, name)]));
    let title = format!("Declare the tag {}", quoted(&name));
    let declared = match (tags, tags.and_then(|tags| tags.get(&name))) {
        (_, Some(removed)) => vec![Edit::new(removed.range(), "{}")],
        (Some(tags), None) => insert(context.source, tags, &[(&*name, "{}".to_owned())]),
        (None, None) => insert(context.source, holder, &[("tags", format!("{{{}: {{}}}}", encode(&name)))]),
    };
    renamed.into_iter().chain([Fix::to_review(title, declared)]).collect()
}

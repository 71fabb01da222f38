use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, no_fixes},
    contract::Object,
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "description-repeats-title",
        group: Group::Hygiene,
        severity: Some(Severity::Hint),
        summary: "A description that only repeats the title.",
        why: "People read the description to learn more than the title tells them.",
        fix: "Describe what it does, for whom, and what the result is.",
        examples: &[
            Example::finds("The same text", r#"{"title": "Acme Mail", "description": ⟦"Acme Mail"⟧}"#),
            Example::fine("A sentence", r#"{"title": "Acme Mail", "description": "Send and receive mail with Acme."}"#),
            Example::finds(
                "The same text in a different case, with a full stop",
                r#"{"user": {"tags": {"id": {"title": "User ID", "description": ⟦"User id."⟧}}}}"#,
            ),
            Example::fine("Both are empty", r#"{"user": {"tags": {"id": {"title": "", "description": ""}}}}"#),
            Example::fine("Only a title", r#"{"user": {"tags": {"id": {"title": "User ID"}}}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Object(check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    if declared.field("title").is_none() || declared.field("description").is_none() {
        return;
    }
    let text = |name| object.get(name).and_then(Node::as_string);
    if let (Some(title), Some(description)) = (text("title"), text("description"))
        && !title.is_empty()
        && description.trim_end_matches('.').eq_ignore_ascii_case(title.trim_end_matches('.'))
        && let Some(node) = object.get("description")
    {
        report
            .add(node.range(), "The description only repeats the title. Describe what it does and what the result is.");
    }
}

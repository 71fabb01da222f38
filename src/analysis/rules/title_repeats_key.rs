use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Kinds, Report, Rule, Severity,
        edits::replace_text,
        wording::{quoted, sentence_case},
    },
    contract::Field,
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "title-repeats-key",
        group: Group::Hygiene,
        severity: Some(Severity::Hint),
        summary: "A title that only repeats the key.",
        why: "Users see the title; keys are written for developers.",
        fix: "Use words, for example `Send mail` for `sendMail`.",
        examples: &[
            Example::finds(
                "The key of an action",
                r#"{"actions": {"sendMail": {"title": ⟦"sendMail"⟧, "input": {"schema": {}}, "output": {"schema": {}}}}}"#,
            ),
            Example::fine(
                "A title in words",
                r#"{"actions": {"sendMail": {"title": "Send mail", "input": {"schema": {}}, "output": {"schema": {}}}}}"#,
            ),
            Example::finds("The key of a tag, in lower case", r#"{"user": {"tags": {"id": {"title": ⟦"id"⟧}}}}"#),
            Example::fine("A key that reads as a title", r#"{"user": {"tags": {"Name": {"title": "Name"}}}}"#),
            Example::finds(
                "The key of a configuration, with underscores",
                r#"{"configurations": {"api_key": {"title": ⟦"api_key"⟧}}}"#,
            ),
            Example::fine("An entry without a title", r#"{"user": {"tags": {"id": {}}}}"#),
            Example::fine(
                "The title of something that is not an entry",
                r#"{"configuration": {"title": "configuration"}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::OBJECT, check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    // Only the keys of maps are chosen by authors.
    if !field.name.starts_with('<') {
        return;
    }
    let Some(title) = value.get("title") else { return };
    let Some(key) = value.parent().and_then(Node::name) else { return };
    let words = sentence_case(&key);
    if title.as_string().is_some_and(|title| title == key && words != title) {
        let message = format!("The title only repeats the key. Use words, for example {}.", quoted(&words));
        report.add(title.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let rewritten = || {
        let title = context.node()?;
        let words = sentence_case(&title.as_string()?);
        Some(Fix::to_review(format!("Replace with {}", quoted(&words)), vec![replace_text(title, &words)]))
    };
    rewritten().into_iter().collect()
}

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Kinds, Report, Rule, Severity, Tag, edits::remove,
        wording::subject,
    },
    contract::{Field, Form},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "removal",
        group: Group::Hygiene,
        severity: Some(Severity::Hint),
        summary: "A `null` that removes something from the server.",
        why: "A removal affects everyone who uses the integration. This hint makes sure that nobody overlooks it.",
        fix: "Leave it if the removal is intended. To keep what the server has, remove the key.",
        examples: &[
            Example::finds("An action is removed", r#"{"actions": {⟦"sendMail"⟧: null}}"#),
            Example::fine("Nothing is removed", r#"{"actions": {}}"#),
            Example::finds("A URL and a tag are removed", r#"{⟦"url"⟧: null, "user": {"tags": {⟦"id"⟧: null}}}"#),
            Example::fine(
                "A create has nothing to remove",
                r#"{"name": "acme/mail", "version": "1.0.0", "secrets": {"API_KEY": null}}"#,
            ),
            Example::fine("A null that `null-not-allowed` reports", r#"{"title": null}"#),
        ],
        tag: Some(Tag::Deprecated),
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::NULL, check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let removes = report.form == Form::Update && field.nullable.has(Form::Update);
    if let (true, Kind::Null, Some(key)) = (removes, value.kind(), value.parent().and_then(Node::key)) {
        let message = format!("{} is null, which {}. To keep it, remove the key.", subject(value), field.null);
        report.add(key.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    // The removal is most likely intended.
    let keep =
        |property| Fix::suggestion("Remove the key to keep what the server has", remove(context.source, property));
    context.property().map(keep).into_iter().collect()
}

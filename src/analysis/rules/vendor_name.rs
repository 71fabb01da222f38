use crate::{
    analysis::{Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, wording::quoted},
    contract::Map,
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "vendor-name",
        group: Group::Hygiene,
        severity: Some(Severity::Hint),
        summary: "A name that the vendor's tool refuses.",
        why: "The API accepts the name, but `bp build` refuses capital letters that do not follow a small one in the name of an action, event, channel, message or state, and an empty word in the name of a secret.",
        fix: "Write acronyms as words, for example `sendSms`, and use single underscores between words.",
        examples: &[
            Example::finds(
                "An acronym in capital letters",
                r#"{"states": {⟦"sendSMS"⟧: {"type": "user", "schema": {"type": "object"}}}}"#,
            ),
            Example::fine(
                "The acronym as a word",
                r#"{"states": {"sendSms": {"type": "user", "schema": {"type": "object"}}}}"#,
            ),
            Example::finds("A capital letter after a digit", r#"{"events": {⟦"s3Changed"⟧: {"schema": {}}}}"#),
            Example::finds(
                "The name of a message",
                r#"{"channels": {"thread": {"messages": {⟦"plainSMS"⟧: {"schema": {}}}}}}"#,
            ),
            Example::finds("A doubled underscore", r#"{"secrets": {⟦"API__KEY"⟧: "<API_KEY>"}}"#),
            Example::finds("An underscore at the end", r#"{"secrets": {⟦"API_KEY_"⟧: "<API_KEY>"}}"#),
            Example::fine("Single underscores", r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#),
            Example::fine("A name that is removed", r#"{"states": {"sendSMS": null}}"#),
            Example::fine(
                "A name that `name-style` reports",
                r#"{"states": {"Send-SMS": {"type": "user", "schema": {}}}}"#,
            ),
            Example::fine(
                "Names that the tool does not check",
                r#"{"entities": {"mailURL": {"schema": {}}}, "user": {"tags": {"mailURL": {}}}, "interfaces": {}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Name(check),
    fixes,
};

fn check(report: &mut Report<'_>, key: Node<'_>, map: &'static Map) {
    let name = key.text();
    let is_removed = key.parent().and_then(Node::value).is_some_and(|value| value.kind() == Kind::Null);
    if is_removed || !map.keys.accepts(&name) || map.keys.suits_vendor_tool(&name) {
        return;
    }
    let advice = map.keys.suggest(&name).map_or(String::new(), |better| format!(" Use {}.", quoted(&better)));
    report
        .add(key.range(), format!("The vendor's tool refuses the {} name {}.{advice}", map.kind.noun(), quoted(&name)));
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    // Bots and code may know the old name.
    let rename = |(name, edits)| Fix::suggestion(format!("Rename to \"{name}\" everywhere"), edits);
    context.rename_entry().map(rename).into_iter().collect()
}

use crate::{
    analysis::{Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, wording::quoted},
    contract::{KeyStyle, Map},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "name-style",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "A name that is not a camelCase identifier.",
        why: "Names of actions, events, channels, messages and states become identifiers in the bot's code. They must have 2 to 100 letters and digits and start with a lower-case letter; the vendor's tool rejects other names.",
        fix: "Use camelCase.",
        examples: &[
            Example::finds(
                "A hyphen",
                r#"{"states": {⟦"last-sync"⟧: {"type": "user", "schema": {"type": "object"}}}}"#,
            ),
            Example::fine(
                "A name in camelCase",
                r#"{"states": {"lastSync": {"type": "user", "schema": {"type": "object"}}}}"#,
            ),
            Example::finds("A capital letter at the start", r#"{"events": {⟦"MailSent"⟧: {"schema": {}}}}"#),
            Example::finds("A single letter", r#"{"events": {⟦"a"⟧: {"schema": {}}}}"#),
            Example::finds("A digit at the start", r#"{"events": {⟦"2sent"⟧: {"schema": {}}}}"#),
            Example::finds("A letter outside ASCII", r#"{"events": {⟦"gelöscht"⟧: {"schema": {}}}}"#),
            Example::finds(
                "The name of a message",
                r#"{"channels": {"thread": {"messages": {⟦"a_b"⟧: {"schema": {}}}}}}"#,
            ),
            Example::fine(
                "Names that need not be identifiers",
                r#"{"user": {"tags": {"user_id": {}}}, "entities": {"mail-box": {"schema": {}}}, "interfaces": {}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Name(check),
    fixes,
};

fn check(report: &mut Report<'_>, key: Node<'_>, map: &'static Map) {
    let name = key.text();
    if map.keys != KeyStyle::Identifier || map.keys.accepts(&name) {
        return;
    }
    let advice = match map.keys.suggest(&name) {
        Some(better) => format!("Rename it to \"{better}\"."),
        None => format!("Use {}.", map.keys.requirement()),
    };
    report.add(
        key.range(),
        format!("The {} name {} is not a camelCase identifier. {advice}", map.kind.noun(), quoted(&name)),
    );
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let rename = |(name, edits)| Fix::to_review(format!("Rename to \"{name}\" everywhere"), edits);
    context.rename_entry().map(rename).into_iter().collect()
}

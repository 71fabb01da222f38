use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        references::references, wording::quoted,
    },
    contract::{KeyStyle, Map},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "name-style",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "A name that is not a camelCase identifier.",
        why: "Names of actions, events, channels, messages and states become names in the bot's code: 2 to 100 letters and digits, starting with a lower-case letter. The vendor's tool refuses others.",
        fix: "Write the name in camelCase.",
        examples: &[
            Example::finds(
                "A hyphen",
                r#"{"states": {⟦"last-sync"⟧: {"type": "user", "schema": {"type": "object"}}}}"#,
            ),
            Example::fine(
                "A name in camelCase",
                r#"{"states": {"lastSync": {"type": "user", "schema": {"type": "object"}}}}"#,
            ),
            Example::finds("A capital at the start", r#"{"events": {⟦"MailSent"⟧: {"schema": {}}}}"#),
            Example::finds("A single letter", r#"{"events": {⟦"a"⟧: {"schema": {}}}}"#),
            Example::finds("A digit at the start", r#"{"events": {⟦"2sent"⟧: {"schema": {}}}}"#),
            Example::finds("A letter outside ASCII", r#"{"events": {⟦"gelöscht"⟧: {"schema": {}}}}"#),
            Example::finds(
                "The name of a message",
                r#"{"channels": {"thread": {"messages": {⟦"a_b"⟧: {"schema": {}}}}}}"#,
            ),
            Example::fine(
                "Names that are not identifiers",
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
    if map.keys != KeyStyle::Identifier || is_identifier(&name) {
        return;
    }
    let what = map.entry.name.trim_matches(['<', '>']);
    let camel = camel_case(&name);
    let advice = if is_identifier(&camel) {
        format!("Name it \"{camel}\".")
    } else {
        "Write 2 to 100 letters and digits, starting with a small letter.".to_owned()
    };
    report.add(key.range(), format!("The {what} {} is not named in camelCase. {advice}", quoted(&name)));
}

fn is_identifier(name: &str) -> bool {
    (2..=100).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn camel_case(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut out = String::new();
    for word in words {
        let mut characters = word.chars();
        let Some(first) = characters.next() else { continue };
        out.push(if out.is_empty() { first.to_ascii_lowercase() } else { first.to_ascii_uppercase() });
        out.extend(characters);
    }
    out
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let renamed = || {
        let key = context.node()?;
        let name = camel_case(&key.text());
        let map = key.parent()?.parent()?;
        if !is_identifier(&name) || map.property(&name).is_some() {
            return None;
        }
        let mut edits = vec![replace_text(key, &name)];
        edits.extend(references(key).into_iter().map(|reference| replace_text(reference, &name)));
        Some(Fix::to_review(format!("Rename to \"{name}\", here and where it is named"), edits))
    };
    renamed().into_iter().collect()
}

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    contract::{KeyStyle, Map},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "secret-name",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "A secret whose name is not in SCREAMING_SNAKE_CASE.",
        why: "The code reads a secret from the environment variable `SECRET_` plus its name, and only capital letters, digits and underscores are certain to work there.",
        fix: "Use capital letters, digits and underscores.",
        examples: &[
            Example::finds("A name in camelCase", r#"{"secrets": {⟦"apiKey"⟧: "<API_KEY>"}}"#),
            Example::fine("A name in SCREAMING_SNAKE_CASE", r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#),
            Example::finds("A hyphen", r#"{"secrets": {⟦"API-KEY"⟧: "<API_KEY>"}}"#),
            Example::finds("A digit at the start", r#"{"secrets": {⟦"2ND_KEY"⟧: "<KEY>"}}"#),
            Example::fine("A digit further on", r#"{"secrets": {"OAUTH2_KEY": "<KEY>"}}"#),
            Example::fine("A name that is not a secret's", r#"{"attributes": {"apiKey": "none"}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Name(check),
    fixes,
};

fn check(report: &mut Report<'_>, key: Node<'_>, map: &'static Map) {
    let name = key.text();
    if map.keys == KeyStyle::Secret && !is_screaming_snake(&name) {
        let message = format!(
            "The secret {} is not in SCREAMING_SNAKE_CASE. Name it \"{}\".",
            quoted(&name),
            screaming_snake(&name)
        );
        report.add(key.range(), message);
    }
}

fn is_screaming_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

fn screaming_snake(name: &str) -> String {
    let mut out = String::new();
    let mut after_lower = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && after_lower {
                out.push('_');
            }
            out.push(c.to_ascii_uppercase());
            after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
            after_lower = false;
        }
    }
    let out = out.trim_matches('_');
    match out.chars().next() {
        None => "MY_SECRET".to_owned(),
        Some(c) if c.is_ascii_digit() => format!("SECRET_{out}"),
        Some(_) => out.to_owned(),
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let renamed = || {
        let key = context.node()?;
        let name = screaming_snake(&key.text());
        let is_free = key.parent()?.parent()?.property(&name).is_none();
        is_free.then(|| Fix::to_review(format!("Rename to \"{name}\""), vec![replace_text(key, &name)]))
    };
    renamed().into_iter().collect()
}

//! Names of secrets.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::contract::{KeyStyle, Map};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "secret-name",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    summary: "A secret whose name is not in SCREAMING_SNAKE_CASE.",
    why: "The code reads the secret from an environment variable made of `SECRET_` and this name; anything but capital letters, digits and underscores makes a name that it cannot count on.",
    fix: "Write capital letters, digits and underscores.",
    bad: r#"{"secrets": {"apiKey": "<API_KEY>"}}"#,
    good: r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#,
    check: Check::Name(check),
    fixes,
    ..Rule::BLANK
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

//! Names that become identifiers.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::references::references;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::contract::{KeyStyle, Map};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "name-style",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    summary: "A name that is no camelCase identifier.",
    why: "Names of actions, events, channels, messages and states become names in the bot's code: 2 to 100 letters and digits, starting with a small letter. The vendor's own tool refuses others.",
    fix: "Write the name in camelCase.",
    bad: r#"{"states": {"last-sync": {"type": "user", "schema": {"type": "object"}}}}"#,
    good: r#"{"states": {"lastSync": {"type": "user", "schema": {"type": "object"}}}}"#,
    check: Check::Name(check),
    fixes,
    ..Rule::BLANK
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

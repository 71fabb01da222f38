//! Names that become identifiers.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::references::{declared_map, references};
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
    if map.keys != KeyStyle::Identifier || map.keys.accepts(&name) {
        return;
    }
    let advice = match map.keys.suggest(&name) {
        Some(better) => format!("Rename it to \"{better}\"."),
        None => format!("Use {}.", map.keys.requirement()),
    };
    report.add(key.range(), format!("The {} {} is not in camelCase. {advice}", map.kind.noun(), quoted(&name)));
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let renamed = || {
        let key = context.node()?;
        let name = declared_map(key)?.keys.suggest(&key.text())?;
        let map = key.parent()?.parent()?;
        if map.property(&name).is_some() {
            return None;
        }
        let mut edits = vec![replace_text(key, &name)];
        edits.extend(references(key).into_iter().map(|reference| replace_text(reference, &name)));
        Some(Fix::to_review(format!("Rename to \"{name}\" everywhere"), edits))
    };
    renamed().into_iter().collect()
}

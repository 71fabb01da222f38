//! Names of secrets.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::references::declared_map;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::contract::Map;
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
    if map.holds_secrets() && !map.keys.accepts(&name) {
        let message = format!(
            "The secret {} is not in SCREAMING_SNAKE_CASE. Rename it to \"{}\".",
            quoted(&name),
            better(map, key)
        );
        report.add(key.range(), message);
    }
}

/// The name in the right style that is closest to the one there; a sample if nothing of it can be kept.
fn better(map: &Map, key: Node<'_>) -> String {
    map.keys.suggest(&key.text()).unwrap_or_else(|| map.kind.sample_name())
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let renamed = || {
        let key = context.node()?;
        let name = better(declared_map(key)?, key);
        let is_free = key.parent()?.parent()?.property(&name).is_none();
        is_free.then(|| Fix::to_review(format!("Rename to \"{name}\""), vec![replace_text(key, &name)]))
    };
    renamed().into_iter().collect()
}

//! `SECRET_` twice.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::contract::{ENVIRONMENT_PREFIX, Map};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "doubled-secret-prefix",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    summary: "A secret whose name starts with `SECRET_`.",
    why: "The code finds a secret under `SECRET_` and its name, so this one is under `SECRET_SECRET_…`.",
    fix: "Take `SECRET_` off the name.",
    bad: r#"{"secrets": {"SECRET_API_KEY": "<API_KEY>"}}"#,
    good: r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#,
    check: Check::Name(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, key: Node<'_>, map: &'static Map) {
    let name = key.text();
    let rest = name.strip_prefix(ENVIRONMENT_PREFIX).filter(|rest| map.holds_secrets() && !rest.is_empty());
    if let Some(rest) = rest {
        let variable = format!("{ENVIRONMENT_PREFIX}{name}");
        let message =
            format!("The code has to read {} as {}. Rename it to {}.", quoted(&name), quoted(&variable), quoted(rest));
        report.add(key.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let renamed = || {
        let key = context.node()?;
        let name = key.text();
        let rest = name.strip_prefix(ENVIRONMENT_PREFIX)?;
        let is_free = key.parent()?.parent()?.property(rest).is_none();
        is_free.then(|| Fix::to_review(format!("Rename to {}", quoted(rest)), vec![replace_text(key, rest)]))
    };
    renamed().into_iter().collect()
}

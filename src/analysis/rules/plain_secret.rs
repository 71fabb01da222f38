//! Secrets that stand in a file.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "plain-secret",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    summary: "The value of a secret, in plain text.",
    why: "Files are copied, committed and sent around; a secret that was in one has to be replaced.",
    fix: "Write a placeholder such as `<API_KEY>`, and fill in the value where the manifest is sent.",
    bad: r#"{"secrets": {"API_KEY": "7f3a9c"}}"#,
    good: r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#,
    check: Check::Content(&[Format::Secret], check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(name) = value.parent().and_then(Node::name) else { return };
    if value.as_string().is_some_and(|text| !text.is_empty() && !is_placeholder(&text)) {
        let message = format!(
            "The value of {} stands here in plain text, for everyone who can read this file. Write a placeholder such as {}, and fill it in where the manifest is sent.",
            quoted(&name),
            quoted(&placeholder(&name))
        );
        report.add(value.range(), message);
    }
}

fn placeholder(name: &str) -> String {
    format!("<{name}>")
}

/// `<NAME>`, `${NAME}`, `$NAME`, `{{ name }}`, `…`, `***`, `xxx`, `changeme`.
fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    (text.starts_with('<') && text.ends_with('>'))
        || text.starts_with('$')
        || (text.starts_with("{{") && text.ends_with("}}"))
        || text.chars().all(|c| matches!(c, '.' | '…' | '*' | 'x' | 'X' | '-' | '_'))
        || ["changeme", "change-me", "placeholder", "todo", "secret"].contains(&&*lower)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let placed = || {
        let property = context.property()?;
        let placeholder = placeholder(&property.name()?);
        let edits = vec![replace_text(property.value()?, &placeholder)];
        // It may be the only copy.
        Some(Fix::to_review("Put a placeholder in its place", edits).as_choice())
    };
    placed().into_iter().collect()
}

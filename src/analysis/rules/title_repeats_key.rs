//! Titles that say what the key says.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
use crate::analysis::wording::{quoted, sentence_case};
use crate::contract::Field;
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "title-repeats-key",
    group: Group::Hygiene,
    severity: Some(Severity::Hint),
    summary: "A title that is the key once more.",
    why: "People see the title, and a key is not written for people.",
    fix: "Write words: `Send mail` for `sendMail`.",
    bad: r#"{"actions": {"sendMail": {"title": "sendMail", "input": {"schema": {}}, "output": {"schema": {}}}}}"#,
    good: r#"{"actions": {"sendMail": {"title": "Send mail", "input": {"schema": {}}, "output": {"schema": {}}}}}"#,
    check: Check::Value(Kinds::OBJECT, check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    // Entries of maps have titles, and maps none.
    if !field.name.starts_with('<') {
        return;
    }
    let Some(title) = value.get("title") else { return };
    let Some(key) = value.parent().and_then(Node::name) else { return };
    // A key of one small word is as good a title as any but for its capital.
    if title.as_string().is_some_and(|title| title == key && sentence_case(&key) != title) {
        let message = format!(
            "The title is the key once more. People see it: write words, such as {}.",
            quoted(&sentence_case(&key))
        );
        report.add(title.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let rewritten = || {
        let title = context.node()?;
        let words = sentence_case(&title.as_string()?);
        Some(Fix::to_review(format!("Write {}", quoted(&words)), vec![replace_text(title, &words)]))
    };
    rewritten().into_iter().collect()
}

//! Texts that were to be written later.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{quoted, subject};
use crate::contract::Field;
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "placeholder-text",
    group: Group::Hygiene,
    severity: Some(Severity::Hint),
    summary: "A title or description that was to be written later.",
    why: "People read it as it stands.",
    fix: "Write it.",
    bad: r#"{"title": "Acme Mail", "description": "TODO: describe"}"#,
    good: r#"{"title": "Acme Mail", "description": "Send and receive mail with Acme."}"#,
    check: Check::Value(check),
    ..Rule::BLANK
};

/// As whole words, whatever their case.
const WORDS: [&str; 6] = ["todo", "tbd", "fixme", "xxx", "lorem", "placeholder"];
const PHRASES: [&str; 3] = ["lorem ipsum", "description here", "title here"];

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if !matches!(field.name, "title" | "description") {
        return;
    }
    let Some(text) = value.as_string() else { return };
    let lower = text.to_lowercase();
    let phrase = PHRASES.into_iter().find(|phrase| lower.contains(phrase));
    // Such a word stands at the start, or is all there is; later on it may be meant ("syncs your todo lists").
    let first = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let is_label = |word: &str| lower.len() == word.len() || lower[word.len()..].starts_with([':', '.', '!', '…']);
    let word = first.filter(|word| WORDS.contains(word) && lower.starts_with(word) && is_label(word));
    if let Some(found) = phrase.or(word) {
        report.add(value.span(), format!("{} still says {}. Write it.", subject(value), quoted(found)));
    }
}

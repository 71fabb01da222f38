//! Texts that were to be written later.

use memchr::memmem;

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
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
    check: Check::Value(Kinds::TEXT, check),
    ..Rule::BLANK
};

/// As the first word, whatever its context.
const WORDS: [&str; 6] = ["todo", "tbd", "fixme", "xxx", "lorem", "placeholder"];
/// Anywhere; the first letter may be a capital.
const PHRASES: [&str; 3] = ["lorem ipsum", "description here", "title here"];

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if !matches!(field.name, "title" | "description") {
        return;
    }
    let Some(text) = value.as_string() else { return };
    let phrase = PHRASES.into_iter().find(|phrase| memmem::find(text.as_bytes(), &phrase.as_bytes()[1..]).is_some());
    // Such a word stands at the start, or is all there is; later on it may be meant ("syncs your todo lists").
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let is_label = rest.is_empty() || rest.starts_with([':', '.', '!', '…']);
    let word = WORDS.into_iter().find(|word| is_label && word.eq_ignore_ascii_case(first));
    if let Some(found) = phrase.or(word) {
        report.add(value.range(), format!("{} still says {}. Write it.", subject(value), quoted(found)));
    }
}

use std::sync::LazyLock;

use memchr::memmem;

use crate::{
    analysis::{
        Check, Example, Group, Implementation, Kinds, Report, Rule, Severity, no_fixes,
        wording::{quoted, subject},
    },
    contract::Field,
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "placeholder-text",
        group: Group::Hygiene,
        severity: Some(Severity::Hint),
        summary: "A title or description that is still a placeholder.",
        why: "Users will see the placeholder.",
        fix: "Write the real text.",
        examples: &[
            Example::finds("A to-do note", r#"{"title": "Acme Mail", "description": ⟦"TODO: describe"⟧}"#),
            Example::fine(
                "A real description",
                r#"{"title": "Acme Mail", "description": "Send and receive mail with Acme."}"#,
            ),
            Example::finds("Only the word", r#"{"title": "Acme Mail", "description": ⟦"tbd"⟧}"#),
            Example::finds("Filler text", r#"{"title": "Acme Mail", "description": ⟦"Lorem ipsum dolor sit amet."⟧}"#),
            Example::finds("Text from a template", r#"{"title": ⟦"Your title here"⟧}"#),
            Example::fine(
                "The word as part of a real text",
                r#"{"title": "Todo lists", "description": "Syncs your todo lists."}"#,
            ),
            Example::fine("Not a title or description", r#"{"attributes": {"note": "TODO: describe"}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::TEXT, check),
    fixes: no_fixes,
};

/// Placeholders if they are the first word, in any case.
const WORDS: [&str; 6] = ["todo", "tbd", "fixme", "xxx", "lorem", "placeholder"];
/// Placeholders wherever they occur; the first letter may be a capital.
const PHRASES: [&str; 3] = ["lorem ipsum", "description here", "title here"];
/// Each phrase without its first letter. Making a finder costs more than using it.
static FINDERS: LazyLock<[memmem::Finder<'static>; PHRASES.len()]> =
    LazyLock::new(|| PHRASES.map(|phrase| memmem::Finder::new(&phrase[1..])));

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if !matches!(field.name, "title" | "description") {
        return;
    }
    let Some(text) = value.as_string() else { return };
    let is_there = |(_, finder): &(&str, &memmem::Finder<'_>)| finder.find(text.as_bytes()).is_some();
    let phrase = PHRASES.into_iter().zip(&*FINDERS).find(is_there).map(|(phrase, _)| phrase);
    // As a label at the start, or alone, such a word is a placeholder; elsewhere it may be real ("syncs your todo lists").
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let is_label = rest.is_empty() || rest.starts_with([':', '.', '!', '…']);
    let word = WORDS.into_iter().find(|word| is_label && word.eq_ignore_ascii_case(first));
    if let Some(found) = phrase.or(word) {
        report.add(
            value.range(),
            format!("{} still contains the placeholder {}. Write the real text.", subject(value), quoted(found)),
        );
    }
}

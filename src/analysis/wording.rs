//! Words that several rules use.

use crate::contract::Secrets;
use crate::syntax::{Kind, Node, Source};
use crate::text::{Span, turns_text};

/// The most characters of the document that a message repeats.
const SHOWN: usize = 48;

/// A piece of the document as a message names it, unless it is a secret.
pub(super) fn quoted_at(source: &Source, span: Span) -> String {
    if Secrets::of(source.root()).touch(span) { "This secret".to_owned() } else { quoted(span.of(source.text())) }
}

/// A piece of the document between double quotes, shortened, control characters made visible.
pub(super) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).flat_map(shown_character).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

fn shown_character(c: char) -> impl Iterator<Item = char> {
    let is_hidden = c.is_control() || turns_text(c);
    let escaped = is_hidden.then(|| c.escape_default());
    let plain = (!is_hidden).then_some(c);
    escaped.into_iter().flatten().chain(plain)
}

/// What a message calls a value: by its key, or by the list that it is in.
pub(super) fn subject(value: Node<'_>) -> String {
    match value.parent() {
        Some(parent) if parent.kind() == Kind::Property => quoted(&parent.name().unwrap_or_default()),
        Some(parent) if parent.kind() == Kind::Array => format!("An element of {}", subject(parent)),
        _ => "The manifest".to_owned(),
    }
}

/// What a value is, with its article.
pub(super) fn kind_noun(value: Node<'_>) -> &'static str {
    match value.kind() {
        Kind::Object => "an object",
        Kind::Array => "a list",
        Kind::String => "a string",
        Kind::Number => "a number",
        Kind::Boolean => "true or false",
        Kind::Null => "null",
        Kind::Property | Kind::Word => "something else",
    }
}

/// `a`, `a and b`, `a, b and c`, with any last word instead of `and`.
pub(super) fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// The candidate that a misspelt word was most likely meant to be.
pub(super) fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    // Typing slips change a third of a word at most; more is a different word.
    let most = (word.chars().count() / 3).max(1);
    candidates
        .map(|candidate| {
            let distance =
                if candidate.eq_ignore_ascii_case(word) { 0 } else { strsim::damerau_levenshtein(word, candidate) };
            (distance, candidate)
        })
        .filter(|&(distance, _)| distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

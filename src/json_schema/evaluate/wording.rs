//! The words of messages about values.

use crate::syntax::{Kind, Node};
use crate::text::{quoted, visible};

/// The most characters of a number that are shown.
const LONGEST_NUMBER: usize = 40;

/// How a message names a value: by its key, or by its place in a list.
pub(super) fn subject(value: Node<'_>) -> String {
    let Some(parent) = value.parent() else { return "The value".to_owned() };
    match parent.kind() {
        Kind::Property if value.is_key() => format!("The name {}", quoted(&value.text())),
        Kind::Property => quoted(&parent.name().unwrap_or_default()),
        _ => {
            let list = parent.parent().and_then(Node::name).map(|name| format!(" of {}", quoted(&name)));
            format!("Element {}{}", value.position() + 1, list.unwrap_or_default())
        }
    }
}

/// A value in a message: a scalar as it is written, anything else by its type.
pub(in crate::json_schema) fn shown(value: Node<'_>) -> String {
    match value.kind() {
        Kind::String => quoted(&value.text()),
        Kind::Number if value.source().len() > LONGEST_NUMBER => "a long number".to_owned(),
        Kind::Object => "an object".to_owned(),
        Kind::Array => "a list".to_owned(),
        _ => visible(value.source()).into_owned(),
    }
}

/// The type of a value, with its article.
pub(super) fn kind(value: Node<'_>) -> &'static str {
    match value.kind() {
        Kind::Object => "an object",
        Kind::Array => "a list",
        Kind::String => "a string",
        Kind::Number => "a number",
        Kind::Boolean => "true or false",
        _ => "null",
    }
}

/// A type of JSON Schema, with its article; `None` for a word that is none.
pub(super) fn type_noun(name: &str) -> Option<&'static str> {
    match name {
        "string" => Some("a string"),
        "number" => Some("a number"),
        "integer" => Some("a whole number"),
        "boolean" => Some("true or false"),
        "null" => Some("null"),
        "object" => Some("an object"),
        "array" => Some("a list"),
        _ => None,
    }
}

/// A count with its noun: `1 character`, `2 characters`.
pub(super) fn count(count: usize, noun: &str) -> String {
    let plural = match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    if count == 1 { format!("1 {noun}") } else { format!("{count} {plural}") }
}

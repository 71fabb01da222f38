//! A common tree for TOML and JSON, so that the same code reads files and editors' settings.

use serde_json::Value as Json;
use toml::de::{DeTable, DeValue};

use crate::text::TextRange;

/// A value, with its range if it comes from a text.
pub(super) struct Value {
    pub(super) range: Option<TextRange>,
    pub(super) kind: Kind,
}

pub(super) enum Kind {
    Text(String),
    List(Vec<Value>),
    /// Keys with their ranges and values.
    Table(Vec<(String, Option<TextRange>, Value)>),
    /// Anything else, with its noun.
    Other(&'static str),
}

impl Kind {
    /// The noun for messages.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::List(_) => "an array",
            Self::Table(_) => "a table",
            Self::Other(noun) => noun,
        }
    }
}

fn range(range: std::ops::Range<usize>) -> Option<TextRange> {
    Some(TextRange::new(range.start as u32, range.end as u32))
}

pub(super) fn of_toml(table: &DeTable<'_>) -> Kind {
    Kind::Table(
        table.iter().map(|(key, value)| (key.get_ref().to_string(), range(key.span()), of_toml_value(value))).collect(),
    )
}

fn of_toml_value(value: &toml::Spanned<DeValue<'_>>) -> Value {
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Array(list) => Kind::List(list.iter().map(of_toml_value).collect()),
        DeValue::Table(table) => of_toml(table),
        DeValue::Boolean(_) => Kind::Other("true or false"),
        DeValue::Integer(_) | DeValue::Float(_) => Kind::Other("a number"),
        DeValue::Datetime(_) => Kind::Other("a date"),
    };
    Value { range: range(value.span()), kind }
}

pub(super) fn of_json(value: &Json) -> Value {
    let kind = match value {
        Json::String(text) => Kind::Text(text.clone()),
        Json::Array(list) => Kind::List(list.iter().map(of_json).collect()),
        Json::Object(object) => {
            Kind::Table(object.iter().map(|(key, value)| (key.clone(), None, of_json(value))).collect())
        }
        Json::Bool(_) => Kind::Other("true or false"),
        Json::Number(_) => Kind::Other("a number"),
        Json::Null => Kind::Other("null"),
    };
    Value { range: None, kind }
}

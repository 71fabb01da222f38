//! A value with the order of its members.

use crate::json_schema::readable;
use crate::syntax::literal::encode;
use crate::syntax::{Kind, Node};

/// How deep a value that is copied may be nested.
const MOST_NESTED: usize = 40;

/// A JSON value. Numbers stay as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A string, a number, `true`, `false` or `null`, as JSON.
    Scalar(String),
    /// A list.
    Array(Vec<Value>),
    /// An object, with its members in order.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// A string.
    pub(super) fn string(text: &str) -> Self {
        Self::Scalar(encode(text))
    }

    /// A copy of a value; `None` if it is malformed or deeply nested.
    pub(super) fn copy(node: Node<'_>) -> Option<Self> {
        Self::copy_nested(node, 0)
    }

    fn copy_nested(node: Node<'_>, depth: usize) -> Option<Self> {
        if depth == MOST_NESTED {
            return None;
        }
        match node.kind() {
            Kind::Object if node.is_closed() => {
                let member = |member: Node<'_>| {
                    Some((readable::name(member)?.into_owned(), Self::copy_nested(member.value()?, depth + 1)?))
                };
                node.members().map(member).collect::<Option<_>>().map(Self::Object)
            }
            Kind::Array if node.is_closed() => node
                .elements()
                .map(|element| Self::copy_nested(element, depth + 1))
                .collect::<Option<_>>()
                .map(Self::Array),
            Kind::String => readable::string(node).map(|text| Self::string(&text)),
            Kind::Number | Kind::Boolean | Kind::Null if !node.is_malformed() => {
                Some(Self::Scalar(node.source().to_owned()))
            }
            _ => None,
        }
    }

    /// Whether it is an empty string, list or object.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Scalar(text) => text == "\"\"",
            Self::Array(elements) => elements.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }

    /// As JSON in one line.
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.write(None, 0, &mut text);
        text
    }

    /// As JSON with a line for each member and element, each level indented by `indent`. Without a line break at the end.
    pub fn to_pretty_json(&self, indent: &str) -> String {
        let mut text = String::new();
        self.write(Some(indent), 0, &mut text);
        text
    }

    fn write(&self, indent: Option<&str>, depth: usize, text: &mut String) {
        let line = |depth: usize, text: &mut String| {
            if let Some(indent) = indent {
                text.push('\n');
                text.extend(std::iter::repeat_n(indent, depth));
            }
        };
        let separator = if indent.is_some() { "," } else { ", " };
        match self {
            Self::Scalar(scalar) => text.push_str(scalar),
            Self::Array(elements) => {
                text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    text.push_str(if index > 0 { separator } else { "" });
                    line(depth + 1, text);
                    element.write(indent, depth + 1, text);
                }
                if !elements.is_empty() {
                    line(depth, text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    text.push_str(if index > 0 { separator } else { "" });
                    line(depth + 1, text);
                    text.push_str(&encode(name));
                    text.push_str(": ");
                    value.write(indent, depth + 1, text);
                }
                if !members.is_empty() {
                    line(depth, text);
                }
                text.push('}');
            }
        }
    }
}

//! What means the same although it is written differently.

use std::collections::BTreeSet;

use crate::contract::{Field, Format, Shape, base64};
use crate::json_schema::equality::are_equal;
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// A value that says something: neither absent, nor `null`, nor what the server assumes anyway.
pub(super) fn said<'t>(object: Option<Node<'t>>, field: &Field) -> Option<Node<'t>> {
    let value = object?.get(field.name)?;
    let is_default = match (field.default, value.kind()) {
        (_, Kind::Null) => true,
        (Some(default), Kind::String) => default.trim_matches('"') == value.text(),
        (None, Kind::Boolean) => value.as_bool() == Some(false),
        (None, Kind::String) => value.text().is_empty(),
        (None, Kind::Object) => value.members().next().is_none() && !field.shape.is_schema(),
        (None, Kind::Array) => value.elements().next().is_none() && field.shape.is_text_list(),
        _ => false,
    };
    (!is_default).then_some(value)
}

/// An entry of a map that is there and not `null`.
pub(super) fn entries<'t>(map: Option<Node<'t>>) -> impl Iterator<Item = (String, Node<'t>, Node<'t>)> {
    let map = map.filter(|map| map.kind() == Kind::Object);
    map.into_iter().flat_map(Node::members).filter_map(move |property| {
        let (name, value) = (property.name()?, property.value()?);
        // The last of several members with one name counts.
        let is_last = map.is_some_and(|map| map.property(&name) == Some(property));
        (is_last && value.kind() != Kind::Null).then(|| (name.into_owned(), property, value))
    })
}

/// Whether two values of a field mean the same.
pub(super) fn is_same(field: &Field, old: Node<'_>, new: Node<'_>) -> bool {
    if old.source() == new.source() {
        return true;
    }
    match field.shape {
        // A program may be megabytes long.
        Shape::Text(text) if !matches!(text.format, Format::Svg | Format::Markdown) => old.text() == new.text(),
        Shape::TextList => names(old) == names(new),
        _ if matches!(field.shape.format(), Some(Format::Svg | Format::Markdown)) => {
            let bytes = |node: Node<'_>| node.as_string().and_then(|text| base64::decode_any(&text).ok());
            bytes(old).map_or_else(|| old.text() == new.text(), |old| bytes(new) == Some(old))
        }
        _ => are_equal(old, new),
    }
}

/// The strings in a list, whose order means nothing.
pub(super) fn names(list: Node<'_>) -> BTreeSet<String> {
    list.elements().filter_map(|element| element.as_string().map(|text| text.into_owned())).collect()
}

/// What to mark of a node: the key of what has one, a short value, or an opening bracket.
pub(super) fn mark(node: Node<'_>) -> TextRange {
    let property = match node.kind() {
        Kind::Property => Some(node),
        _ if node.is_key() => None,
        _ => node.parent().filter(|parent| parent.kind() == Kind::Property),
    };
    match property.and_then(Node::key) {
        Some(key) => key.range(),
        None => node.opener(),
    }
}

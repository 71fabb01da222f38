//! Allows `null` beside the values that a schema describes.

use super::detour::detours;
use super::place::Place;
use crate::analysis::edits::{append_element, replace_text};
use crate::analysis::{Edit, Fix};
use crate::json_schema::keywords::REF;
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// Keywords that may forbid `null` in ways that are not told by a type.
const OTHERS: [&str; 5] = [REF, "allOf", "oneOf", "not", "if"];
const NULL: &str = "null";

/// Adds `null` to the types and the allowed values, or to the alternatives.
pub(super) fn allow_null(place: &Place<'_>) -> Option<Fix> {
    let schema = place.schema();
    if place.is_top() || accepts_null(schema) != Some(false) {
        return None;
    }
    let source = place.source;
    let has = |name: &str| schema.property(name).is_some();
    let is_mixed =
        (has("anyOf") && ["type", "enum", "const"].iter().any(|name| has(name))) || (has("enum") && has("const"));
    let mut edits = if is_mixed || OTHERS.iter().any(|name| has(name)) {
        let mut edits = detours(place.top(), schema, |steps| (steps..steps, vec!["anyOf".to_owned(), "0".to_owned()]));
        edits.extend(around(schema, "{\"anyOf\": [", ", {\"type\": \"null\"}]}"));
        edits
    } else if let Some(alternatives) = schema.get("anyOf") {
        append_element(source, alternatives, "{\"type\": \"null\"}".to_owned())
    } else {
        let mut edits = Vec::new();
        match schema.get("type") {
            Some(list) if list.kind() == Kind::Array && !names_null(list) => {
                edits.extend(append_element(source, list, "\"null\"".to_owned()));
            }
            Some(one) if one.kind() == Kind::String && !names_null(one) => {
                edits.extend(around(one, "[", ", \"null\"]"))
            }
            _ => {}
        }
        if let Some(list) = schema.get("enum").filter(|list| !has_null(*list)) {
            edits.extend(append_element(source, list, NULL.to_owned()));
        }
        if let Some(property) = schema.property("const") {
            let value = property.value().filter(|value| value.kind() != Kind::Null);
            if let Some((key, value)) = property.key().zip(value) {
                edits.push(replace_text(key, "enum"));
                edits.extend(around(value, "[", ", null]"));
            }
        }
        edits
    };
    edits.sort();
    Some(Fix::to_review("Allow null", edits))
}

/// Whether a schema accepts `null`. `None` if it is not clear, or if a keyword has a value of the wrong type.
fn accepts_null(schema: Node<'_>) -> Option<bool> {
    let is_told = |name: &str, kind: Kind| {
        schema.property(name).is_none_or(|property| property.value().is_some_and(|value| value.kind() == kind))
    };
    let types = schema.property("type");
    if !is_told("enum", Kind::Array)
        || !is_told("anyOf", Kind::Array)
        || types.is_some_and(|types| types.value().is_none())
    {
        return None;
    }
    let types = types.and_then(Node::value);
    if types.is_some_and(|types| !matches!(types.kind(), Kind::String | Kind::Array)) {
        return None;
    }
    let constant = schema.property("const").map(|property| property.value());
    if constant.is_some_and(|value| value.is_none()) {
        return None;
    }
    let has_type = types.is_none_or(names_null);
    let has_value =
        constant.flatten().is_none_or(|value| value.kind() == Kind::Null) && schema.get("enum").is_none_or(has_null);
    let is_alternative = |branch: Node<'_>| match branch.kind() {
        Kind::Boolean => branch.as_bool() == Some(true),
        _ => is_null_branch(branch),
    };
    let has_branch = schema.get("anyOf").is_none_or(|branches| branches.elements().any(is_alternative));
    let is_clear = !OTHERS.iter().any(|name| schema.property(name).is_some());
    match has_type && has_value && has_branch {
        false => Some(false),
        true if is_clear => Some(true),
        // A type that names `null` shows that it was thought of; a schema without one may accept it or not.
        true if types.is_some() => Some(true),
        true => Some(false),
    }
}

/// Whether an alternative is there for `null`.
fn is_null_branch(branch: Node<'_>) -> bool {
    branch.get("type").is_some_and(names_null)
        || branch.get("const").is_some_and(|value| value.kind() == Kind::Null)
        || (branch.kind() == Kind::Object && branch.members().next().is_none())
}

/// Whether a type or a list of types names that of `null`.
fn names_null(types: Node<'_>) -> bool {
    let is_null = |node: Node<'_>| node.as_string().is_some_and(|text| text == NULL);
    is_null(types) || types.elements().any(is_null)
}

fn has_null(list: Node<'_>) -> bool {
    list.elements().any(|element| element.kind() == Kind::Null)
}

/// Writes something before and after a node.
fn around(node: Node<'_>, before: &str, after: &str) -> [Edit; 2] {
    let range = node.range();
    [Edit::new(TextRange::empty(range.start), before), Edit::new(TextRange::empty(range.end), after)]
}

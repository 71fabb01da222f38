//! Adds the title and the description that a property lacks.

use super::place::Place;
use crate::analysis::edits::{insert, one_line, replace_text};
use crate::analysis::wording::sentence_case;
use crate::analysis::{Edit, Fix};
use crate::json_schema::keywords::REF;
use crate::syntax::literal::encode;
use crate::syntax::{Kind, Node};

const ZUI: &str = "x-zui";
const TITLE: &str = "title";
const DESCRIPTION: &str = "description";
/// Where the vendor's linter looks for them too.
const BRANCHES: [&str; 2] = ["anyOf", "allOf"];

/// A placeholder for a description. The rule `placeholder-text` reports it, so nobody forgets to replace it.
pub(super) const PLACEHOLDER: &str = "TODO: describe it.";

/// Adds an `x-zui.title`, made of the property's name, and a placeholder for a description.
pub(super) fn add_texts(place: &Place<'_>) -> Option<Fix> {
    let (key, _) = place.property()?;
    let (source, schema) = (place.source, place.schema());
    if schema.property(REF).is_some() {
        // What is beside it says nothing.
        return None;
    }
    let branches = || BRANCHES.iter().filter_map(|name| schema.get(name)).flat_map(Node::elements);
    let title = sentence_case(&key.text());
    let mut members = Vec::new();
    let mut edits = Vec::new();
    let describes = match schema.property(DESCRIPTION) {
        Some(property) => {
            let blank = property.value().filter(is_blank);
            edits.extend(blank.map(|blank| replace_text(blank, PLACEHOLDER)));
            blank.is_some()
        }
        None if branches().any(|branch| branch.property(DESCRIPTION).is_some()) => false,
        None => {
            members.push((DESCRIPTION, encode(PLACEHOLDER)));
            true
        }
    };
    let has_title = |branch: Node<'_>| branch.get(ZUI).is_some_and(|zui| zui.property(TITLE).is_some());
    let zui = schema.property(ZUI);
    let entitled: Vec<Edit> = match zui.map(|property| property.value().filter(|zui| zui.kind() == Kind::Object)) {
        Some(Some(zui)) => match zui.property(TITLE) {
            Some(property) => {
                property.value().filter(is_blank).map(|blank| replace_text(blank, &title)).into_iter().collect()
            }
            None => insert(source, zui, &[(TITLE, encode(&title))]),
        },
        _ => Vec::new(),
    };
    let is_new = zui.is_none() && !branches().any(has_title);
    if is_new {
        members.push((ZUI, one_line(source, schema, &[(TITLE, encode(&title))])));
    }
    let what = match (is_new || !entitled.is_empty(), describes) {
        (true, true) => "Add a title and a description",
        (true, false) => "Add a title",
        (false, true) => "Add a description",
        (false, false) => return None,
    };
    edits.extend(entitled);
    if !members.is_empty() {
        edits.extend(insert(source, schema, &members));
    }
    edits.sort();
    Some(Fix::suggestion(what, edits))
}

fn is_blank(value: &Node<'_>) -> bool {
    value.as_string().is_some_and(|text| text.trim().is_empty())
}

//! The pointers inside an embedded JSON Schema: its `$ref`s, and the schemas that the `mapping` of a `discriminator` names.

use std::collections::HashSet;

use super::schemas::{top_in, top_of};
use crate::contract::visit::declared_below;
use crate::contract::{Declared, path};
use crate::json_schema::keywords::REF;
use crate::json_schema::way::Way;
use crate::syntax::{Kind, Node, NodeId};

/// The keyword that tells kinds apart, and where it maps their names to schemas.
pub(super) const DISCRIMINATOR: &str = "discriminator";
const MAPPING: &str = "mapping";

/// All pointers of the schema with that top, in the order of the text. A `$ref` that is a name or part of a value, such as
/// that of a property or in an example, is none.
pub fn pointers(top: Node<'_>) -> Vec<Node<'_>> {
    let is_here = |node: Node<'_>| node.is_named(REF) || node.is_named(MAPPING);
    let object = path(top).last().and_then(|(_, declared)| declared.object());
    let Some(object) = object.filter(|_| top.subtree().any(is_here)) else { return Vec::new() };
    let mut found: Vec<Node<'_>> =
        declared_below(top, object).flat_map(|(property, field)| of_keyword(property, field.name)).collect();
    found.sort_by_key(|value| value.range().start);
    found
}

/// The pointers in a keyword.
fn of_keyword<'t>(property: Node<'t>, name: &str) -> impl Iterator<Item = Node<'t>> + use<'t> {
    let single = property.value().filter(|_| name == REF);
    let mapping = property.value().filter(|_| name == DISCRIMINATOR).and_then(|value| value.get(MAPPING));
    single.into_iter().chain(mapping.into_iter().flat_map(Node::members).filter_map(Node::value)).filter(is_pointer)
}

fn is_pointer(value: &Node<'_>) -> bool {
    value.as_string().is_some_and(|text| text.starts_with('#'))
}

/// The way of a pointer through its schema. `None` for other values, and for a pointer that leads nowhere.
pub fn way(value: Node<'_>) -> Option<Way<'_>> {
    let property = value.parent().filter(|_| !value.is_key() && is_pointer(&value))?;
    let keyword = if property.is_named(REF) {
        property
    } else {
        let mapping = property.parent()?.parent().filter(|mapping| mapping.is_named(MAPPING))?;
        mapping.parent()?.parent().filter(|keyword| keyword.is_named(DISCRIMINATOR))?
    };
    let (schema, steps) = (keyword.parent()?, path(keyword));
    let is_schema = |(node, declared): &(Node<'_>, Declared)| *node == schema && declared.is_any_schema();
    let top = top_in(&steps).filter(|_| steps.iter().any(is_schema))?;
    Way::of(top, &value.as_string()?)
}

/// What has a name or a bracket of its own where a pointer leads: the key, or else the value itself.
pub fn anchor(target: Node<'_>) -> Node<'_> {
    let property = if target.kind() == Kind::Property { Some(target) } else { target.parent() };
    property.and_then(Node::key).unwrap_or(target)
}

/// The pointers in the schema around some [anchors](anchor) that lead to one of them, in the order of the text.
pub fn pointers_to<'t>(anchors: &[Node<'t>]) -> Vec<Node<'t>> {
    let inside =
        |anchor: &Node<'t>| anchor.parent().filter(|_| anchor.is_key()).and_then(Node::value).unwrap_or(*anchor);
    let Some(top) = anchors.first().and_then(|anchor| top_of(inside(anchor))) else { return Vec::new() };
    let ids: HashSet<NodeId> = anchors.iter().map(|anchor| anchor.id()).collect();
    let leads_here = |value: &Node<'_>| {
        let way = Way::of(top, &value.as_string().unwrap_or_default());
        way.is_some_and(|way| ids.contains(&anchor(way.target()).id()))
    };
    pointers(top).into_iter().filter(leads_here).collect()
}

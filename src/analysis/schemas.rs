//! The JSON Schemas inside a manifest.

use crate::contract::visit::marked;
use crate::contract::{Declared, Marks, path};
use crate::syntax::{Kind, Node};

/// A schema inside a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmbeddedSchema<'t> {
    /// The top of the schema that it is a part of, from which references start.
    pub root: Node<'t>,
    /// The schema itself.
    pub schema: Node<'t>,
}

impl<'t> EmbeddedSchema<'t> {
    /// The property that it describes: the key in `properties`.
    pub fn property(self) -> Option<Node<'t>> {
        let property = self.schema.parent().filter(|_| self.schema != self.root)?;
        let map = property.parent()?.parent()?;
        property.key().filter(|_| map.is_named("properties"))
    }
}

/// The top of the embedded schema that contains a node.
pub fn top_of(node: Node<'_>) -> Option<Node<'_>> {
    top_in(&path(node))
}

/// The top of the embedded schema on a path, as [`path`] gives it.
pub fn top_in<'t>(steps: &[(Node<'t>, Declared)]) -> Option<Node<'t>> {
    let top = steps.iter().find(|(node, declared)| declared.is_schema() && node.kind() == Kind::Object);
    top.map(|(node, _)| *node)
}

/// The schema that a value is, or that an object such as the input of an action has.
pub fn embedded_schema(value: Node<'_>) -> Option<EmbeddedSchema<'_>> {
    schema_itself(value).or_else(|| schema_itself(value.get("schema")?))
}

fn schema_itself(value: Node<'_>) -> Option<EmbeddedSchema<'_>> {
    innermost_schema(value).filter(|found| found.schema == value)
}

/// The innermost schema that a node is a part of. A key is a part of its value. Takes one pass, however deep the node is.
pub fn innermost_schema(node: Node<'_>) -> Option<EmbeddedSchema<'_>> {
    let value = node.is_key().then(|| node.parent()?.value()).flatten().unwrap_or(node);
    let steps = path(value);
    let is_value = |node: Node<'_>| matches!(node.kind(), Kind::Object | Kind::Boolean);
    let root = top_in(&steps)?;
    let (schema, _) = *steps.iter().rfind(|(node, declared)| declared.is_any_schema() && is_value(*node))?;
    Some(EmbeddedSchema { root, schema })
}

/// The tops of all schemas of a manifest, in the order of the text.
pub fn schemas<'t>(root: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    let values = marked(root, Marks::SCHEMA).filter_map(|(property, _)| property.value());
    values.filter(|value| {
        value.kind() == Kind::Object && embedded_schema(*value).is_some_and(|found| found.root == *value)
    })
}

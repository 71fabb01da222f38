//! From a node of the document to what the contract declares for it.

use super::manifest::MANIFEST;
use super::names::EntryKind;
use super::shape::{Field, Map, Object, Shape};
use crate::syntax::{Kind, Node};

/// What is declared for a value.
#[derive(Clone, Copy, Debug)]
pub enum Declared {
    /// The value is the manifest itself.
    Root,
    /// The value is that of a field, or of an entry of a map.
    Field(&'static Field),
    /// The value is an element of the list of strings that the field declares.
    Element(&'static Field),
    /// The value is inside the JSON Schema that the field holds.
    Embedded(&'static Field),
}

impl Declared {
    /// The declared keys, if it declares an object that has any.
    pub fn object(self) -> Option<&'static Object> {
        match self {
            Self::Root => Some(&MANIFEST),
            Self::Field(Field { shape: Shape::Object(object), .. }) => Some(object),
            _ => None,
        }
    }

    /// The map, if it declares one.
    pub fn map(self) -> Option<&'static Map> {
        if let Self::Field(Field { shape: Shape::Map(map), .. }) = self { Some(map) } else { None }
    }

    /// Whether the value is an embedded JSON Schema, at its top.
    pub fn is_schema(self) -> bool {
        matches!(self, Self::Field(Field { shape: Shape::JsonSchema, .. }))
    }

    /// The kind of entry that the value names, if it is a string that names one.
    pub fn refers_to(self) -> Option<EntryKind> {
        match self {
            Self::Field(field) if !field.shape.is_text_list() => field.refers_to,
            Self::Element(field) => field.refers_to,
            _ => None,
        }
    }

    /// What is declared for the value of the key `key`.
    pub fn child(self, key: &str) -> Option<Self> {
        match self {
            Self::Root => MANIFEST.field(key).map(Self::Field),
            Self::Field(field @ Field { shape: Shape::JsonSchema, .. }) | Self::Embedded(field) => {
                Some(Self::Embedded(field))
            }
            Self::Field(field) => field.shape.field(key).map(Self::Field),
            Self::Element(_) => None,
        }
    }

    /// What is declared for the elements of the list that the value is.
    pub fn element(self) -> Option<Self> {
        match self {
            Self::Field(field) if field.shape.is_text_list() => Some(Self::Element(field)),
            Self::Embedded(field) => Some(Self::Embedded(field)),
            _ => None,
        }
    }
}

/// What is declared for a node. For a property and for its key that is what is declared for its value. Nothing for
/// whatever no declaration covers, such as the value of an unknown key.
pub fn resolve(node: Node<'_>) -> Option<Declared> {
    descend(Declared::Root, node, |_, _| {})
}

/// The node and all nodes around it, outermost first, each with what is declared for it; it ends where the
/// declarations end. One pass, however deep the node is.
pub fn path<'t>(node: Node<'t>) -> Vec<(Node<'t>, Declared)> {
    let mut steps = Vec::new();
    descend(Declared::Root, node, |node, declared| steps.push((node, declared)));
    steps
}

/// Goes down from the root of the document, for which `root` is declared, to `node`.
fn descend<'t>(root: Declared, node: Node<'t>, mut step: impl FnMut(Node<'t>, Declared)) -> Option<Declared> {
    let mut nodes: Vec<Node<'t>> = std::iter::once(node).chain(node.ancestors()).collect();
    let mut declared = root;
    let mut outer = None;
    while let Some(node) = nodes.pop() {
        declared = match (outer, node.kind()) {
            (Some(Kind::Object), Kind::Property) => declared.child(&node.name()?)?,
            (Some(Kind::Array), _) => declared.element()?,
            _ => declared,
        };
        step(node, declared);
        outer = Some(node.kind());
    }
    Some(declared)
}

#[cfg(test)]
mod tests {
    use super::{Declared, descend};
    use crate::contract::ring::{self, DEPTH};
    use crate::syntax::{Dialect, Source};

    #[test]
    fn a_declaration_in_a_ring_resolves_a_hundred_thousand_levels_down() {
        let text = ring::document(DEPTH);
        let source = Source::new(text.clone(), Dialect::Json);
        let innermost = source.node_at(text.find("\"end\"").unwrap_or_default() as u32 + 1);
        let found = innermost.and_then(|node| descend(Declared::Field(&ring::FIELD), node, |_, _| {}));
        assert!(matches!(found, Some(Declared::Field(field)) if field.name == "name"), "{found:?}");
    }
}

//! Finds the declaration of a node in the document.

use super::manifest::MANIFEST;
use super::names::EntryKind;
use super::shape::{Field, Map, Object, Shape};
use crate::syntax::{Kind, Node};

/// The declaration of a value.
#[derive(Clone, Copy, Debug)]
pub enum Declared {
    /// The manifest itself.
    Root,
    /// The value of a field or of an entry of a map.
    Field(&'static Field),
    /// An element of an array of strings; the field is that of the array.
    Element(&'static Field),
}

impl Declared {
    /// The declared object, if it is one with declared keys.
    pub fn object(self) -> Option<&'static Object> {
        match self {
            Self::Root => Some(&MANIFEST),
            Self::Field(field) => field.shape.object(),
            Self::Element(_) => None,
        }
    }

    /// The declared map, if it is one.
    pub fn map(self) -> Option<&'static Map> {
        if let Self::Field(field) = self { field.shape.map() } else { None }
    }

    /// Whether the value is the top of an embedded JSON Schema.
    pub fn is_schema(self) -> bool {
        matches!(self, Self::Field(Field { shape: Shape::JsonSchema(_), .. }))
    }

    /// Whether the value is a schema: the top of an embedded one, or one inside it.
    pub fn is_any_schema(self) -> bool {
        matches!(self, Self::Field(field) if field.shape.is_schema())
    }

    /// The kind of entry that the value refers to, if it is a reference.
    pub fn refers_to(self) -> Option<EntryKind> {
        match self {
            Self::Field(field) if !field.shape.is_text_list() => field.refers_to,
            Self::Element(field) => field.refers_to,
            _ => None,
        }
    }

    /// The declaration of the value of `key`.
    pub fn child(self, key: &str) -> Option<Self> {
        match self {
            Self::Root => MANIFEST.field(key).map(Self::Field),
            Self::Field(field) => field.shape.field(key).map(Self::Field),
            Self::Element(_) => None,
        }
    }

    /// The declaration of the elements, if the value is an array.
    pub fn element(self) -> Option<Self> {
        match self {
            Self::Field(field) if field.shape.is_text_list() => Some(Self::Element(field)),
            Self::Field(field) => field.shape.element().map(Self::Field),
            _ => None,
        }
    }
}

/// The declaration of a node. A property and its key have the declaration of their value. `None` for a node without a
/// declaration, such as the value of an unknown key.
pub fn resolve(node: Node<'_>) -> Option<Declared> {
    descend(Declared::Root, node, |_, _| {})
}

/// The node and its ancestors, outermost first, each with its declaration, up to the first node without one. Takes one
/// pass, however deep the node is.
pub fn path<'t>(node: Node<'t>) -> Vec<(Node<'t>, Declared)> {
    let mut steps = Vec::new();
    descend(Declared::Root, node, |node, declared| steps.push((node, declared)));
    steps
}

/// Descends from the root of the document, whose declaration is `root`, to `node`.
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

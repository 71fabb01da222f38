//! From a place in a tree to the field that is declared for it.

use super::manifest::MANIFEST;
use super::shape::{Field, Object, Shape};
use crate::syntax::{Kind, Node};

/// What is declared for a value.
#[derive(Clone, Copy, Debug)]
pub enum Declared {
    /// The document itself.
    Root,
    /// A field, or an entry of a map.
    Field(&'static Field),
    /// An element of a list of strings.
    Element(&'static Field),
    /// Inside of an embedded JSON Schema; the field is the one that holds it.
    Embedded(&'static Field),
}

impl Declared {
    /// The declared keys, if the value is an object that has such.
    pub fn object(self) -> Option<&'static Object> {
        match self {
            Self::Root => Some(&MANIFEST),
            Self::Field(Field { shape: Shape::Object(object), .. }) => Some(object),
            _ => None,
        }
    }

    /// What is declared for the value behind `key`.
    pub fn child(self, key: &str) -> Option<Self> {
        if let Some(object) = self.object() {
            return object.field(key).map(Declared::Field);
        }
        match self {
            Self::Field(Field { shape: Shape::Map(map), .. }) => Some(Declared::Field(&map.entry)),
            Self::Field(field @ Field { shape: Shape::JsonSchema, .. }) | Self::Embedded(field) => {
                Some(Declared::Embedded(field))
            }
            _ => None,
        }
    }
}

/// What is declared for a node: of a property or its key, what is declared for its value. Nothing for
/// what no declaration covers, such as the value of an unknown key.
pub fn resolve(node: Node<'_>) -> Option<Declared> {
    let mut path: Vec<Node<'_>> = node.ancestors().collect();
    path.reverse();
    path.push(node);
    let mut place = Declared::Root;
    let mut inside = None;
    for node in path {
        match (inside, node.kind()) {
            (Some(Kind::Object), Kind::Property) => place = place.child(&node.name()?)?,
            (Some(Kind::Array), _) => {
                place = match place {
                    Declared::Field(field @ Field { shape: Shape::TextList, .. }) => Declared::Element(field),
                    Declared::Embedded(field) => Declared::Embedded(field),
                    _ => return None,
                }
            }
            _ => {}
        }
        inside = Some(node.kind());
    }
    Some(place)
}

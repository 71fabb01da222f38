//! The name at an offset: that of an entry of the manifest or of a property or definition in an embedded schema; or a place
//! in a schema that `$ref`s lead to.

use crate::analysis::Document;
use crate::analysis::property_names::property_name;
use crate::analysis::references::{declaration, declared_map, mentioned, mentions, references};
use crate::analysis::schema_pointers::{anchor, pointers_to, way};
use crate::syntax::{Kind, Node, Source};
use crate::text::TextRange;

/// An occurrence of a name that the author chose, or of a place in a schema.
pub(super) struct Symbol<'s> {
    /// The keys that declare it, or the value that has no key: an element of an array. A property can be declared in several
    /// branches of a schema, everything else is declared once.
    declarations: Vec<Node<'s>>,
    /// The one of them that this occurrence refers to, if it is one in particular.
    nearest: Option<Node<'s>>,
    /// The values and keys that name it.
    pub(super) names: Vec<Node<'s>>,
    /// The pointers that lead to it.
    pointers: Vec<Node<'s>>,
    /// The range of the occurrence, in bytes: the key, a value that refers to it, or its name inside a program.
    pub(super) here: TextRange,
    /// Whether the occurrence is inside a program, which we treat as text.
    pub(super) is_mention: bool,
}

impl<'s> Symbol<'s> {
    /// What is named at `offset`, in bytes.
    pub(super) fn at(source: &'s Source, offset: u32) -> Option<Self> {
        let node = source.node_at(offset)?;
        if let Some(way) = way(node) {
            return Some(Self::declared_by(anchor(way.target()), node.range()));
        }
        if property_name(node).is_some() || declared_map(node).is_some() {
            return Some(Self::declared_by(node, node.range()));
        }
        if let Some(key) = declaration(node) {
            return Some(Self::declared_by(key, node.range()));
        }
        if let Some((key, here)) = mentioned(node, offset) {
            return Some(Self { is_mention: true, ..Self::declared_by(key, here) });
        }
        // Everything else in a schema is a place only if something leads there.
        let is_place = node.is_key() || (node.opener().touches(offset) && anchor(node) == node);
        let symbol = Some(node).filter(|_| is_place).map(|node| Self::declared_by(node, node.opener()));
        symbol.filter(|symbol| !symbol.pointers.is_empty())
    }

    /// What `node` declares or, for the name of a property, mentions.
    fn declared_by(node: Node<'s>, here: TextRange) -> Self {
        match property_name(node) {
            Some(found) => {
                let (nearest, names, pointers) = (found.nearest, found.uses, pointers_to(&found.keys));
                Self { declarations: found.keys, nearest, names, pointers, here, is_mention: false }
            }
            None => {
                let (pointers, names) = references(node).into_iter().partition(|value| way(*value).is_some());
                Self { declarations: vec![node], nearest: Some(node), names, pointers, here, is_mention: false }
            }
        }
    }

    /// What is named at `offset`, in bytes, unless it may be a secret.
    pub(super) fn shown_at(document: &'s Document, offset: u32) -> Option<Self> {
        let is_shown = |symbol: &Self| !symbol.declared_at().any(|range| document.secrets().touch(range));
        Self::at(document.source(), offset).filter(is_shown)
    }

    /// The keys that declare it, in the order of the text, if it has a name that the author can change.
    pub(super) fn keys(&self) -> Option<&[Node<'s>]> {
        self.declarations.iter().all(|key| declared_map(*key).is_some()).then_some(&self.declarations[..])
    }

    /// The declarations that this occurrence refers to.
    pub(super) fn targets(&self) -> &[Node<'s>] {
        self.nearest.as_ref().map_or(&self.declarations[..], std::slice::from_ref)
    }

    /// The ranges that declare it, in the order of the text: keys with their quotes, or the start of an element.
    pub(super) fn declared_at(&self) -> impl Iterator<Item = TextRange> {
        self.declarations.iter().map(|node| node.opener())
    }

    /// The ranges of everything that refers to it, in bytes: values with their quotes, then names inside programs.
    pub(super) fn use_ranges(&self) -> Vec<TextRange> {
        let mut ranges: Vec<TextRange> = self.names.iter().chain(&self.pointers).map(|node| node.range()).collect();
        ranges.sort_unstable();
        ranges.extend(self.declarations.iter().flat_map(|key| mentions(*key)));
        ranges
    }

    /// Whether a program in the document appears to read it.
    pub(super) fn is_mentioned(&self) -> bool {
        self.declarations.iter().any(|key| !mentions(*key).is_empty())
    }
}

/// All of what is declared at a key or an element: the whole property, or the element.
pub(super) fn whole(declaration: Node<'_>) -> Node<'_> {
    declaration.parent().filter(|parent| parent.kind() == Kind::Property).unwrap_or(declaration)
}

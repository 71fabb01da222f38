//! The name at an offset: that of an entry of the manifest or of a definition in an embedded schema.

use crate::analysis::Document;
use crate::analysis::references::{
    declaration, declared_map, is_definition, mentioned, mentions, references as uses_of,
};
use crate::syntax::{Node, Source};
use crate::text::TextRange;

/// An occurrence of a name that the author chose.
pub(super) struct Symbol<'s> {
    /// The key that declares it.
    pub(super) key: Node<'s>,
    /// The range of the occurrence, in bytes: the key, a value that refers to it, or its name inside a program.
    pub(super) here: TextRange,
    /// Whether the occurrence is inside a program, which we treat as text.
    pub(super) is_mention: bool,
}

impl<'s> Symbol<'s> {
    /// The name at `offset`, in bytes.
    pub(super) fn at(source: &'s Source, offset: u32) -> Option<Self> {
        let node = source.node_at(offset)?;
        let declares = declared_map(node).is_some() || is_definition(node);
        if let Some(key) = if declares { Some(node) } else { declaration(node) } {
            return Some(Self { key, here: node.range(), is_mention: false });
        }
        let (key, here) = mentioned(node, offset)?;
        Some(Self { key, here, is_mention: true })
    }

    /// The name at `offset`, in bytes, unless it may be a secret.
    pub(super) fn shown_at(document: &'s Document, offset: u32) -> Option<Self> {
        let is_shown = |symbol: &Self| !document.secrets().touch(symbol.declaration());
        Self::at(document.source(), offset).filter(is_shown)
    }

    /// The range of the key that declares it, quotes included.
    pub(super) fn declaration(&self) -> TextRange {
        self.key.range()
    }

    /// The values that refer to it.
    pub(super) fn uses(&self) -> Vec<Node<'s>> {
        uses_of(self.key)
    }

    /// The ranges of everything that refers to it, in bytes: values with their quotes, then names inside programs.
    pub(super) fn use_ranges(&self) -> Vec<TextRange> {
        self.uses().into_iter().map(Node::range).chain(mentions(self.key)).collect()
    }

    /// Whether a program in the document appears to read it.
    pub(super) fn is_mentioned(&self) -> bool {
        !mentions(self.key).is_empty()
    }
}

//! The tree: one flat list of nodes in the order of the text.
//!
//! A node is followed by its descendants, and knows how many there are: a subtree is a slice, and
//! replacing one after an edit is a splice. Nodes are addressed by [`NodeId`]; [`Node`] is a handle
//! that also holds the text, so that features read names and values without carrying both.

use std::borrow::Cow;

use bitflags::bitflags;

use super::error::SyntaxError;
use super::literal;
use crate::text::TextRange;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{ … }`; its children are properties.
    Object,
    /// `[ … ]`; its children are values.
    Array,
    /// A key, and a value if there is one. Its first child is the key.
    Property,
    /// A string, as key or as value.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`
    Null,
    /// A word that is not a JSON value, or a key without quotes (which may be empty).
    Word,
}

/// The index of a node in its tree. Edits may change it: keep none across them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    pub(super) const NONE: Self = Self(u32::MAX);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

bitflags! {
    /// How a node was written and read.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Flags: u8 {
        /// A container with its own closing bracket.
        const CLOSED = 1;
        /// A string with a backslash.
        const ESCAPED = 1 << 1;
        /// A string without its closing quote.
        const UNTERMINATED = 1 << 2;
        /// A member or element that began after an opening bracket or a comma, with nothing left to recover from.
        const CLEAN = 1 << 3;
        /// A member or element that began while the parser was recovering.
        const DIRTY = 1 << 4;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeData {
    pub(super) kind: Kind,
    pub(super) flags: Flags,
    pub(super) range: TextRange,
    pub(super) parent: NodeId,
    /// Nodes in the subtree, this one included.
    pub(super) size: u32,
    /// Of a property: bytes from its start to its colon; 0 without one.
    pub(super) colon: u32,
}

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// With its delimiters, without the line break that ends a line comment.
    pub range: TextRange,
}

/// A parsed document. Its [`errors`](Tree::errors) are sorted by their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub(super) nodes: Vec<NodeData>,
    pub(super) comments: Vec<Comment>,
    pub(super) errors: Vec<SyntaxError>,
}

impl Tree {
    /// The comments, in their order.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// What is wrong with the text, sorted by place.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the text holds no value at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The document's value.
    pub fn root<'t>(&'t self, text: &'t str) -> Option<Node<'t>> {
        (!self.nodes.is_empty()).then_some(Node { tree: self, text, id: NodeId(0) })
    }

    /// The innermost node that contains `offset` or ends there; of two that meet there, the later one.
    pub fn node_at<'t>(&'t self, text: &'t str, offset: u32) -> Option<Node<'t>> {
        let last = self.nodes.partition_point(|node| node.range.start <= offset).checked_sub(1)?;
        let mut id = NodeId(last as u32);
        // A node that starts here may be empty, or an ancestor may be the one that ends here.
        while !self.nodes[id.index()].range.touches(offset) {
            id = self.nodes[id.index()].parent;
            if id == NodeId::NONE {
                return None;
            }
        }
        Some(Node { tree: self, text, id })
    }

    pub(super) fn children(&self, id: NodeId) -> ChildIds<'_> {
        ChildIds { tree: self, next: id.0 + 1, end: id.0 + self.nodes[id.index()].size }
    }
}

#[derive(Clone, Debug)]
pub(super) struct ChildIds<'t> {
    tree: &'t Tree,
    next: u32,
    end: u32,
}

impl Iterator for ChildIds<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        (self.next < self.end).then(|| {
            let id = NodeId(self.next);
            self.next += self.tree.nodes[id.index()].size;
            id
        })
    }
}

/// A node with the tree and the text that it belongs to.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    text: &'t str,
    id: NodeId,
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}@{}..{}", self.kind(), self.range().start, self.range().end)
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for Node<'_> {}

impl<'t> Node<'t> {
    fn data(self) -> &'t NodeData {
        &self.tree.nodes[self.id.index()]
    }

    fn with(self, id: NodeId) -> Self {
        Self { id, ..self }
    }

    /// Its index.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The text of the whole document.
    pub fn document(self) -> &'t str {
        self.text
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    /// The bytes that it covers.
    pub fn range(self) -> TextRange {
        self.data().range
    }

    /// The bytes as they are written.
    pub fn source(self) -> &'t str {
        self.range().of(self.text)
    }

    /// Whether it is an object or array with its own closing bracket.
    pub fn is_closed(self) -> bool {
        self.data().flags.contains(Flags::CLOSED)
    }

    /// Whether it is a string without its closing quote.
    pub fn is_unterminated(self) -> bool {
        self.data().flags.contains(Flags::UNTERMINATED)
    }

    /// The node around it.
    pub fn parent(self) -> Option<Self> {
        let parent = self.data().parent;
        (parent != NodeId::NONE).then(|| self.with(parent))
    }

    /// The nodes around it, innermost first.
    pub fn ancestors(self) -> impl Iterator<Item = Self> + use<'t> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// Its children, in their order: of an object its properties, of a property its key and value.
    pub fn children(self) -> impl Iterator<Item = Self> + use<'t> {
        self.tree.children(self.id).map(move |id| self.with(id))
    }

    /// It and all below it, in the order of the text.
    pub fn subtree(self) -> impl Iterator<Item = Self> + use<'t> {
        let end = self.id.0 + self.data().size;
        (self.id.0..end).map(move |id| self.with(NodeId(id)))
    }

    /// The properties of an object; nothing for any other node.
    pub fn members(self) -> impl Iterator<Item = Self> + use<'t> {
        self.children().filter(|child| child.kind() == Kind::Property)
    }

    /// The elements of an array; nothing for any other node.
    pub fn elements(self) -> impl Iterator<Item = Self> + use<'t> {
        let is_array = self.kind() == Kind::Array;
        self.children().filter(move |_| is_array)
    }

    /// Of a property: the node of its key.
    pub fn key(self) -> Option<Self> {
        (self.kind() == Kind::Property).then(|| self.with(NodeId(self.id.0 + 1)))
    }

    /// Of a property: its key as text.
    pub fn name(self) -> Option<Cow<'t, str>> {
        self.key().map(Self::text)
    }

    /// Of a property: whether that is its key.
    pub fn is_named(self, name: &str) -> bool {
        if self.data().kind != Kind::Property {
            return false;
        }
        let key = self.with(NodeId(self.id.0 + 1));
        match key.plain_bytes() {
            Some(bytes) => bytes == name.as_bytes(),
            None => key.text() == name,
        }
    }

    /// What a string says, as bytes, if it is written without escapes and with its closing quote.
    pub fn plain_bytes(self) -> Option<&'t [u8]> {
        let data = self.data();
        let is_plain = data.kind == Kind::String && !data.flags.intersects(Flags::ESCAPED.union(Flags::UNTERMINATED));
        is_plain.then(|| &self.text.as_bytes()[data.range.start as usize + 1..data.range.end as usize - 1])
    }

    /// Of a property: its value, if one is written.
    pub fn value(self) -> Option<Self> {
        (self.kind() == Kind::Property && self.data().size > 2).then(|| self.with(NodeId(self.id.0 + 2)))
    }

    /// Of a property: where its colon is, in bytes from the start of the document.
    pub fn colon(self) -> Option<u32> {
        let data = self.data();
        (data.colon != 0).then(|| data.range.start + data.colon)
    }

    /// Whether it is the key of a property.
    pub fn is_key(self) -> bool {
        self.parent().is_some_and(|parent| parent.kind() == Kind::Property && parent.id.0 + 1 == self.id.0)
    }

    /// Of an object: the property of that name, the last one if there are several (as JSON parsers have it).
    pub fn property(self, name: &str) -> Option<Self> {
        self.members().filter(|member| member.is_named(name)).last()
    }

    /// Of an object: the value of the property of that name.
    pub fn get(self, name: &str) -> Option<Self> {
        self.property(name).and_then(Self::value)
    }

    /// What a string says, escapes resolved; of any other node its source.
    pub fn text(self) -> Cow<'t, str> {
        match self.kind() {
            Kind::String if self.data().flags.contains(Flags::ESCAPED) => literal::decode(self.source()),
            Kind::String => Cow::Borrowed(self.content_range().of(self.text)),
            _ => Cow::Borrowed(self.source()),
        }
    }

    /// What a string says; `None` if it is not a string.
    pub fn as_string(self) -> Option<Cow<'t, str>> {
        (self.kind() == Kind::String).then(|| self.text())
    }

    /// The bytes between the quotes of a string; of any other node all of them.
    pub fn content_range(self) -> TextRange {
        let range = self.range();
        if self.kind() != Kind::String {
            return range;
        }
        TextRange::new(range.start + 1, if self.is_unterminated() { range.end } else { range.end - 1 })
    }

    /// `true` or `false`, if it is one of them.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Boolean).then(|| self.source() == "true")
    }

    /// Its opening bracket, if it is an object or array; else all of it.
    pub fn opener(self) -> TextRange {
        let range = self.range();
        match self.kind() {
            Kind::Object | Kind::Array => TextRange::new(range.start, range.start + 1),
            _ => range,
        }
    }
}

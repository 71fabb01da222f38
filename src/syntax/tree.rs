//! The tree, stored as a flat list of nodes in the order of the text.
//!
//! A node is followed by its descendants and stores their number. A subtree is therefore a slice, and replacing one after
//! an edit is a splice. A [`NodeId`] identifies a node; a [`Node`] is a handle that also refers to the text, so that
//! features can read names and values from it.

use std::borrow::Cow;
use std::sync::Arc;

use bitflags::bitflags;

use super::child_index::{ChildIndex, Children};
use super::error::SyntaxError;
use super::lexer::is_plain_number;
use super::literal;
use crate::text::TextRange;

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{ … }`; its children are properties.
    Object,
    /// `[ … ]`; its children are values.
    Array,
    /// A key and, if present, its value. Its first child is the key.
    Property,
    /// A string, as a key or a value.
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

/// The index of a node in its tree. Edits may change it, so do not keep it across them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    pub(super) const NONE: Self = Self(u32::MAX);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

bitflags! {
    /// Details of how a node was written and parsed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Flags: u8 {
        /// A container with its own closing bracket.
        const CLOSED = 1;
        /// A string with a backslash.
        const ESCAPED = 1 << 1;
        /// Without a closing quote.
        const UNTERMINATED = 1 << 2;
        /// A member or element that started after an opening bracket or a comma, with no recovery in progress.
        const CLEAN = 1 << 3;
        /// A member or element that started while the parser was recovering.
        const DIRTY = 1 << 4;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeData {
    pub(super) kind: Kind,
    pub(super) flags: Flags,
    pub(super) range: TextRange,
    pub(super) parent: NodeId,
    /// The number of nodes in the subtree, including this one.
    pub(super) size: u32,
    /// For a property, the number of bytes from its start to its colon; 0 if it has none.
    pub(super) colon: u32,
}

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its range, with delimiters, but without the line break that ends a line comment.
    pub range: TextRange,
}

/// A parsed document. Its [`errors`](Tree::errors) are in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub(super) nodes: Vec<NodeData>,
    pub(super) comments: Vec<Comment>,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) index: ChildIndex,
}

impl Tree {
    /// The comments, in the order of the text.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Whether a comment lies in `range`.
    pub fn has_comment_in(&self, range: TextRange) -> bool {
        let first = self.comments.partition_point(|comment| comment.range.start < range.start);
        self.comments.get(first).is_some_and(|comment| comment.range.end <= range.end)
    }

    /// The syntax errors, in the order of the text.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the text contains no value.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The document's value.
    pub fn root<'t>(&'t self, text: &'t str) -> Option<Node<'t>> {
        (!self.nodes.is_empty()).then_some(Node { tree: self, text, id: NodeId(0) })
    }

    /// The innermost node that contains `offset` or ends there. If two nodes meet there, the later one.
    pub fn node_at<'t>(&'t self, text: &'t str, offset: u32) -> Option<Node<'t>> {
        let last = self.nodes.partition_point(|node| node.range.start <= offset).checked_sub(1)?;
        let mut id = NodeId(last as u32);
        // A node that starts here may be empty, and an ancestor may end here.
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

/// How many children are looked through one by one. Of a container with more, a list is kept.
const FEW: usize = 64;

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

    /// Its kind.
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    /// Its range, in bytes.
    pub fn range(self) -> TextRange {
        self.data().range
    }

    /// Its source text.
    pub fn source(self) -> &'t str {
        self.range().of(self.text)
    }

    /// Whether it is an object or array with a closing bracket.
    pub fn is_closed(self) -> bool {
        self.data().flags.contains(Flags::CLOSED)
    }

    /// Whether it is a string without a closing quote.
    pub fn is_unterminated(self) -> bool {
        self.data().flags.contains(Flags::UNTERMINATED)
    }

    /// Its parent.
    pub fn parent(self) -> Option<Self> {
        let parent = self.data().parent;
        (parent != NodeId::NONE).then(|| self.with(parent))
    }

    /// Its ancestors, innermost first.
    pub fn ancestors(self) -> impl Iterator<Item = Self> + use<'t> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// Its children in order: the properties of an object, the elements of an array, the key and value of a property.
    pub fn children(self) -> impl Iterator<Item = Self> + use<'t> {
        self.tree.children(self.id).map(move |id| self.with(id))
    }

    /// The node and its descendants, in the order of the text.
    pub fn subtree(self) -> impl Iterator<Item = Self> + use<'t> {
        let end = self.id.0 + self.data().size;
        (self.id.0..end).map(move |id| self.with(NodeId(id)))
    }

    /// The properties of an object; empty for other nodes.
    pub fn members(self) -> impl Iterator<Item = Self> + use<'t> {
        self.children().filter(|child| child.kind() == Kind::Property)
    }

    /// The elements of an array; empty for other nodes.
    pub fn elements(self) -> impl Iterator<Item = Self> + use<'t> {
        let is_array = self.kind() == Kind::Array;
        self.children().filter(move |_| is_array)
    }

    /// For a property, its key.
    pub fn key(self) -> Option<Self> {
        (self.kind() == Kind::Property).then(|| self.with(NodeId(self.id.0 + 1)))
    }

    /// For a property, the text of its key.
    pub fn name(self) -> Option<Cow<'t, str>> {
        self.key().map(Self::text)
    }

    /// For a property, whether its key is `name`.
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

    /// The value of a string as bytes, if it has no escapes and has its closing quote.
    pub fn plain_bytes(self) -> Option<&'t [u8]> {
        let data = self.data();
        let is_plain = data.kind == Kind::String && !data.flags.intersects(Flags::ESCAPED.union(Flags::UNTERMINATED));
        is_plain.then(|| &self.text.as_bytes()[data.range.start as usize + 1..data.range.end as usize - 1])
    }

    /// For a property, its value, if there is one.
    pub fn value(self) -> Option<Self> {
        (self.kind() == Kind::Property && self.data().size > 2).then(|| self.with(NodeId(self.id.0 + 2)))
    }

    /// For a property, the offset of its colon, in bytes from the start of the document.
    pub fn colon(self) -> Option<u32> {
        let data = self.data();
        (data.colon != 0).then(|| data.range.start + data.colon)
    }

    /// Whether it is the key of a property.
    pub fn is_key(self) -> bool {
        self.parent().is_some_and(|parent| parent.kind() == Kind::Property && parent.id.0 + 1 == self.id.0)
    }

    /// The list of its children if there are many.
    fn many(self) -> Option<Arc<Children>> {
        // It has at least as many descendants as children.
        let is_large = self.data().size as usize > FEW && self.children().nth(FEW).is_some();
        let make = || Children::new(self.children().map(|child| (child.id.0, child.name())));
        is_large.then(|| self.tree.index.of(self.id.0, make))
    }

    /// For an object, the property with that name; the last one if there are several, as in JSON parsers.
    pub fn property(self, name: &str) -> Option<Self> {
        match self.many() {
            Some(children) => children.last_named(name).map(|id| self.with(NodeId(id))),
            None => self.members().filter(|member| member.is_named(name)).last(),
        }
    }

    /// For a property, the last one before it in its object that has the same name.
    pub fn same_before(self) -> Option<Self> {
        let (object, name) = (self.parent()?, self.name()?);
        match object.many() {
            Some(children) => children.named_before(&name, self.id.0).map(|id| self.with(NodeId(id))),
            None => object.members().take_while(|member| member.id < self.id).filter(|one| one.is_named(&name)).last(),
        }
    }

    /// For an array, the element at `index`.
    pub fn element(self, index: usize) -> Option<Self> {
        match self.many().filter(|_| self.kind() == Kind::Array) {
            Some(children) => children.ids.get(index).map(|id| self.with(NodeId(*id))),
            None => self.elements().nth(index),
        }
    }

    /// Its last child.
    pub fn last_child(self) -> Option<Self> {
        match self.many() {
            Some(children) => children.ids.last().map(|id| self.with(NodeId(*id))),
            None => self.children().last(),
        }
    }

    /// The child of its parent that comes before it.
    pub fn before(self) -> Option<Self> {
        let parent = self.parent()?;
        match parent.many() {
            Some(children) => children.ids[..children.position(self.id.0)].last().map(|id| self.with(NodeId(*id))),
            None => parent.children().take_while(|child| child.id < self.id).last(),
        }
    }

    /// The number of children of its parent that come before it.
    pub fn position(self) -> usize {
        let Some(parent) = self.parent() else { return 0 };
        match parent.many() {
            Some(children) => children.position(self.id.0),
            None => parent.children().take_while(|child| child.id < self.id).count(),
        }
    }

    /// For an object, the value of the property with that name.
    pub fn get(self, name: &str) -> Option<Self> {
        self.property(name).and_then(Self::value)
    }

    /// The value of a string, with escapes resolved; for other nodes, their source text.
    pub fn text(self) -> Cow<'t, str> {
        match self.kind() {
            Kind::String if self.data().flags.contains(Flags::ESCAPED) => literal::decode(self.source()),
            Kind::String => Cow::Borrowed(self.content_range().of(self.text)),
            _ => Cow::Borrowed(self.source()),
        }
    }

    /// The value of a string; `None` for other nodes.
    pub fn as_string(self) -> Option<Cow<'t, str>> {
        (self.kind() == Kind::String).then(|| self.text())
    }

    /// The range between the quotes of a string; for other nodes, the whole range.
    pub fn content_range(self) -> TextRange {
        let range = self.range();
        if self.kind() != Kind::String {
            return range;
        }
        TextRange::new(range.start + 1, if self.is_unterminated() { range.end } else { range.end - 1 })
    }

    /// Whether a syntax error says that the scalar is none: a word, a string without its closing quote, or a number that is
    /// malformed or out of range. What it is meant to be is unknown.
    pub fn is_malformed(self) -> bool {
        match self.kind() {
            Kind::Word => true,
            Kind::String => self.is_unterminated(),
            Kind::Number => !is_plain_number(self.source()),
            _ => false,
        }
    }

    /// The value of a boolean; `None` for other nodes.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Boolean).then(|| self.source() == "true")
    }

    /// The range of the opening bracket of an object or array; for other nodes, the whole range.
    pub fn opener(self) -> TextRange {
        let range = self.range();
        match self.kind() {
            Kind::Object | Kind::Array => TextRange::new(range.start, range.start + 1),
            _ => range,
        }
    }
}

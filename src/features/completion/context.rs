//! Analyses what is being written at the cursor: a key or a value, which part already exists, and which commas are
//! missing.

use crate::analysis::Document;
use crate::contract::{Declared, resolve};
use crate::syntax::{Kind, Lexer, Node, TokenKind};
use crate::text::TextRange;

/// The context of a completion.
pub(super) struct Context<'t> {
    /// The text of the document.
    pub(super) text: &'t str,
    pub(super) expected: Expected<'t>,
    /// The range of the existing text, which the completion replaces; in bytes.
    pub(super) replace_range: TextRange,
    /// The existing text up to the cursor, as far as it is being typed: empty behind a closing quote.
    pub(super) typed: &'t str,
    /// Where the cursor is in relation to an existing string.
    pub(super) quotes: Quotes,
    /// Where a comma is missing before it, if one is.
    pub(super) comma_before: Option<u32>,
    /// `,` if another entry follows without one; otherwise empty.
    pub(super) comma_after: &'static str,
}

/// What is expected at the cursor.
#[derive(Clone, Copy)]
pub(super) enum Expected<'t> {
    /// A whole manifest.
    Manifest,
    /// A key of `object`. `property`: the property that is being renamed or is incomplete.
    Key { object: Node<'t>, property: Option<Node<'t>> },
    /// A value. `owner`: the property or the array that it belongs to.
    Value { declared: Declared, owner: Node<'t> },
}

/// Where the cursor is in relation to the string that a completion replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// There is no string.
    None,
    /// Before its first quote.
    Before,
    /// Inside.
    Inside,
    /// Behind its closing quote.
    Behind,
}

impl<'t> Context<'t> {
    /// The context at `offset` (in bytes); `None` where nothing can be completed, such as in comments.
    pub(super) fn at(document: &'t Document, offset: u32) -> Option<Self> {
        let (source, text) = (document.readable(), document.source().text());
        let in_comment = |range: TextRange| {
            let comment = range.of(text);
            let is_open = comment.starts_with("//") || comment.len() < 4 || !comment.ends_with("*/");
            range.start < offset && (offset < range.end || (is_open && offset == range.end))
        };
        if source.tree().comments().iter().any(|comment| in_comment(comment.range)) {
            return None;
        }
        let Some(root) = source.root() else {
            let mut context = Self::empty(text, Expected::Manifest, offset);
            if offset == 0 && text.starts_with('\u{feff}') {
                // Text before a byte order mark would make it part of the document.
                context.replace_range.end = '\u{feff}'.len_utf8() as u32;
            }
            return Some(context);
        };
        let mut node = source.node_at(offset)?;
        let is_container = matches!(node.kind(), Kind::Object | Kind::Array);
        if !is_container && document.secrets().touch(node.range()) {
            // What is replaced is part of each item.
            node = document.shown().node_at(offset)?;
        }
        match node.kind() {
            Kind::Object | Kind::Array => Self::at_container(node, offset),
            Kind::Property => Self::behind_colon(node, offset),
            _ if node == root => Some(Self::on(node, Expected::Manifest, offset)),
            _ => Self::on_scalar(node, offset),
        }
    }

    /// The context inside, before or behind a word, number or string.
    fn on_scalar(node: Node<'t>, offset: u32) -> Option<Self> {
        let range = node.range();
        if offset == range.start && !range.is_empty() {
            // Directly before an entry, another one can be inserted.
            let entry = if node.is_key() { node.parent()? } else { node };
            if let Some(container) = entry.parent().filter(|parent| parent.kind() != Kind::Property) {
                return Self::between_entries(container, offset);
            }
        }
        if !node.is_key() {
            let owner = node.parent()?;
            let mut context = Self::value(owner, Some(node), offset)?;
            if owner.kind() == Kind::Array {
                context.comma_before = missing_comma_before(owner, range.start);
            }
            return Some(context);
        }
        let property = node.parent()?;
        let object = property.parent()?;
        let mut context = Self::on(node, Expected::Key { object, property: Some(property) }, offset);
        if property.colon().is_none() && property.value().is_none() {
            context.comma_after = missing_comma_after(object, context.replace_range.end);
        }
        context.comma_before = missing_comma_before(object, range.start);
        Some(context)
    }

    /// The context between the colon of a property and its value, which is replaced if it is on the same line.
    fn behind_colon(property: Node<'t>, offset: u32) -> Option<Self> {
        property.colon().filter(|colon| offset > *colon)?;
        let Some(value) = property.value() else { return Self::value(property, None, offset) };
        let is_next = |between: &str| between.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
        let start = value.range().start;
        (offset <= start && is_next(&property.document()[offset as usize..start as usize])).then_some(())?;
        Self::value(property, Some(value), offset)
    }

    /// The context of a value in `owner`. `written`: the existing value.
    fn value(owner: Node<'t>, written: Option<Node<'t>>, offset: u32) -> Option<Self> {
        let declared = match (owner.kind(), resolve(owner)?) {
            (Kind::Array, declared) => declared.element()?,
            (_, declared) => declared,
        };
        let expected = Expected::Value { declared, owner };
        let mut context = match written {
            Some(node) if is_filled(node) => return None,
            Some(node) => Self::on(node, expected, offset),
            None => Self::empty(owner.document(), expected, offset),
        };
        let container = if owner.kind() == Kind::Property { owner.parent()? } else { owner };
        context.comma_after = missing_comma_after(container, context.replace_range.end);
        Some(context)
    }

    /// The context inside an object or an array, or directly before or behind one without entries.
    fn at_container(node: Node<'t>, offset: u32) -> Option<Self> {
        let range = node.range();
        let is_inside = range.start < offset && !(node.is_closed() && offset == range.end);
        if is_inside {
            return Self::between_entries(node, offset);
        }
        let owner = node.parent().filter(|owner| owner.kind() == Kind::Property)?;
        Self::value(owner, Some(node), offset)
    }

    /// The context between the entries of a container.
    fn between_entries(node: Node<'t>, offset: u32) -> Option<Self> {
        let before = node.children().take_while(|child| child.range().end <= offset).last();
        let from = before.map_or(node.range().start + 1, |child| child.range().end);
        if has_between(node.document(), from, offset, |kind| kind != TokenKind::Comma && !kind.is_trivia()) {
            return None;
        }
        if node.kind() == Kind::Array {
            let mut context = Self::value(node, None, offset)?;
            context.comma_before = missing_comma_before(node, offset);
            return Some(context);
        }
        if let Some(property) = before {
            let has_comma = has_comma_between(node.document(), property.range().end, offset);
            if !has_comma && property.value().is_none() {
                return property.colon().and_then(|_| Self::value(property, None, offset));
            }
        }
        let mut context = Self::empty(node.document(), Expected::Key { object: node, property: None }, offset);
        context.comma_before = missing_comma_before(node, offset);
        context.comma_after = missing_comma_after(node, offset);
        Some(context)
    }

    /// The context where text already exists.
    fn on(written: Node<'t>, expected: Expected<'t>, offset: u32) -> Self {
        let text = written.document();
        let range = written.range();
        let replace_range = written_range(written, offset);
        let is_behind = offset == range.end && !written.is_unterminated();
        let quotes = match written.kind() {
            Kind::String if offset <= range.start => Quotes::Before,
            Kind::String if is_behind => Quotes::Behind,
            Kind::String => Quotes::Inside,
            _ => Quotes::None,
        };
        let is_typed = quotes != Quotes::Behind && replace_range.start < offset;
        let typed = if is_typed { TextRange::new(replace_range.start, offset).of(text) } else { "" };
        Self { text, expected, replace_range, typed, quotes, comma_before: None, comma_after: "" }
    }

    /// The context where nothing is written yet.
    fn empty(text: &'t str, expected: Expected<'t>, offset: u32) -> Self {
        let replace_range = TextRange::empty(offset);
        Self { text, expected, replace_range, typed: "", quotes: Quotes::None, comma_before: None, comma_after: "" }
    }
}

/// Whether a value is too much to be replaced: an object or array with entries, or one on several lines, which the
/// protocol does not allow to be replaced.
fn is_filled(node: Node<'_>) -> bool {
    let is_container = matches!(node.kind(), Kind::Object | Kind::Array);
    is_container && (node.children().next().is_some() || !node.is_closed() || node.source().contains(['\n', '\r', '/']))
}

/// The range that a completion replaces. Behind the word at the cursor, a string without a closing quote may contain
/// text that is meant to be something else.
fn written_range(node: Node<'_>, offset: u32) -> TextRange {
    let range = node.range();
    let start = range.start.min(offset);
    if !node.is_unterminated() || offset <= range.start {
        return TextRange::new(start, range.end);
    }
    let rest = &node.document()[offset as usize..range.end as usize];
    let word = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    TextRange::new(start, offset + word as u32)
}

fn has_comma_between(text: &str, from: u32, to: u32) -> bool {
    has_between(text, from, to, |kind| kind == TokenKind::Comma)
}

/// Whether there is a token of a kind between two offsets.
fn has_between(text: &str, from: u32, to: u32, is_meant: impl Fn(TokenKind) -> bool) -> bool {
    let mut lexer = Lexer::new(&text[..to as usize], from as usize);
    loop {
        match lexer.next(&mut Vec::new()).kind {
            TokenKind::End => return false,
            kind if is_meant(kind) => return true,
            _ => {}
        }
    }
}

/// Where a comma must be inserted so that an entry can start at `offset`.
fn missing_comma_before(container: Node<'_>, offset: u32) -> Option<u32> {
    let before = container.children().take_while(|child| child.range().end <= offset).last()?;
    let end = before.range().end;
    (!has_comma_between(container.document(), end, offset)).then_some(end)
}

/// The comma that must follow an entry that ends at `offset`.
fn missing_comma_after(container: Node<'_>, offset: u32) -> &'static str {
    let next = container.children().find(|child| child.range().start >= offset);
    match next {
        Some(next) if !has_comma_between(container.document(), offset, next.range().start) => ",",
        _ => "",
    }
}

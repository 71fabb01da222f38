//! Analyses what is being written at the cursor: a key or a value, which part already exists, and which commas are
//! missing.

use crate::analysis::Document;
use crate::contract::{Declared, Field, Shape, resolve};
use crate::syntax::{Kind, Lexer, Node, TokenKind};
use crate::text::TextRange;

/// The context of a completion.
pub(super) struct Context<'t> {
    pub(super) expected: Expected<'t>,
    /// The range of the existing text, which the completion replaces; in bytes.
    pub(super) replace_range: TextRange,
    /// The prefix of `replace_range` up to the cursor if the rest may be unrelated to what is being written; otherwise the
    /// same range.
    pub(super) insert_range: TextRange,
    /// Whether the existing text is a string; editors then match its quotes too.
    pub(super) in_string: bool,
    /// Where a comma is missing before it, if one is.
    pub(super) comma_before: Option<u32>,
    /// `,` if another entry follows without one; otherwise empty.
    pub(super) comma_after: &'static str,
}

/// What is expected at the cursor.
#[derive(Clone, Copy)]
pub(super) enum Expected<'t> {
    /// A key of `object`. `property`: the property that is being renamed or is incomplete.
    Key { object: Node<'t>, property: Option<Node<'t>> },
    /// A value. `owner`: the property or the array that it belongs to.
    Value { declared: Declared, owner: Node<'t> },
}

impl<'t> Context<'t> {
    /// The context at `offset` (in bytes); `None` where nothing can be completed, such as in comments.
    pub(super) fn at(document: &'t Document, offset: u32) -> Option<Self> {
        let source = document.source();
        let in_comment = |range: TextRange| {
            let is_line = range.of(source.text()).starts_with("//");
            range.start < offset && (offset < range.end || (is_line && offset == range.end))
        };
        if source.tree().comments().iter().any(|comment| in_comment(comment.range)) {
            return None;
        }
        let node = source.node_at(offset)?;
        match node.kind() {
            Kind::Object | Kind::Array => Self::between_entries(node, offset),
            Kind::Property => match (node.colon(), node.value()) {
                (Some(colon), None) if offset > colon => Self::value(node, None, offset),
                _ => None,
            },
            _ => Self::on_scalar(node, offset),
        }
    }

    /// The context inside or at the end of a word, number or string.
    fn on_scalar(node: Node<'t>, offset: u32) -> Option<Self> {
        let range = node.range();
        let is_string = node.kind() == Kind::String;
        if offset == range.start && !range.is_empty() {
            // Directly before an entry, another one can be inserted.
            let entry = if node.is_key() { node.parent()? } else { node };
            let container = entry.parent().filter(|parent| parent.kind() != Kind::Property)?;
            return Self::between_entries(container, offset);
        }
        if is_string && offset == range.end && !node.is_unterminated() {
            return None;
        }
        if !node.is_key() {
            let owner = node.parent()?;
            return Self::value(owner, Some(node), offset);
        }
        let property = node.parent()?;
        let object = property.parent()?;
        let mut context = Self::on(node, Expected::Key { object, property: Some(property) }, offset);
        if property.colon().is_none() {
            context.comma_after = missing_comma_after(object, context.replace_range.end);
        }
        context.comma_before = missing_comma_before(object, range.start);
        Some(context)
    }

    /// The context of a value in `owner`. `written`: the existing value.
    fn value(owner: Node<'t>, written: Option<Node<'t>>, offset: u32) -> Option<Self> {
        let declared = match (owner.kind(), resolve(owner)?) {
            (Kind::Array, Declared::Field(field @ Field { shape: Shape::TextList, .. })) => Declared::Element(field),
            (Kind::Array, _) => return None,
            (_, declared) => declared,
        };
        let expected = Expected::Value { declared, owner };
        let mut context = match written {
            Some(node) => Self::on(node, expected, offset),
            None => Self::empty(expected, offset),
        };
        let container = if owner.kind() == Kind::Property { owner.parent()? } else { owner };
        context.comma_after = missing_comma_after(container, context.replace_range.end);
        Some(context)
    }

    /// The context between the entries of a container.
    fn between_entries(node: Node<'t>, offset: u32) -> Option<Self> {
        let range = node.range();
        if offset <= range.start || (node.is_closed() && offset == range.end) {
            return None;
        }
        if node.kind() == Kind::Array {
            let mut context = Self::value(node, None, offset)?;
            context.comma_before = missing_comma_before(node, offset);
            return Some(context);
        }
        let before = node.members().take_while(|member| member.range().end <= offset).last();
        if let Some(property) = before {
            let has_comma = has_comma_between(node.document(), property.range().end, offset);
            if !has_comma && property.value().is_none() {
                return property.colon().and_then(|_| Self::value(property, None, offset));
            }
        }
        let mut context = Self::empty(Expected::Key { object: node, property: None }, offset);
        context.comma_before = missing_comma_before(node, offset);
        context.comma_after = missing_comma_after(node, offset);
        Some(context)
    }

    /// The context where text already exists.
    fn on(written: Node<'t>, expected: Expected<'t>, offset: u32) -> Self {
        let replace_range = written_range(written, offset);
        let insert_range = match written.is_unterminated() {
            true => TextRange::new(written.range().start, offset),
            false => replace_range,
        };
        let in_string = written.kind() == Kind::String;
        Self { expected, replace_range, insert_range, in_string, comma_before: None, comma_after: "" }
    }

    /// The context where nothing is written yet.
    fn empty(expected: Expected<'t>, offset: u32) -> Self {
        let range = TextRange::empty(offset);
        Self {
            expected,
            replace_range: range,
            insert_range: range,
            in_string: false,
            comma_before: None,
            comma_after: "",
        }
    }

    /// The text of the document.
    pub(super) fn text(&self) -> &'t str {
        match self.expected {
            Expected::Key { object: node, .. } | Expected::Value { owner: node, .. } => node.document(),
        }
    }
}

/// The range that a completion replaces. An unterminated string runs to the end of its line, so only the word at the
/// cursor is replaced.
fn written_range(node: Node<'_>, offset: u32) -> TextRange {
    let range = node.range();
    if !node.is_unterminated() {
        return range;
    }
    let rest = &node.document()[offset as usize..range.end as usize];
    let word = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    TextRange::new(range.start, offset + word as u32)
}

fn has_comma_between(text: &str, from: u32, to: u32) -> bool {
    let mut lexer = Lexer::new(&text[..to as usize], from as usize);
    loop {
        match lexer.next(&mut Vec::new()).kind {
            TokenKind::Comma => return true,
            TokenKind::End => return false,
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

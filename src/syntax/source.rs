//! A text with its lines and its tree, which are updated with each edit.

use std::sync::OnceLock;

use super::parser::parse;
use super::reparse::reparse;
use super::tree::{Node, Tree};
use crate::text::{Encoding, LineIndex, LineStyle, Position, TextRange};

/// The dialect of a text. Both are parsed alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Strict JSON, as the API requires.
    #[default]
    Json,
    /// JSON with comments and trailing commas.
    Jsonc,
}

impl Dialect {
    /// The dialect of a file name or URI: JSONC if it ends in `.jsonc`.
    pub fn of_name(name: &str) -> Self {
        let is_jsonc = name.len() >= 6 && name.as_bytes()[name.len() - 6..].eq_ignore_ascii_case(b".jsonc");
        if is_jsonc { Self::Jsonc } else { Self::Json }
    }
}

/// One document's text, lines and tree.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    dialect: Dialect,
    /// Created on demand, since checking most documents does not need it.
    lines: OnceLock<LineIndex>,
    line_style: OnceLock<LineStyle>,
    tree: Tree,
}

impl Source {
    /// Parses a text of at most [`crate::text::MAX_BYTES`] bytes.
    pub fn new(text: String, dialect: Dialect) -> Self {
        let tree = parse(&text);
        Self { text, dialect, lines: OnceLock::new(), line_style: OnceLock::new(), tree }
    }

    /// Replaces the bytes of `range` with `inserted`.
    pub fn edit(&mut self, range: TextRange, inserted: &str) {
        self.text.replace_range(range.to_std_range(), inserted);
        self.line_style = OnceLock::new();
        let length = inserted.len() as u32;
        if let Some(lines) = self.lines.get_mut() {
            lines.edit(&self.text, range, length);
        }
        reparse(&mut self.tree, &self.text, range, length);
    }

    /// The same document with other characters, of the same length, in place of those in `ranges` that `hides`. Its tree and
    /// its lines are the same. The ranges are in the order of the text and do not overlap.
    pub fn masked(&self, ranges: &[TextRange], hides: impl Fn(u32, char) -> bool) -> Self {
        let masked = |(at, c): (usize, char)| match (hides(at as u32, c), c.len_utf8()) {
            (false, _) => c,
            (true, 1) => '*',
            (true, 2) => '\u{b7}',
            (true, 3) => '\u{2022}',
            (true, _) => '\u{1f512}',
        };
        let mut text = String::with_capacity(self.text.len());
        for range in ranges {
            text.push_str(&self.text[text.len()..range.start as usize]);
            let start = text.len();
            text.extend(range.of(&self.text).char_indices().map(|(at, c)| masked((start + at, c))));
        }
        text.push_str(&self.text[text.len()..]);
        let (dialect, lines, line_style) = (self.dialect, self.lines.clone(), self.line_style.clone());
        Self { text, dialect, lines, line_style, tree: self.tree.clone() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// JSON or JSONC.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The document's value, if there is one.
    pub fn root(&self) -> Option<Node<'_>> {
        self.tree.root(&self.text)
    }

    /// The innermost node at `offset`; see [`Tree::node_at`].
    pub fn node_at(&self, offset: u32) -> Option<Node<'_>> {
        self.tree.node_at(&self.text, offset)
    }

    /// The lines.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// How its lines end and are indented.
    pub fn line_style(&self) -> LineStyle {
        *self.line_style.get_or_init(|| LineStyle::of(&self.text))
    }

    /// Line and column of a byte offset; see [`LineIndex::position`].
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        self.lines().position(&self.text, offset, encoding)
    }

    /// Byte offset of a line and column; see [`LineIndex::offset`].
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        self.lines().offset(&self.text, position, encoding)
    }
}

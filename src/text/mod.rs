//! Text without JSON: byte ranges, lines and columns, and matching of typed or misspelt words.

mod fuzzy;
mod line_index;
mod line_style;
mod nearest;
mod visible;
mod wording;

pub use fuzzy::fuzzy_matches;
pub use line_index::{Encoding, LineIndex, Position};
pub use line_style::LineStyle;
pub use nearest::nearest;
pub use visible::{is_invisible, visible, visible_path};
pub use wording::{list, list_first, quoted, size};

use std::ops::Range;

/// A range of bytes in a document: `start` is included, `end` is not.
///
/// Offsets have 32 bits, so a document can have at most 4 GiB (see [`MAX_BYTES`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The largest document that ranges can address, in bytes.
pub const MAX_BYTES: usize = u32::MAX as usize;

impl TextRange {
    /// The range from `start` to `end`, both in bytes.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a range never runs backwards: {start}..{end}");
        Self { start, end }
    }

    /// The empty range at `offset`.
    pub fn empty(offset: u32) -> Self {
        Self::new(offset, offset)
    }

    /// Its length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether it contains `offset` or ends there, which is where the cursor is after typing.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether it contains all of `other`.
    pub fn covers(self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same range, moved by `by` bytes.
    #[must_use]
    pub fn shifted(self, by: i64) -> Self {
        Self { start: shift(self.start, by), end: shift(self.end, by) }
    }

    /// As a range for indexing a `str`.
    pub fn to_std_range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that it covers.
    ///
    /// # Panics
    /// The range is not within the text, or splits a character.
    pub fn of(self, text: &str) -> &str {
        &text[self.to_std_range()]
    }
}

/// Moves one offset by a signed number of bytes.
pub fn shift(offset: u32, by: i64) -> u32 {
    (i64::from(offset) + by) as u32
}

/// The line ending of a text: `\r\n` if its first line ends with it, otherwise `\n`. Reads only the first line.
pub fn line_ending(text: &str) -> &'static str {
    let first = memchr::memchr(b'\n', text.as_bytes());
    if first.is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" }
}

/// The nearest character boundary at or before `offset`, which may be after the end.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::line_ending;

    #[test]
    fn the_first_line_decides_how_lines_end() {
        for (text, ending) in [("", "\n"), ("{}", "\n"), ("a\nb\r\n", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb", "\n")] {
            assert_eq!(line_ending(text), ending, "{text:?}");
        }
    }
}

//! Where something is: byte ranges, lines and columns. Which word was meant: by typed letters, by a misspelling.
//! Knows nothing about JSON.

mod fuzzy;
mod line_index;
mod nearest;

pub use fuzzy::fuzzy_matches;
pub use line_index::{Encoding, LineIndex, Position};
pub use nearest::nearest;

use std::ops::Range;

/// A range of bytes in a document: `start` is included, `end` is not.
///
/// Offsets are 32-bit, so a document can hold at most 4 GiB (see [`MAX_BYTES`]).
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

    /// How many bytes it covers.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies in it or at its end, which is where a cursor that has just typed it stands.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether `other` lies wholly in it.
    pub fn covers(self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same range, `by` bytes further on (or back).
    #[must_use]
    pub fn shifted(self, by: i64) -> Self {
        Self { start: shift(self.start, by), end: shift(self.end, by) }
    }

    /// As a range that indexes a `str`.
    pub fn to_std_range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that it covers.
    ///
    /// # Panics
    /// If the range is not of this text.
    pub fn of(self, text: &str) -> &str {
        &text[self.to_std_range()]
    }
}

/// Moves one offset by a signed number of bytes.
pub fn shift(offset: u32, by: i64) -> u32 {
    (i64::from(offset) + by) as u32
}

/// The line ending of a text: `\r\n` if its first line ends so, else `\n`. Looks no further than the first line.
pub fn line_ending(text: &str) -> &'static str {
    let first = memchr::memchr(b'\n', text.as_bytes());
    if first.is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" }
}

/// Whether a character turns the direction of the text around it, so that it reads as something else.
pub fn turns_text(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The nearest character boundary at or before `offset`, which may lie behind the end.
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

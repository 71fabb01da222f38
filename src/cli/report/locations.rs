//! One-based lines and columns of diagnostics.
//!
//! Most manifests have few diagnostics and short lines. Counting line breaks from one diagnostic to the next is then much
//! cheaper than indexing all lines. The index is used if lines are long or end with a carriage return.

use std::cell::Cell;

use crate::syntax::Source;
use crate::text::{Encoding, Position, TextRange};

/// How far to search for the ends of a line, in bytes.
const NEAR: usize = 4096;
/// Over how many bytes line breaks are counted at most.
const FAR: usize = 1 << 16;

/// A location: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Location {
    pub(in crate::cli) line: u32,
    pub(in crate::cli) column: u32,
    /// The offset in bytes, from 0.
    pub(in crate::cli) offset: u32,
    /// The column in bytes, from 1.
    pub(in crate::cli) byte_column: u32,
}

/// The locations in one document.
pub(super) struct Locations<'s> {
    source: &'s Source,
    has_carriage_returns: bool,
    /// The last requested offset, and its line from 0.
    known: Cell<(usize, u32)>,
}

impl<'s> Locations<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        let has_carriage_returns = memchr::memchr(b'\r', source.text().as_bytes()).is_some();
        Self { source, has_carriage_returns, known: Cell::new((0, 0)) }
    }

    /// The document.
    pub(super) fn source(&self) -> &'s Source {
        self.source
    }

    /// The location of an offset, which must be a character boundary.
    pub(super) fn location(&self, offset: u32) -> Location {
        let Some(start) = self.near_line_start(offset) else {
            let Position { line, column } = self.source.position(offset, Encoding::Utf32);
            let byte_column = self.source.position(offset, Encoding::Utf8).column + 1;
            return Location { line: line + 1, column: column + 1, offset, byte_column };
        };
        let (text, at) = (self.source.text(), offset as usize);
        let (known, line) = self.known.get();
        let breaks = |from: usize, to: usize| memchr::memchr_iter(b'\n', &text.as_bytes()[from..to]).count() as u32;
        let line = match at.checked_sub(known) {
            // Related places may be far away from each diagnostic.
            _ if at.abs_diff(known) > FAR => self.source.lines().line(offset),
            Some(_) => line + breaks(known, at),
            None => line - breaks(at, known),
        };
        self.known.set((at, line));
        let column = text[start..at].chars().count() as u32 + 1;
        Location { line: line + 1, column, offset, byte_column: (at - start) as u32 + 1 }
    }

    /// The range of the line that contains an offset, without its line break.
    pub(super) fn line(&self, offset: u32) -> TextRange {
        let (text, lines) = (self.source.text(), || self.source.lines());
        let end = text.as_bytes()[offset as usize..].iter().take(NEAR).position(|&byte| byte == b'\n');
        let is_last = text.len() - (offset as usize) < NEAR;
        match (self.near_line_start(offset), end) {
            (Some(start), Some(end)) => TextRange::new(start as u32, offset + end as u32),
            (Some(start), None) if is_last => TextRange::new(start as u32, text.len() as u32),
            _ => lines().line_range(text, lines().line(offset)),
        }
    }

    /// The start of the line that contains an offset, if it is near and no line ends with a carriage return.
    fn near_line_start(&self, offset: u32) -> Option<usize> {
        if self.has_carriage_returns {
            return None;
        }
        let (bytes, at) = (self.source.text().as_bytes(), offset as usize);
        let from = at.saturating_sub(NEAR);
        memchr::memrchr(b'\n', &bytes[from..at]).map(|index| from + index + 1).or((from == 0).then_some(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Dialect;

    #[test]
    fn locations_are_those_of_the_index() {
        let long = "x".repeat(9_000);
        let mut random = fastrand::Rng::with_seed(1);
        for text in ["", "a", "ä\nb😀c\n\n", "a\r\nb\rc\n", &format!("{{\n\"{long}\",\né{long}\n}}")] {
            let source = Source::new(text.to_owned(), Dialect::Json);
            let locations = Locations::new(&source);
            for _ in 0..400 {
                let offset = crate::text::floor_boundary(text, random.usize(..=text.len())) as u32;
                let Position { line, column } = source.lines().position(text, offset, Encoding::Utf32);
                let location = locations.location(offset);
                assert_eq!((location.line, location.column), (line + 1, column + 1), "{offset} in {text:?}");
                assert_eq!(locations.line(offset), source.lines().line_range(text, line), "{offset} in {text:?}");
            }
        }
    }
}

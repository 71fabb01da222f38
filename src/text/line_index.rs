//! Converts byte offsets to lines and columns and back, in every unit that editors use.
//!
//! The index consists of two sorted lists, both updated in place after an edit: the line starts, and a mark every
//! [`STRIDE`] bytes with the number of UTF-16 units and characters before it. A column is the difference of two counts,
//! each computed from the nearest mark, so a line of several megabytes costs no more than a short one.

use super::{TextRange, floor_boundary, shift};

/// The unit in which columns are counted. LSP calls it the position encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: the default if a client does not specify an encoding.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A line and a column, both from 0; the column in the units of an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0. `\n`, `\r\n` and a lone `\r` end a line.
    pub line: u32,
    /// Column, from 0.
    pub column: u32,
}

/// The most bytes between two marks. A smaller value makes lookups faster but takes more memory.
const STRIDE: usize = 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    byte: u32,
    utf16: u32,
    chars: u32,
}

/// The line index of a text. It does not store the text, which every call takes as an argument.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Where each line starts, in bytes; the first is 0.
    starts: Vec<u32>,
    /// Always begins with the mark at 0.
    marks: Vec<Mark>,
    /// Length of the text, in bytes.
    len: u32,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut index =
            Self { starts: vec![0], marks: vec![Mark { byte: 0, utf16: 0, chars: 0 }], len: text.len() as u32 };
        line_starts(text.as_bytes(), 1, text.len(), &mut index.starts);
        count_between(text, 0, text.len(), &mut index.marks);
        index
    }

    /// Updates the index after `inserted` bytes have replaced those of `replaced`.
    ///
    /// `text` is the new text. The cost is proportional to the length of the edit, plus a fraction of the document's.
    pub fn edit(&mut self, text: &str, replaced: TextRange, inserted: u32) {
        let by = i64::from(inserted) - i64::from(replaced.len());
        let (start, old_end) = (replaced.start, replaced.end);
        let new_end = start + inserted;

        // Whether a line starts at p depends on the bytes at p-1 and p, so both must be outside the edit.
        let keep = self.starts.partition_point(|&p| p < start.max(1));
        let tail = self.starts.partition_point(|&p| p <= old_end).max(keep);
        let mut middle = Vec::new();
        line_starts(text.as_bytes(), start.max(1) as usize, new_end as usize, &mut middle);
        for p in &mut self.starts[tail..] {
            *p = shift(*p, by);
        }
        self.starts.splice(keep..tail, middle);

        let keep = self.marks.partition_point(|m| m.byte <= start).max(1);
        let tail = self.marks.partition_point(|m| m.byte < old_end).max(keep);
        let mut middle = vec![self.marks[keep - 1]];
        let resume = self.marks.get(tail).copied();
        let until = resume.map_or(text.len(), |m| shift(m.byte, by) as usize);
        let end = count_between(text, middle[0].byte as usize, until, &mut middle);
        if let Some(old) = resume {
            let utf16 = i64::from(end.utf16) - i64::from(old.utf16);
            let chars = i64::from(end.chars) - i64::from(old.chars);
            for mark in &mut self.marks[tail..] {
                mark.byte = shift(mark.byte, by);
                mark.utf16 = shift(mark.utf16, utf16);
                mark.chars = shift(mark.chars, chars);
            }
        }
        self.marks.splice(keep..tail, middle.into_iter().skip(1));
        self.len = text.len() as u32;
    }

    /// The number of lines: one more than the number of line breaks.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line, from 0, that contains the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        (self.starts.partition_point(|&p| p <= offset) - 1) as u32
    }

    /// The range of `line` without its line break, or of the last line if there are fewer lines.
    pub fn line_range(&self, text: &str, line: u32) -> TextRange {
        let line = (line as usize).min(self.starts.len() - 1);
        let start = self.starts[line];
        let mut end = self.starts.get(line + 1).copied().unwrap_or(self.len);
        let bytes = text.as_bytes();
        if line + 1 < self.starts.len() {
            end -= 1;
            if end > start && bytes[end as usize] == b'\n' && bytes[end as usize - 1] == b'\r' {
                end -= 1;
            }
        }
        TextRange::new(start, end)
    }

    /// The line and column of a byte offset. An offset after the end counts as the end, and one inside a character counts as
    /// the character's start.
    pub fn position(&self, text: &str, offset: u32, encoding: Encoding) -> Position {
        let offset = floor_boundary(text, offset as usize) as u32;
        let line = self.line(offset);
        let content = self.line_range(text, line);
        let offset = offset.min(content.end); // Between `\r` and `\n` counts as the line's end.
        let column = self.units(text, offset, encoding) - self.units(text, content.start, encoding);
        Position { line, column }
    }

    /// The byte offset of a line and column. A column after the end of its line counts as the end (before the line break), a
    /// line after the last counts as the end of the text, and a column inside a character (such as between surrogates) counts
    /// as the character's start.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        if position.line >= self.line_count() {
            return self.len;
        }
        let line = self.line_range(text, position.line);
        let wanted = self.units(text, line.start, encoding).saturating_add(position.column);
        if wanted >= self.units(text, line.end, encoding) {
            return line.end;
        }
        if encoding == Encoding::Utf8 {
            return floor_boundary(text, wanted as usize) as u32;
        }
        let at = self.marks.partition_point(|m| m.units(encoding) <= wanted) - 1;
        let mark = self.marks[at];
        let (mut byte, mut units) = (mark.byte as usize, mark.units(encoding));
        for c in text[byte..].chars() {
            let next = units + if encoding == Encoding::Utf16 { c.len_utf16() as u32 } else { 1 };
            if next > wanted {
                break;
            }
            (byte, units) = (byte + c.len_utf8(), next);
        }
        byte as u32
    }

    /// The number of units of `encoding` before a byte offset, which must be a character boundary.
    pub fn units(&self, text: &str, offset: u32, encoding: Encoding) -> u32 {
        if encoding == Encoding::Utf8 {
            return offset;
        }
        let mark = self.marks[self.marks.partition_point(|m| m.byte <= offset) - 1];
        count(&text.as_bytes()[mark.byte as usize..offset as usize], mark).units(encoding)
    }
}

impl Mark {
    fn units(self, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => self.byte,
            Encoding::Utf16 => self.utf16,
            Encoding::Utf32 => self.chars,
        }
    }
}

/// Appends every line start in `from..=to`; both are at least 1.
fn line_starts(bytes: &[u8], from: usize, to: usize, starts: &mut Vec<u32>) {
    if from > to {
        return;
    }
    let part = &bytes[from - 1..to];
    if memchr::memchr(b'\r', part).is_none() {
        // Almost every text has only `\n`, and searching for one byte is faster than for two.
        starts.extend(memchr::memchr_iter(b'\n', part).map(|at| (from + at) as u32));
        return;
    }
    for at in memchr::memchr2_iter(b'\n', b'\r', part) {
        let next = from + at;
        let carriage_return = bytes[next - 1] == b'\r';
        if !(carriage_return && bytes.get(next) == Some(&b'\n')) {
            starts.push(next as u32);
        }
    }
}

/// Continues `marks` from the last mark (which is at `from`) to `to`, and returns the counts at `to`.
fn count_between(text: &str, from: usize, to: usize, marks: &mut Vec<Mark>) -> Mark {
    let bytes = text.as_bytes();
    let mut mark = marks.last().copied().unwrap_or(Mark { byte: 0, utf16: 0, chars: 0 });
    let mut at = from;
    while at + STRIDE < to {
        let next = floor_boundary(text, at + STRIDE);
        mark = count(&bytes[at..next], mark);
        marks.push(mark);
        at = next;
    }
    count(&bytes[at..to], mark)
}

/// The counts after `bytes`, which follow `mark`.
fn count(bytes: &[u8], mark: Mark) -> Mark {
    if bytes.is_ascii() {
        let length = bytes.len() as u32;
        return Mark { byte: mark.byte + length, utf16: mark.utf16 + length, chars: mark.chars + length };
    }
    let (mut chars, mut wide) = (0u32, 0u32);
    for &byte in bytes {
        chars += u32::from(byte & 0xC0 != 0x80);
        wide += u32::from(byte >= 0xF0);
    }
    Mark { byte: mark.byte + bytes.len() as u32, utf16: mark.utf16 + chars + wide, chars: mark.chars + chars }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_in_three_encodings() {
        let text = "a\u{df}\u{211d}\u{1f4a3}b";
        let index = LineIndex::new(text);
        let table: &[(u32, u32, u32, u32)] =
            &[(0, 0, 0, 0), (1, 1, 1, 1), (3, 3, 2, 2), (6, 6, 3, 3), (10, 10, 5, 4), (11, 11, 6, 5)];
        for &(byte, utf8, utf16, utf32) in table {
            for (encoding, column) in [(Encoding::Utf8, utf8), (Encoding::Utf16, utf16), (Encoding::Utf32, utf32)] {
                assert_eq!(index.position(text, byte, encoding), Position { line: 0, column }, "{byte} {encoding:?}");
                assert_eq!(index.offset(text, Position { line: 0, column }, encoding), byte, "{column} {encoding:?}");
            }
        }
    }

    #[test]
    fn a_column_inside_a_surrogate_pair_is_the_start_of_its_character() {
        let text = "\u{1f4a3}x";
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, Position { line: 0, column: 1 }, Encoding::Utf16), 0);
        assert_eq!(index.offset(text, Position { line: 0, column: 2 }, Encoding::Utf8), 0);
    }

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let text = "a\nb\r\nc\rd\n";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (0..index.line_count()).map(|line| index.line_range(text, line).of(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d", ""]);
    }

    #[test]
    fn a_place_that_is_not_there_is_the_nearest_that_is() {
        let text = "ab\r\ncd";
        let index = LineIndex::new(text);
        let at = |line, column| index.offset(text, Position { line, column }, Encoding::Utf16);
        assert_eq!(at(0, 99), 2, "before the line break, never behind it");
        assert_eq!(at(1, u32::MAX), 6);
        assert_eq!(at(7, 0), 6);
        assert_eq!(index.position(text, 99, Encoding::Utf16), Position { line: 1, column: 2 });
    }

    #[test]
    fn an_edited_index_equals_a_new_one() {
        let pieces =
            ["", "a", "\n", "\r", "\r\n", "\u{e9}", "\u{1f600}", "x\ry", "long line of text, long line of text"];
        let mut text = "first\r\nsecond \u{1f600}\rthird\n".repeat(60);
        let mut index = LineIndex::new(&text);
        let mut random = fastrand::Rng::with_seed(7);
        let mut next = |below: usize| random.usize(..below);
        for round in 0..4000 {
            let start = floor_boundary(&text, next(text.len() + 1));
            let end = floor_boundary(&text, (start + next(12)).min(text.len())).max(start);
            let piece = pieces[next(pieces.len())].repeat(1 + next(3) * next(40));
            text.replace_range(start..end, &piece);
            index.edit(&text, TextRange::new(start as u32, end as u32), piece.len() as u32);
            let fresh = LineIndex::new(&text);
            assert_eq!(index.starts, fresh.starts, "round {round}");
            for _ in 0..4 {
                let offset = floor_boundary(&text, next(text.len() + 1)) as u32;
                for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                    let position = index.position(&text, offset, encoding);
                    assert_eq!(position, fresh.position(&text, offset, encoding), "round {round}");
                    assert_eq!(fresh.position(&text, index.offset(&text, position, encoding), encoding), position);
                }
            }
            if text.len() > 20_000 {
                text.truncate(floor_boundary(&text, 2000));
                index = LineIndex::new(&text);
            }
        }
    }
}

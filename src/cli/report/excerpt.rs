//! The line of a diagnostic, or the part of it that fits on a screen.

use std::ops::Range;

use super::locations::Locations;
use crate::contract::Secrets;
use crate::text::{TextRange, floor_boundary, is_invisible};

/// How much of a longer line to show before and after the start of the diagnostic, in bytes.
const BEFORE: usize = 40;
const AFTER: usize = 80;

/// A part of one line, with the diagnostic in it. Values of secrets are masked.
#[derive(Debug)]
pub(crate) struct Excerpt {
    /// The line's number, from 1.
    pub(crate) line: usize,
    /// The column of the diagnostic, from 1, in characters.
    pub(crate) column: usize,
    /// The part to show, without anything that a terminal would interpret.
    pub(crate) text: String,
    /// The range of the diagnostic in `text`, in bytes.
    pub(crate) mark: Range<usize>,
}

impl Excerpt {
    pub(super) fn new(locations: &Locations<'_>, secrets: &Secrets, range: TextRange) -> Self {
        let (source, location, line) =
            (locations.source(), locations.location(range.start), locations.line(range.start));
        let start = (range.start as usize).min(line.end as usize);
        let end = (range.end as usize).clamp(start, line.end as usize);
        let text = &source.text()[..line.end as usize];
        let from = if start - line.start as usize > BEFORE + AFTER {
            floor_boundary(text, start.saturating_sub(BEFORE)).max(line.start as usize)
        } else {
            line.start as usize
        };
        let to = if text.len() - start > AFTER + BEFORE { floor_boundary(text, start + AFTER) } else { text.len() };
        let mut shown = String::new();
        if from > line.start as usize {
            shown.push('…');
        }
        let mut mark = 0..0;
        for (at, c) in text[from..to].char_indices() {
            if from + at == start {
                mark.start = shown.len();
            }
            if from + at == end {
                mark.end = shown.len();
            }
            let c = if secrets.hide((from + at) as u32, c) { '•' } else { c };
            push_visible(&mut shown, c);
        }
        if start >= to {
            mark.start = shown.len();
        }
        if end >= to {
            mark.end = shown.len();
        }
        if to < text.len() {
            shown.push('…');
        }
        Self { line: location.line as usize, column: location.column as usize, text: shown, mark }
    }
}

/// Adds a character, or a replacement of the same width for one that would not be seen.
fn push_visible(shown: &mut String, c: char) {
    match c {
        '\t' => shown.push_str("    "),
        _ if is_invisible(c) => shown.push('\u{fffd}'),
        _ => shown.push(c),
    }
}

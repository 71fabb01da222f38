//! Changes that arrive after later ones.
//!
//! The protocol wants changes in order. A client that hands its messages to several tasks (Helix 25.01 does) swaps
//! two of them now and then when a person types fast, and from then on the server would have a text that nobody wrote.
//! Their versions tell: whoever comes late is put where it belongs, by undoing the changes after it and making them again.

use std::collections::VecDeque;

use tower_lsp::ls_types::TextDocumentContentChangeEvent;

use crate::text::TextRange;

/// Changes that are remembered. Messages overtake each other by one or two places.
const REMEMBERED: usize = 16;

/// Changes that write and remove more bytes are not undone: what is remembered stays small.
const MOST_BYTES: usize = 4096;

/// One message of changes that was applied.
pub(super) struct Applied {
    pub(super) version: i32,
    pub(super) changes: Vec<TextDocumentContentChangeEvent>,
    pub(super) undo: Undo,
}

/// What takes the changes of a message back.
#[derive(Default)]
pub(super) struct Undo {
    /// For each change, the range of what it wrote, and the text that was there.
    edits: Vec<(TextRange, String)>,
    is_too_large: bool,
}

impl Undo {
    /// Before the text in `range` is replaced.
    pub(super) fn push(&mut self, text: &str, range: TextRange, replacement: &str) {
        let bytes: usize = self.edits.iter().map(|(range, text)| range.len() as usize + text.len()).sum();
        self.is_too_large |= bytes + range.len() as usize + replacement.len() > MOST_BYTES;
        if !self.is_too_large {
            let written = TextRange::new(range.start, range.start + replacement.len() as u32);
            self.edits.push((written, text[range.to_std_range()].to_owned()));
        }
    }

    /// The edits that take the changes back, in the order in which they are to be made.
    pub(super) fn edits(&self) -> impl Iterator<Item = (TextRange, &str)> {
        self.edits.iter().rev().map(|(range, text)| (*range, text.as_str()))
    }
}

/// The changes that were applied last, in the order of their versions.
#[derive(Default)]
pub(super) struct RecentChanges {
    applied: VecDeque<Applied>,
    /// The version of the text before them.
    base: Option<i32>,
}

impl RecentChanges {
    /// Of a text that was just opened.
    pub(super) fn new(base: Option<i32>) -> Self {
        Self { applied: VecDeque::new(), base }
    }

    /// Takes out the changes that belong after `version`, the last one first: there are some if it is late. If there was a
    /// text with that version before, the client counts otherwise, and nothing is known of the order.
    pub(super) fn after(&mut self, version: i32) -> Vec<Applied> {
        let earlier = self.applied.iter().rposition(|applied| applied.version <= version);
        let (before, from) = match earlier {
            Some(index) => (Some(self.applied[index].version), index + 1),
            None => (self.base, 0),
        };
        if before.is_none_or(|before| before >= version) {
            return Vec::new();
        }
        self.applied.drain(from..).rev().collect()
    }

    /// Remembers what was applied, unless it is too large to be undone.
    pub(super) fn push(&mut self, applied: Applied) {
        let is_in_order = self.applied.back().is_none_or(|last| last.version < applied.version);
        if applied.undo.is_too_large || !is_in_order {
            *self = Self::new(Some(applied.version));
            return;
        }
        self.applied.push_back(applied);
        if self.applied.len() > REMEMBERED {
            self.base = self.applied.pop_front().map(|oldest| oldest.version);
        }
    }

    /// Forgets everything: what comes next has no version to go by.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

//! How the lines of a text are written.

use super::line_ending;

/// How the lines of a text end and are indented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineStyle {
    /// Its line ending; see [`line_ending`].
    pub ending: &'static str,
    /// The offset of its first line feed, in bytes.
    pub first_feed: Option<u32>,
    /// Whether the first indented line is indented with a tab.
    pub has_tabs: bool,
}

impl LineStyle {
    /// The style of a text. Takes one pass.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let first_feed = memchr::memchr(b'\n', bytes).map(|at| at as u32);
        let mut starts = memchr::memchr_iter(b'\n', bytes).filter_map(|at| bytes.get(at + 1));
        let has_tabs = starts.find(|byte| matches!(byte, b' ' | b'\t')) == Some(&b'\t');
        Self { ending: line_ending(text), first_feed, has_tabs }
    }

    /// Whether a line feed comes before `offset`.
    pub fn has_feed_before(self, offset: u32) -> bool {
        self.first_feed.is_some_and(|feed| feed < offset)
    }
}

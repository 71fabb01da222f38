//! Unified diffs in which the values of secrets are masked.

use similar::TextDiff;

use crate::contract::Secrets;
use crate::syntax::{Dialect, Source};

/// The diff between a document and its new text; empty if they are equal.
pub(super) fn unified(name: &str, before: &Source, after: &str) -> String {
    if before.text() == after {
        return String::new();
    }
    let after = Source::new(after.to_owned(), Dialect::Jsonc);
    let (before, after) = (masked(before), masked(&after));
    let diff = TextDiff::from_lines(&before, &after);
    let text = diff.unified_diff().context_radius(3).header(name, name).to_string();
    // A terminal would interpret control characters.
    text.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\r' | '\t') { '\u{fffd}' } else { c }).collect()
}

fn masked(source: &Source) -> String {
    let secrets = Secrets::of(source.root());
    source.text().char_indices().map(|(at, c)| if secrets.hide(at as u32, c) { '•' } else { c }).collect()
}

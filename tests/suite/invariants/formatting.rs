//! Formatting: only white space between tokens changes, nothing outside the selection does, and formatting again changes
//! nothing.

use integration_ls::features::formatting::{Style, edits_in, format};
use integration_ls::syntax::{Dialect, Source};
use integration_ls::text::TextRange;

use super::applied;

/// Formats a whole text; whether it could be formatted.
pub fn whole(text: &str, style: Style) -> bool {
    let source = Source::new(text.to_owned(), Dialect::Jsonc);
    let Some(once) = format(&source, style) else { return false };
    let after = Source::new(once.clone(), Dialect::Jsonc);
    assert_eq!(format(&after, style).as_deref(), Some(&*once), "{text:?}");
    assert_eq!(squeezed(&once), squeezed(text));
    assert_eq!(source.tree().comments().len(), after.tree().comments().len(), "{text:?}");
    true
}

/// Formats the lines that `range` touches, in bytes; whether they could be formatted.
pub fn in_part(text: &str, style: Style, range: TextRange) -> bool {
    let source = Source::new(text.to_owned(), Dialect::Jsonc);
    let Some(edits) = edits_in(&source, style, range) else { return false };
    let lines = source.lines();
    let (first, last) = (lines.line(range.start), lines.line(range.end));
    let (start, end) = (lines.line_range(text, first).start, lines.line_range(text, last).end);
    for edit in &edits {
        assert!(start <= edit.range.start && edit.range.end <= end, "{edit:?} outside {start}..{end} of {text:?}");
        assert!(edit.range.of(text).trim().is_empty() && edit.text.trim().is_empty(), "{edit:?} in {text:?}");
    }
    let made = applied(text, &edits);
    assert_eq!(squeezed(&made), squeezed(text));
    let (before, after) = (&text[..start as usize], &text[end as usize..]);
    assert!(made.starts_with(before) && made.ends_with(after), "{text:?}\n{made:?}");
    let again = Source::new(made.clone(), Dialect::Jsonc);
    let end = made[..made.len() - after.len()].trim_end_matches(['\n', '\r']).len().max(start as usize);
    let same = TextRange::new(start, end as u32);
    assert_eq!(edits_in(&again, style, same).unwrap(), [], "{text:?} {first}..={last}\n{made:?}");
    true
}

/// A text without its white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

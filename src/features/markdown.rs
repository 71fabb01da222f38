//! Markdown that text from a document cannot break out of.

use crate::text::is_invisible;

/// A name as inline code, cut off at 80 characters. Backticks in the name do not end the code; what would not be
/// seen is replaced.
pub(super) fn code(text: &str) -> String {
    let shown: String = text.chars().take(80).map(|c| if is_invisible(c) { '\u{fffd}' } else { c }).collect();
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// The most characters of a quotation.
const LONGEST_QUOTATION: usize = 400;

/// A text as a quotation, in which nothing is markup: no link, picture, heading or HTML. Long ones are cut off.
pub(super) fn quotation(text: &str) -> String {
    let mut out = String::from("> ");
    let mut chars = text.trim().chars();
    for c in chars.by_ref().take(LONGEST_QUOTATION) {
        match c {
            '\n' => out.push_str("\\\n> "),
            '\r' => {}
            c if is_invisible(c) => out.push('\u{fffd}'),
            // Addresses could become links even without brackets.
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

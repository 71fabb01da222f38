//! Where secrets may be in a text that is not valid JSON.
//!
//! The tree is of little help there: after a quote too many or too few, it may take every string for what is between
//! strings. So the text itself is searched for the name of the section, which may contain the slip (see
//! [`super::occurrences`]); from there on, everything is hidden up to a line that can only be another field of the manifest, by its key and its indentation. If
//! there is none, everything is hidden to the end.

use strsim::generic_damerau_levenshtein;

use crate::contract::manifest::MANIFEST;
use crate::text::TextRange;

/// The key of the section.
pub(super) const NAME: &[u8] = b"secrets";

/// A section that begins with its name.
pub(super) struct Section {
    /// Where it ends at the latest.
    pub(super) end: usize,
    /// The names in it that are surely names, quotes included.
    pub(super) names: Vec<TextRange>,
}

/// Whether a key is the name but for a slip or two.
pub(super) fn is_almost_name(key: &str) -> bool {
    let letters: Vec<u8> = key.bytes().filter(u8::is_ascii_alphabetic).map(|byte| byte.to_ascii_lowercase()).collect();
    letters.len() <= NAME.len() + 2 && generic_damerau_levenshtein(&letters, NAME) <= 2
}

/// The section whose name begins at `start`.
pub(super) fn section(text: &str, start: usize) -> Section {
    let mut lines = Lines { text, at: start };
    let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line_start..start];
    let own = indentation(before);
    // Only the quote of the name may be before it on its line; and where no line is indented, indentation says nothing.
    let is_first = before.trim_start().len() <= 1;
    lines.next();
    let inner = lines.clone().map(|(_, line)| line).find(|line| !line.trim().is_empty()).map(indentation);
    let is_indented = inner.is_some_and(|inner| inner > own) || own > 0;
    let (mut names, mut end) = (Vec::new(), text.len());
    for (at, line) in lines.filter(|_| is_first && is_indented) {
        if indentation(line) <= own && is_field(line) {
            end = at;
            break;
        }
        if inner.is_some_and(|inner| inner > own && indentation(line) == inner) {
            names.extend(name_of_member(line).map(|name| name.shifted(at as i64)));
        }
    }
    Section { end, names }
}

/// The lines from an offset on, each with its offset and without its line break.
#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, rest) = (self.at, &self.text[self.at..]);
        if rest.is_empty() {
            return None;
        }
        let line = &rest[..memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())];
        self.at = (at + line.len() + 1).min(self.text.len());
        Some((at, line))
    }
}

/// The number of blanks at the start of a line.
fn indentation(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Whether a line begins with the key of another field and a colon.
fn is_field(line: &str) -> bool {
    let key = line.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
    key.is_some_and(|(key, rest)| {
        MANIFEST.field(key).is_some() && key.as_bytes() != NAME && rest.trim_start().starts_with(':')
    })
}

/// The key in a line that holds one whole member, whose value is no object or array; in bytes of the line.
fn name_of_member(line: &str) -> Option<TextRange> {
    let start = indentation(line);
    let (name, rest) = line[start..].strip_prefix('"')?.split_once('"')?;
    let value = rest.trim_start().strip_prefix(':')?.trim().trim_end_matches(',').trim_end();
    let is_value = !value.starts_with(['{', '[']) && serde_json::from_str::<serde_json::Value>(value).is_ok();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_value && is_name).then(|| TextRange::new(start as u32, (start + name.len() + 2) as u32))
}

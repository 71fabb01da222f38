//! Where the name of the section is written, with at most one slip in it.

use super::broken::NAME;
use crate::text::{TextRange, shift};

/// The offsets at which the name may begin, in the order of the text.
///
/// Whether it begins somewhere depends on a few bytes there, so an edit changes only those near it, and no keystroke
/// searches the whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurrences {
    starts: Vec<u32>,
}

/// How far the last byte that matters is from the start of a name.
const REACH: u32 = 32;
/// How many bytes away from the name there must be a mark that makes it a key.
const NEAR: usize = 4;

impl Occurrences {
    /// Those in a text.
    pub fn of(text: &str) -> Self {
        Self { starts: within(text, TextRange::new(0, text.len() as u32)).collect() }
    }

    /// Follows an edit: `inserted` bytes have replaced those of `replaced` in what is now `text`.
    pub fn edited(&mut self, text: &str, replaced: TextRange, inserted: u32) {
        let from = replaced.start.saturating_sub(REACH);
        let first = self.starts.partition_point(|start| *start < from);
        let last = self.starts.partition_point(|start| *start < replaced.end.saturating_add(REACH));
        let by = i64::from(inserted) - i64::from(replaced.len());
        for start in &mut self.starts[last..] {
            *start = shift(*start, by);
        }
        let to = (replaced.start + inserted).saturating_add(REACH).min(text.len() as u32);
        self.starts.splice(first..last, within(text, TextRange::new(from, to)));
    }

    /// The offsets.
    pub(super) fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// Whether the name begins in a range.
    pub(super) fn are_in(&self, range: TextRange) -> bool {
        let next = self.starts.partition_point(|start| *start < range.start);
        self.starts.get(next).is_some_and(|start| *start < range.end)
    }
}

/// The offsets in a range of a text at which the name begins.
fn within(text: &str, range: TextRange) -> impl Iterator<Item = u32> {
    let bytes = text.as_bytes();
    let is_start = move |at: &usize| {
        let is_after_word = at.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
        (is_word(bytes[*at]) || bytes[*at] == b'\\') && !is_after_word && begins(bytes, *at)
    };
    range.to_std_range().filter(is_start).map(|at| at as u32)
}

/// Whether the name, or its singular, begins at `start`. A slip may have put a line break or one mark into it; otherwise
/// only its letters count.
fn begins(bytes: &[u8], start: usize) -> bool {
    let limit = bytes.len().min(start + REACH as usize - NEAR);
    let mut letters = [0; NAME.len() + 1];
    let (mut at, mut length, mut has_mark) = (start, 0, false);
    while at < limit && length < letters.len() {
        let (byte, width) = escaped(&bytes[at..limit]).map_or((bytes[at], 1), |byte| (byte, 6));
        at += width;
        if !byte.is_ascii_alphanumeric() {
            if !byte.is_ascii_whitespace() && std::mem::replace(&mut has_mark, true) {
                return false;
            }
            continue;
        }
        letters[length] = byte.to_ascii_lowercase();
        length += 1;
        // One slip leaves one of the first two letters near the start.
        if length == 2 && !letters[..2].iter().any(|letter| matches!(letter, b's' | b'e')) {
            return false;
        }
        let word = &letters[..length];
        let is_end = !bytes.get(at).copied().is_some_and(is_word);
        if is_end && (is_slip_of(word, NAME) || is_slip_of(word, &NAME[..NAME.len() - 1])) {
            let around = &bytes[start.saturating_sub(NEAR)..bytes.len().min(at + NEAR)];
            return around.iter().any(|byte| b"\"':{[".contains(byte));
        }
    }
    false
}

/// The ASCII character of an escape such as `\u0073`.
fn escaped(bytes: &[u8]) -> Option<u8> {
    let digits = bytes.strip_prefix(b"\\u00")?.get(..2)?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether at most one letter is missing, added or replaced, or two neighbours are swapped.
fn is_slip_of(word: &[u8], name: &[u8]) -> bool {
    let start = word.iter().zip(name).take_while(|(a, b)| a == b).count();
    let (word, name) = (&word[start..], &name[start..]);
    let end = word.iter().rev().zip(name.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&word[..word.len() - end], &name[..name.len() - end]) {
        ([a, b], [c, d]) => a == d && b == c,
        (word, name) => word.len() <= 1 && name.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::Occurrences;
    use crate::text::TextRange;

    #[test]
    fn the_name_is_found_with_a_slip_in_it() {
        for text in [
            "\"secrets\": {}",
            "\"se\r\ncrets\": {}",
            "\"s\\u0065crets\": {}",
            "\"\\u0073ecrets\": {}",
            "secrets {}",
            "\"SECRETS\": {}",
            "\"ecret\": {}",
            "\"esc\": 1, s\"ecrets\": {}",
            "\"scerets\": {}",
            "\u{201c}secrets\u{201d}: {}",
            "\"secretsx\": {}",
            "\"secrets-\": {}",
        ] {
            assert_eq!(Occurrences::of(text).starts().len().min(1), 1, "{text}");
        }
        for text in
            ["Keep secrets safe", "\"clientSecret\": 1", "\"secret_key\": 1", "\"secretary\": {}", "\"sets\": 1"]
        {
            assert!(Occurrences::of(text).starts().is_empty(), "{text}");
        }
    }

    #[test]
    fn a_word_before_the_name_is_not_part_of_it() {
        for (text, start) in [("{\"a\",\"secrets\": {}}", 6), ("{\"a\": 1, \"secrets\": {}}", 10)] {
            assert_eq!(Occurrences::of(text).starts(), [start], "{text}");
        }
    }

    #[test]
    fn edits_are_followed() {
        let mut random = fastrand::Rng::with_seed(17);
        let pieces = ["secrets", "\"", "sec", "rets", "\": {", " ", "\r\n", "x", "\\u0073", "title, version", "é"];
        let mut text = String::new();
        let mut followed = Occurrences::of(&text);
        let mut found = 0;
        for _ in 0..20_000 {
            let mut place = || crate::text::floor_boundary(&text, random.usize(..=text.len()));
            let (a, b) = (place(), place());
            let start = a.min(b);
            let end =
                if text.len() > 400 { a.max(b) } else { crate::text::floor_boundary(&text, a.max(b).min(start + 3)) };
            let range = TextRange::new(start as u32, end as u32);
            let inserted = random.choice(pieces).unwrap_or_default();
            text.replace_range(range.to_std_range(), inserted);
            followed.edited(&text, range, inserted.len() as u32);
            assert_eq!(followed, Occurrences::of(&text), "{text}");
            found += followed.starts().len();
        }
        assert!(found > 1_000, "{found}");
    }
}

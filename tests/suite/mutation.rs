//! Documents made by damaging good ones, as typing does.

use std::ops::Range;

use integration_ls::text::floor_boundary;

/// Small documents that between them use all of the syntax.
pub(crate) const SEEDS: &[&str] = &[
    r#"{"title": "Acme", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}}}, "output": {"schema": {}}}}, "visibility": "private"}"#,
    "{\n  \"a\": [1, -2.5e3, true, false, null],\n  \"b\": {\"c\": \"x\\n\\u00e9\\ud83d\\ude00\"},\n  \"d\": \"\",\n  \"e\": [[], {}, [{}]]\n}\n",
    "[{\"k\": \"v\", \"k2\": 0}, \"text, with: {marks} [in] it\", 12345678901234567890, 1e5]",
    "{\r\n\t\"n\": {\"x\": 1},\r\n\t\"m\": [\"a\", \"b\", \"c\"],\r\n\t\"emoji\": \"\u{1f600}e\u{301}\"\r\n}",
];

/// A text in which many strings lack the closing quote, each on a line with more.
pub(crate) const UNCLOSED: &str =
    "{\"a: {\"b\": [1, \"c, \"d\"], \"e\": \"f, \"g: null,\n\"h\": \"i {j}\", \"k: \"l\", 'm: 'n', \"o: {}}\n}";

/// What an edit may insert.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "'",
    "\n",
    "\r\n",
    " ",
    "\t",
    "a",
    "1",
    "0",
    "-",
    ".",
    "e",
    "true",
    "null",
    "nul",
    "\"x\"",
    "\"x\": 1",
    ",\"y\":[",
    "\\u12",
    "\\ud83d",
    "\\\"",
    "\u{0}",
    "\u{1}",
    "\u{7f}",
    "\u{a0}",
    "\u{feff}",
    "\u{2060}",
    "\u{ad}\u{202e}",
    "\u{201c}x y\u{201d}",
    "\u{2028}",
    "\u{b}",
    "\u{e9}",
    "\u{1f600}",
    "//",
    "/*",
    "*/",
    "/",
    "{}",
    "[]",
    "\"\"",
    "1e999",
    "01",
    "@",
    "longer text without marks",
];

/// One edit: the bytes `start..end` of a text give way to `inserted`.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub start: usize,
    pub end: usize,
    pub inserted: String,
}

impl Edit {
    /// A random edit of `text`: an insertion, a removal, a replacement, or a piece of the text copied elsewhere.
    pub(crate) fn random(random: &mut fastrand::Rng, text: &str) -> Self {
        let start = floor_boundary(text, random.usize(..=text.len()));
        let length = if random.u8(..4) == 0 { random.usize(..40) } else { random.usize(..4) };
        let end = floor_boundary(text, start + length).max(start);
        match random.u8(..8) {
            0..4 => Self { start, end: start, inserted: PIECES[random.usize(..PIECES.len())].to_owned() },
            4..6 => Self { start, end, inserted: String::new() },
            6 => Self { start, end, inserted: PIECES[random.usize(..PIECES.len())].to_owned() },
            _ => {
                let from = floor_boundary(text, random.usize(..=text.len()));
                let to = floor_boundary(text, from + random.usize(..30)).max(from);
                Self { start, end: start, inserted: text[from..to].to_owned() }
            }
        }
    }

    pub(crate) fn apply(&self, text: &mut String) {
        text.replace_range(self.start..self.end, &self.inserted);
    }
}

/// Makes some random edits, as many as one of `edits`.
pub(crate) fn damage(random: &mut fastrand::Rng, text: &mut String, edits: Range<usize>) {
    for _ in 0..random.usize(edits) {
        Edit::random(random, text).apply(text);
    }
}

/// How many rounds a mutation test makes: `usual`, or as many as `INTEGRATION_LS_ROUNDS` says.
pub(crate) fn rounds(usual: usize) -> usize {
    std::env::var("INTEGRATION_LS_ROUNDS").ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

//! Removes a token from a text, in whatever way the text writes it.
//!
//! A server or a proxy may repeat a request in its answer: as it is, in a URL, in JSON, in HTML, in base64. A part of the token
//! counts as well, since answers are often cut.

use aho_corasick::AhoCorasick;
use base64::Engine;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};

/// So many characters of the token in a row are hidden, and so are all of a shorter one. Fewer tell nothing, and may be those
/// that every token begins with.
const PART: usize = 12;

/// What is written instead.
const HIDDEN: &str = "[token]";

/// Finds the parts of one token.
#[derive(Debug)]
pub(super) struct Redactor(Option<AhoCorasick>);

impl Redactor {
    pub(super) fn new(token: &str) -> Self {
        let mut patterns: Vec<Vec<u8>> = parts(token.as_bytes(), PART);
        for alphabet in [&STANDARD, &URL_SAFE] {
            // What comes before it decides how it is cut into groups of three bytes.
            for before in 0..3 {
                let whole = encode(alphabet, &[&vec![0; before], token.as_bytes()].concat());
                // The first and last characters depend on what stands beside the token.
                let from = (before * 8).div_ceil(6);
                let to = (before + token.len()) * 8 / 6;
                if from < to {
                    patterns.extend(parts(&whole.as_bytes()[from..to], PART * 4 / 3));
                }
            }
        }
        // It can only fail on more patterns than a token has characters.
        Self(AhoCorasick::new(patterns).ok())
    }

    /// The text without the token.
    pub(super) fn redact(&self, text: &str) -> String {
        let Some(finder) = &self.0 else { return HIDDEN.to_owned() };
        let (decoded, origins) = decode(text);
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        let mut hidden: Option<(usize, usize)> = None;
        let ranges = finder.find_overlapping_iter(&decoded).map(|found| (origins[found.start()], origins[found.end()]));
        let mut hide = |(start, end): (usize, usize)| {
            shown.push_str(&text[at..start]);
            shown.push_str(HIDDEN);
            at = end;
        };
        // The matches come in the order of their ends.
        for (start, end) in ranges {
            hidden = match hidden {
                Some((first, last)) if start <= last => Some((first.min(start), last.max(end))),
                Some(range) => {
                    hide(range);
                    Some((start, end))
                }
                None => Some((start, end)),
            };
        }
        if let Some(range) = hidden {
            hide(range);
        }
        shown.push_str(&text[at..]);
        shown
    }
}

fn encode(alphabet: &Alphabet, bytes: &[u8]) -> String {
    GeneralPurpose::new(alphabet, GeneralPurposeConfig::new().with_encode_padding(false)).encode(bytes)
}

/// All parts of a text with `length` bytes; a shorter text is its only part.
fn parts(text: &[u8], length: usize) -> Vec<Vec<u8>> {
    text.windows(length.min(text.len()).max(1)).map(<[u8]>::to_vec).collect()
}

/// The bytes that a text means once what URLs, JSON and HTML escape is read, and where each begins in the text; one more
/// says where the last ends.
fn decode(text: &str) -> (Vec<u8>, Vec<usize>) {
    let bytes = text.as_bytes();
    let (mut decoded, mut origins) = (Vec::with_capacity(bytes.len()), Vec::with_capacity(bytes.len() + 1));
    let mut at = 0;
    while at < bytes.len() {
        // A token is ASCII, so an escape of anything else can stay as it is.
        let (byte, length) = escape(&bytes[at..]).unwrap_or((bytes[at], 1));
        decoded.push(byte);
        origins.push(at);
        at += length;
    }
    origins.push(at);
    (decoded, origins)
}

/// The ASCII character that is escaped at the start of a text, and the length of the escape.
fn escape(text: &[u8]) -> Option<(u8, usize)> {
    let number = |from: usize, to: usize, radix: u32| {
        let digits = std::str::from_utf8(text.get(from..to)?).ok()?;
        u8::from_str_radix(digits, radix).ok().filter(u8::is_ascii_graphic).map(|byte| (byte, to))
    };
    match text {
        [b'%', ..] => number(1, 3, 16),
        [b'\\', b'u', b'0', b'0', ..] => number(4, 6, 16),
        [b'\\', b'x', ..] => number(2, 4, 16),
        [b'\\', byte, ..] if byte.is_ascii_punctuation() => Some((*byte, 2)),
        [b'&', b'#', rest @ ..] => {
            let end = rest.iter().take(8).position(|byte| *byte == b';')? + 2;
            let (byte, _) = match rest {
                [b'x' | b'X', ..] => number(3, end, 16)?,
                _ => number(2, end, 10)?,
            };
            Some((byte, end + 1))
        }
        [b'&', ..] => {
            let names: [(&[u8], u8); 5] =
                [(b"&amp;", b'&'), (b"&lt;", b'<'), (b"&gt;", b'>'), (b"&quot;", b'"'), (b"&apos;", b'\'')];
            names.into_iter().find(|(name, _)| text.starts_with(name)).map(|(name, byte)| (byte, name.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};

    use super::Redactor;

    const TOKEN: &str = "bp_pat_7Qx+2/Zk9=\"&<Lm";

    fn redacted(text: &str) -> String {
        Redactor::new(TOKEN).redact(text)
    }

    #[test]
    fn a_token_is_hidden_in_every_writing() {
        let in_url: String = TOKEN.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let in_json: String = TOKEN.chars().map(|c| format!("\\u{:04X}", u32::from(c))).collect();
        let in_html: String = TOKEN.chars().map(|c| format!("&#{};", u32::from(c))).collect();
        let in_hexadecimal_html: String = TOKEN.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect();
        for written in [
            TOKEN,
            &in_url,
            &in_url.to_uppercase().replace("%5F", "_"),
            &in_json,
            &in_html,
            &in_hexadecimal_html,
            "bp_pat_7Qx+2/Zk9=&quot;&amp;&lt;Lm",
            r#"bp_pat_7Qx+2\/Zk9=\"&<Lm"#,
            r#"bp_pat_7Qx%2b2/Zk9=\u0022&<Lm"#,
        ] {
            let text = format!("ä: Bearer {written}, \"{written}\".");
            assert_eq!(redacted(&text), "ä: Bearer [token], \"[token]\".", "{written}");
        }
    }

    #[test]
    fn base64_is_hidden_wherever_the_token_stands_in_it() {
        for before in ["", ":", "me:", "user:", "Authorization: Bearer "] {
            for after in ["", "\n", ", and more"] {
                for encoded in [
                    STANDARD.encode(format!("{before}{TOKEN}{after}")),
                    URL_SAFE.encode(format!("{before}{TOKEN}{after}")),
                ] {
                    let shown = redacted(&format!("Basic {encoded}"));
                    assert!(shown.contains("[token]"), "{shown}");
                    let longest = shown.split("[token]").map(str::len).max().unwrap_or_default();
                    assert!(longest < 48, "{shown}");
                }
            }
        }
    }

    #[test]
    fn parts_are_hidden_and_what_every_token_begins_with_is_not() {
        assert_eq!(redacted("Bearer bp_pat_7Qx+2/Z… is wrong"), "Bearer [token]… is wrong");
        assert_eq!(redacted("a token begins with bp_pat_"), "a token begins with bp_pat_");
        assert_eq!(redacted("100 % \\ & &#; &#x; %4 \\u00 ü"), "100 % \\ & &#; &#x; %4 \\u00 ü");
        assert_eq!(redacted(""), "");
        assert_eq!(Redactor::new("abc").redact("xabcabcx"), "x[token]x");
    }
}

//! String literals: finds their ends, decodes and encodes them, and maps each character to its source bytes.

use std::borrow::Cow;

use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};

use super::error::{SyntaxError, SyntaxErrorKind};
use crate::text::TextRange;

/// The result of scanning a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scan {
    /// One past the last byte, the closing quote included.
    pub(super) end: usize,
    /// Whether it contains a backslash.
    pub(super) escaped: bool,
    /// Whether it has its closing quote.
    pub(super) terminated: bool,
}

/// Reads the literal that opens with the quote at `start`. It ends at its closing quote or, without one, at the end of
/// its line: a JSON string cannot contain a line break, so the rest of the file keeps its structure.
pub(super) fn scan(text: &str, start: usize, errors: &mut Vec<SyntaxError>) -> Scan {
    let bytes = text.as_bytes();
    let quote = bytes[start];
    let mut report = |from: usize, to: usize, kind| {
        errors.push(SyntaxError { range: TextRange::new(from as u32, to as u32), kind });
    };
    let mut at = start + 1;
    let mut escaped = false;
    loop {
        at = skip_plain(bytes, at, quote);
        match bytes.get(at) {
            None | Some(b'\n' | b'\r') => {
                report(start, at, SyntaxErrorKind::UnterminatedString);
                return Scan { end: at, escaped, terminated: false };
            }
            Some(b'\\') => {
                escaped = true;
                // Common in code.
                if matches!(bytes.get(at + 1), Some(b'n' | b'"' | b'\\' | b't' | b'r' | b'/' | b'b' | b'f')) {
                    at += 2;
                    continue;
                }
                let (end, kind) = escape(text, at);
                if let Some(kind) = kind {
                    report(at, end, kind);
                }
                at = end;
            }
            Some(&byte) if byte == quote => return Scan { end: at + 1, escaped, terminated: true },
            Some(&byte) => {
                report(at, at + 1, SyntaxErrorKind::ControlCharacter(byte as char));
                at += 1;
            }
        }
    }
}

/// The first byte at or after `at` that is the quote, a backslash or a control character. Reads eight bytes at a time.
pub(super) fn skip_plain(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (quotes, backslashes) = (ONES * u64::from(quote), ONES * u64::from(b'\\'));
    let hits = |chunk: [u8; 8]| {
        let word = u64::from_le_bytes(chunk);
        let zero = |x: u64| x.wrapping_sub(ONES) & !x & HIGH;
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        zero(word ^ quotes) | zero(word ^ backslashes) | control
    };
    // For long strings, sixteen at a time: the two halves are computed in parallel.
    while let Some((first, rest)) = bytes.get(at..at + 16).and_then(|chunk| chunk.split_first_chunk::<8>()) {
        let (first, second) = (hits(*first), rest.first_chunk::<8>().map_or(HIGH, |chunk| hits(*chunk)));
        if first != 0 {
            return at + (first.trailing_zeros() / 8) as usize;
        }
        if second != 0 {
            return at + 8 + (second.trailing_zeros() / 8) as usize;
        }
        at += 16;
    }
    while let Some(chunk) = bytes.get(at..at + 8).and_then(|chunk| <[u8; 8]>::try_from(chunk).ok()) {
        let hit = hits(chunk);
        if hit != 0 {
            // Borrows only propagate upwards, so the lowest hit is real.
            return at + (hit.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte == quote || byte == b'\\' || byte < 0x20 {
            break;
        }
        at += 1;
    }
    at
}

/// The end of the escape that starts with the backslash at `at`, and its error, if any.
fn escape(text: &str, at: usize) -> (usize, Option<SyntaxErrorKind>) {
    let bytes = text.as_bytes();
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => (at + 2, None),
        Some(b'u') => match unit(bytes, at) {
            Ok(0xD800..=0xDBFF) => match unit(bytes, at + 6) {
                Ok(0xDC00..=0xDFFF) => (at + 12, None),
                _ => (at + 6, Some(SyntaxErrorKind::LoneSurrogate)),
            },
            Ok(0xDC00..=0xDFFF) => (at + 6, Some(SyntaxErrorKind::LoneSurrogate)),
            Ok(_) => (at + 6, None),
            Err(digits) => (at + 2 + digits, Some(SyntaxErrorKind::InvalidEscape)),
        },
        None | Some(b'\n' | b'\r') => (at + 1, Some(SyntaxErrorKind::InvalidEscape)),
        Some(_) => {
            let wide = text[at + 1..].chars().next().map_or(0, char::len_utf8);
            (at + 1 + wide, Some(SyntaxErrorKind::InvalidEscape))
        }
    }
}

/// The code unit of the `\uXXXX` at `at`, or the number of hexadecimal digits if there are fewer than four.
fn unit(bytes: &[u8], at: usize) -> Result<u32, usize> {
    if bytes.get(at) != Some(&b'\\') || bytes.get(at + 1) != Some(&b'u') {
        return Err(0);
    }
    let mut value = 0;
    for digit in 0..4 {
        match bytes.get(at + 2 + digit).and_then(|&byte| (byte as char).to_digit(16)) {
            Some(hex) => value = value * 16 + hex,
            None => return Err(digit),
        }
    }
    Ok(value)
}

/// The bytes between the quotes of a literal. `literal` is the whole token.
pub fn content(literal: &str) -> &str {
    let Some(quote) = literal.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return literal };
    let inner = &literal[1..];
    if Pieces::new(literal).terminated() { inner.strip_suffix(quote).unwrap_or(inner) } else { inner }
}

/// The value of a literal, with escapes resolved. Invalid escapes are left as they are.
pub fn decode(literal: &str) -> Cow<'_, str> {
    let plain = content(literal);
    if !plain.contains('\\') {
        return Cow::Borrowed(plain);
    }
    if let Ok(Some(Token::String(value))) = Scanner::new(literal, &STRICT).scan() {
        return value;
    }
    Cow::Owned(Pieces::new(literal).map(|piece| piece.character).collect())
}

/// A text as a string literal, quotes included; the reverse of [`decode`].
///
/// It escapes only what must be escaped ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259), section 7): the quote, the
/// backslash and control characters below U+0020, the latter with their short escape if there is one.
pub fn encode(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\u{8}' => literal.push_str("\\b"),
            '\u{c}' => literal.push_str("\\f"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c < ' ' => literal.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// The scanner in its strictest mode.
pub(super) const STRICT: ScannerOptions = ScannerOptions {
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// A character of a string's value, and the bytes of the literal that encode it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The character.
    pub character: char,
    /// First byte in the literal.
    pub start: usize,
    /// One past the last byte in the literal.
    pub end: usize,
}

/// The characters of a literal's value, each with its range in the source.
#[derive(Clone, Debug)]
pub struct Pieces<'t> {
    literal: &'t str,
    quote: Option<u8>,
    at: usize,
}

impl<'t> Pieces<'t> {
    /// `literal` is the whole token, quotes included.
    pub fn new(literal: &'t str) -> Self {
        let quote = literal.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''));
        Self { literal, quote, at: usize::from(quote.is_some()) }
    }

    /// Whether it has its closing quote.
    fn terminated(self) -> bool {
        let Some(quote) = self.quote else { return false };
        let bytes = self.literal.as_bytes();
        if bytes.len() < 2 || bytes[bytes.len() - 1] != quote {
            return false;
        }
        // A quote after an odd number of backslashes is escaped.
        let backslashes = bytes[1..bytes.len() - 1].iter().rev().take_while(|&&byte| byte == b'\\').count();
        backslashes % 2 == 0
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let start = self.at;
        let rest = self.literal.get(start..)?;
        let first = rest.chars().next()?;
        if self.quote == u8::try_from(first).ok() && start + 1 == self.literal.len() {
            return None;
        }
        let (character, end) =
            if first == '\\' { escaped_character(self.literal, start) } else { (first, start + first.len_utf8()) };
        self.at = end;
        Some(Piece { character, start, end })
    }
}

/// The character that the escape at `at` represents, and the end of the escape. An invalid escape is just its backslash.
fn escaped_character(literal: &str, at: usize) -> (char, usize) {
    let (end, error) = escape(literal, at);
    if error.is_some() {
        return ('\\', at + 1);
    }
    let bytes = literal.as_bytes();
    let character = match bytes[at + 1] {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let high = unit(bytes, at).unwrap_or(0xFFFD);
            let code = match unit(bytes, at + 6) {
                Ok(low) if (0xD800..=0xDBFF).contains(&high) => 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00),
                _ => high,
            };
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        other => other as char,
    };
    (character, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_agrees_with_serde_json() {
        for literal in
            [r#""""#, r#""plain""#, r#""a\"b\\""#, r#""\\""#, r#""\u00e9\ud83d\ude00\n\/""#, r#""tab\t\b\f\r""#]
        {
            let expected: String = serde_json::from_str(literal).expect("the table holds valid strings");
            assert_eq!(decode(literal), expected, "{literal}");
            assert_eq!(Pieces::new(literal).map(|piece| piece.character).collect::<String>(), expected, "{literal}");
        }
    }

    #[test]
    fn encoding_agrees_with_serde_json_and_decodes_to_the_same_text() {
        let every_low_character: String = (0..=0x82).filter_map(char::from_u32).collect();
        for text in ["", "plain", "a \"b\" \\ /", "tab\t é 😀 \u{2028}", &every_low_character] {
            let literal = encode(text);
            assert_eq!(literal, serde_json::Value::from(text).to_string());
            assert_eq!(decode(&literal), text);
        }
    }

    #[test]
    fn a_faulty_literal_says_what_can_be_read() {
        assert_eq!(decode(r#""half"#), "half");
        assert_eq!(decode(r#""a\qb""#), r"a\qb");
        assert_eq!(decode(r#""\ud83d!""#), r"\ud83d!");
        assert_eq!(decode("'it'"), "it");
        assert_eq!(decode("bare"), "bare");
        assert_eq!(decode("\""), "");
        assert_eq!(decode(r#""end\""#), "end\"", "the last quote is escaped, not closing");
    }

    #[test]
    fn every_character_knows_its_place() {
        let literal = r#""é\u0041😀""#;
        let places: Vec<_> = Pieces::new(literal).map(|p| (p.character, &literal[p.start..p.end])).collect();
        assert_eq!(places, [('é', "é"), ('A', r"\u0041"), ('😀', "😀")]);
    }

    #[test]
    fn plain_runs_are_skipped_to_the_byte() {
        for length in 0..40 {
            for special in ["\"", "\\", "\n", "\u{1}", "\u{1f}"] {
                let text = format!("{}{special}{}", "é".repeat(length / 2) + &"x".repeat(length % 2), "y".repeat(9));
                assert_eq!(skip_plain(text.as_bytes(), 0, b'"'), text.find(special).expect("it is there"));
            }
        }
    }
}

//! String literals: finds their ends, decodes and encodes them, and maps each character to its source bytes.

use std::borrow::Cow;

use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};

use super::error::{SyntaxError, SyntaxErrorKind};
use crate::text::{TextRange, is_invisible};

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

/// What a string may be: only a key can be followed by a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A key or an element of an array.
    KeyOrElement,
    /// The value of a key.
    Value,
}

/// Reads the literal that opens with the quote at `start`. Without a closing quote, it ends where the next string begins,
/// at the latest at the end of its line: a JSON string cannot contain a line break. The commas, colons and brackets
/// between it and what follows do not belong to it, so the rest of the text keeps its structure.
pub(super) fn scan(text: &str, start: usize, role: Role, errors: &mut Vec<SyntaxError>) -> Scan {
    let bytes = text.as_bytes();
    let quote = bytes[start];
    let known = errors.len();
    let mut report = |from: usize, to: usize, kind| {
        errors.push(SyntaxError { range: TextRange::new(from as u32, to as u32), kind });
    };
    let mut at = start + 1;
    let mut escaped = false;
    loop {
        at = skip_plain(bytes, at, quote);
        match bytes.get(at) {
            None | Some(b'\n' | b'\r') => break,
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
            Some(&byte) if byte == quote => {
                if opens_the_next(text, start, at, role) {
                    break;
                }
                return Scan { end: at + 1, escaped, terminated: true };
            }
            Some(&byte) => {
                report(at, at + 1, SyntaxErrorKind::ControlCharacter(byte as char));
                at += 1;
            }
        }
    }
    let end = start + 1 + unclosed_length(&text[start + 1..at], quote, role, bytes.get(at) == Some(&quote));
    let mut found = errors.split_off(known);
    found.retain(|error| error.range.end as usize <= end);
    errors.append(&mut found);
    let range = TextRange::new(start as u32, end as u32);
    errors.push(SyntaxError { range, kind: SyntaxErrorKind::UnterminatedString });
    Scan { end, escaped: text[start..end].contains('\\'), terminated: false }
}

/// Whether the quote at `at` opens another string, so the one that opens at `start` has no closing quote: what comes
/// before it separates strings, and what comes after it cannot follow a string.
fn opens_the_next(text: &str, start: usize, at: usize, role: Role) -> bool {
    let separates = match text.as_bytes()[at - 1] {
        b' ' | b'\t' | b',' => true,
        b':' | b'[' | b'{' => role == Role::KeyOrElement,
        _ => false,
    };
    separates && at > start + 1 && !can_follow_a_string(text, at + 1)
}

/// Whether what is at `at` can follow the closing quote of a string.
pub(super) fn can_follow_a_string(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    match rest.chars().next() {
        None | Some(',' | ':' | ']' | '}') => true,
        Some('/') => rest.starts_with("//") || rest.starts_with("/*"),
        Some(c) => is_white_space(c),
    }
}

/// Whether a character cannot be seen: white space in JSON or elsewhere, a format character or a control character.
pub(super) fn is_white_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// How much of `content` belongs to the string that opens before it and is not closed. `is_next`: whether another string
/// begins behind it; otherwise its line ends.
fn unclosed_length(content: &str, quote: u8, role: Role, is_next: bool) -> usize {
    let bytes = content.as_bytes();
    let mut end = content.len();
    if role == Role::KeyOrElement
        && let Some(colon) = colon_before_value(content)
        // Looking at every string in the rest once more would make reading a line quadratic.
        && memchr::memchr(quote, &bytes[colon..]).is_none()
    {
        end = colon;
    }
    let is_cut = is_next || end < content.len();
    // A bracket that the string itself has opened is part of its text.
    let foreign = |opener, closer| {
        let count = |byte| memchr::memchr_iter(byte, bytes).count();
        count(closer).saturating_sub(count(opener))
    };
    let (mut braces, mut brackets) = (foreign(b'{', b'}'), foreign(b'[', b']'));
    loop {
        let rest = content[..end].trim_end_matches([' ', '\t']);
        match rest.bytes().last() {
            Some(b',') => {}
            Some(b':' | b'{' | b'[') if is_next && role == Role::KeyOrElement => {}
            Some(b'}') if braces > 0 => braces -= 1,
            Some(b']') if brackets > 0 => brackets -= 1,
            _ => return if is_cut { rest.len() } else { end },
        }
        end = rest.len() - 1;
    }
}

/// The first colon behind which a value begins or is missing.
fn colon_before_value(content: &str) -> Option<usize> {
    /// The most bytes of a word that may be a literal or a number.
    const LONGEST: usize = 24;
    let is_before_value = |colon: &usize| {
        let rest = content[colon + 1..].trim_start_matches([' ', '\t']);
        let is_part = |byte: &u8| !matches!(byte, b',' | b'}' | b']' | b' ' | b'\t');
        let word = rest.bytes().take(LONGEST).take_while(is_part).count();
        let is_alone = || {
            let behind = rest.as_bytes()[word..].trim_ascii_start();
            word < LONGEST && matches!(behind.first(), None | Some(b',' | b'}' | b']'))
        };
        rest.starts_with(['"', '\'', '{', '[']) || is_alone()
    };
    memchr::memchr_iter(b':', content.as_bytes()).find(is_before_value)
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

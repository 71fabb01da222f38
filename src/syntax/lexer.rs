//! Splits any text into tokens. Every byte belongs to exactly one token.
//!
//! The `Scanner` of jsonc-parser reads numbers and escapes. Where a token *ends* is decided here, because the scanner
//! cannot continue after an error: an unclosed quote would swallow the file up to the next quote.
//! A token depends on nothing before its line, and on nothing behind it but the character that follows; an unclosed
//! string depends on the rest of its line.

use jsonc_parser::Scanner;
use jsonc_parser::tokens::Token as Scanned;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::literal::{self, Role, STRICT};
use crate::text::TextRange;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its kind.
    pub kind: TokenKind,
    /// Its range, in bytes.
    pub range: TextRange,
    /// Whether it is a string with a backslash.
    pub escaped: bool,
    /// Without a closing quote.
    pub unterminated: bool,
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `"…"` or `'…'`, closed or not.
    String,
    /// A token that starts like a number.
    Number,
    /// `true`
    True,
    /// `false`
    False,
    /// `null`
    Null,
    /// Any other run of characters.
    Word,
    /// `// …`
    LineComment,
    /// `/* … */`
    BlockComment,
    /// Spaces, tabs, line breaks, and characters that cannot be seen.
    Whitespace,
    /// The end of the text; an empty token.
    End,
}

impl TokenKind {
    /// Whether the parser skips it.
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment | Self::Whitespace)
    }

    /// Whether it is a complete value.
    pub fn is_scalar(self) -> bool {
        matches!(self, Self::String | Self::Number | Self::True | Self::False | Self::Null | Self::Word)
    }
}

/// Reads tokens from any token boundary of a text.
#[derive(Debug)]
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// What a string that comes next on this line is.
    role: Role,
}

impl<'t> Lexer<'t> {
    /// Starts at the byte `at`, which is not behind a colon.
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, role: Role::KeyOrElement }
    }

    /// The next token. Errors inside it are added to `errors`. After the last token, it is always [`TokenKind::End`].
    pub fn next(&mut self, errors: &mut Vec<SyntaxError>) -> Token {
        let (bytes, start) = (self.text.as_bytes(), self.at);
        let (mut escaped, mut unterminated) = (false, false);
        let Some(&first) = bytes.get(start) else {
            return Token { kind: TokenKind::End, range: TextRange::empty(start as u32), escaped, unterminated };
        };
        let (kind, end) = match first {
            b'{' => (TokenKind::OpenBrace, start + 1),
            b'}' => (TokenKind::CloseBrace, start + 1),
            b'[' => (TokenKind::OpenBracket, start + 1),
            b']' => (TokenKind::CloseBracket, start + 1),
            b',' => (TokenKind::Comma, start + 1),
            b':' => (TokenKind::Colon, start + 1),
            b'"' | b'\'' => {
                let scan = literal::scan(self.text, start, self.role, errors);
                if first == b'\'' {
                    errors.push(error(start, scan.end, SyntaxErrorKind::SingleQuotes));
                }
                (escaped, unterminated) = (scan.escaped, !scan.terminated);
                (TokenKind::String, scan.end)
            }
            b' ' | b'\t' | b'\n' | b'\r' => (TokenKind::Whitespace, self.whitespace(start, errors)),
            b'/' if bytes.get(start + 1) == Some(&b'/') => {
                let rest = &bytes[start..];
                let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |length| start + length);
                (TokenKind::LineComment, end)
            }
            b'/' if bytes.get(start + 1) == Some(&b'*') => {
                let end = memchr::memmem::find(&bytes[start + 2..], b"*/").map(|length| start + 2 + length + 2);
                if end.is_none() {
                    errors.push(error(start, start + 2, SyntaxErrorKind::UnterminatedComment));
                }
                (TokenKind::BlockComment, end.unwrap_or(bytes.len()))
            }
            _ if exotic(self.text, start).is_some() => (TokenKind::Whitespace, self.whitespace(start, errors)),
            _ => self.word(start, errors),
        };
        self.at = end;
        self.role = match kind {
            TokenKind::Colon => Role::Value,
            // A string on a later line may be the next key; see the parser.
            TokenKind::Whitespace if memchr::memchr2(b'\n', b'\r', &bytes[start..end]).is_none() => self.role,
            TokenKind::BlockComment => self.role,
            _ => Role::KeyOrElement,
        };
        Token { kind, range: TextRange::new(start as u32, end as u32), escaped, unterminated }
    }

    /// The end of a run of whitespace. Characters that JSON does not allow there are included and reported.
    fn whitespace(&self, start: usize, errors: &mut Vec<SyntaxError>) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => at += 1,
                Some(_) => match exotic(self.text, at) {
                    Some(c) => {
                        let kind = if at == 0 && c == '\u{feff}' {
                            SyntaxErrorKind::ByteOrderMark
                        } else {
                            SyntaxErrorKind::ExoticWhitespace(c)
                        };
                        errors.push(error(at, at + c.len_utf8(), kind));
                        at += c.len_utf8();
                    }
                    None => return at,
                },
                None => return at,
            }
        }
    }

    /// The end of the run of invisible characters at `at`, if the word goes on after it: whoever reads `true` with one
    /// inside sees one word.
    fn invisible_in_word(&self, mut at: usize) -> Option<usize> {
        while let Some(c) = exotic_at(self.text, at).filter(|c| !c.is_whitespace()) {
            at += c.len_utf8();
        }
        let goes_on =
            self.text.as_bytes().get(at).is_some_and(|&byte| !is_delimiter(byte) && byte != b'/' && byte != b'*');
        (goes_on && exotic_at(self.text, at).is_none()).then_some(at)
    }

    /// A literal, a number, or anything else up to the next delimiter.
    fn word(&self, start: usize, errors: &mut Vec<SyntaxError>) -> (TokenKind, usize) {
        let bytes = self.text.as_bytes();
        let mut end = start;
        while let Some(&byte) = bytes.get(end) {
            let delimiter = match byte {
                b'/' => end > start && matches!(bytes.get(end + 1), Some(b'/' | b'*')),
                0x7F.. if !self.text.is_char_boundary(end) => false,
                _ if is_delimiter(byte) => true,
                _ if exotic(self.text, end).is_none() => false,
                _ => match self.invisible_in_word(end) {
                    Some(after) => {
                        self.whitespace(end, errors);
                        end = after;
                        continue;
                    }
                    None => true,
                },
            };
            if delimiter {
                break;
            }
            end += 1;
        }
        let word = &self.text[start..end];
        let kind = match word {
            "true" => TokenKind::True,
            "false" => TokenKind::False,
            "null" => TokenKind::Null,
            _ if word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) => {
                if !is_json_number(word) {
                    errors.push(error(start, end, SyntaxErrorKind::InvalidNumber));
                } else if word.parse::<f64>().is_ok_and(f64::is_infinite) {
                    errors.push(error(start, end, SyntaxErrorKind::NumberOutOfRange));
                }
                TokenKind::Number
            }
            _ => TokenKind::Word,
        };
        (kind, end)
    }
}

fn error(start: usize, end: usize, kind: SyntaxErrorKind) -> SyntaxError {
    SyntaxError { range: TextRange::new(start as u32, end as u32), kind }
}

/// Whether a token that starts like a number is one, and within the range of JSON parsers.
pub fn is_plain_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word).as_bytes();
    let is_short = digits.len() < 300 && digits.iter().all(u8::is_ascii_digit);
    (is_short && (digits.first().is_some_and(|&first| first != b'0') || digits == b"0"))
        || (is_json_number(word) && !word.parse::<f64>().is_ok_and(f64::is_infinite))
}

/// Whether a text is a JSON number. The scanner reads `01` as two tokens and thus does not reach the end.
fn is_json_number(word: &str) -> bool {
    let mut scanner = Scanner::new(word, &STRICT);
    matches!(scanner.scan(), Ok(Some(Scanned::Number(number))) if number.len() == word.len())
}

/// Whether a byte ends a word.
fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':' | b'"' | b' ' | b'\t' | b'\n' | b'\r')
}

fn exotic_at(text: &str, at: usize) -> Option<char> {
    (at < text.len()).then(|| exotic(text, at)).flatten()
}

/// The character at `at`, if it cannot be seen and JSON does not allow it between values: a space, a line separator, a
/// format character such as U+2060, or a control character.
fn exotic(text: &str, at: usize) -> Option<char> {
    match text.as_bytes()[at] {
        b' ' | b'\t' | b'\n' | b'\r' => None,
        byte @ (0x00..=0x1F | 0x7F) => Some(byte as char),
        0x80.. => text[at..].chars().next().filter(|&c| literal::is_white_space(c)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        let (mut lexer, mut errors, mut tokens) = (Lexer::new(text, 0), Vec::new(), Vec::new());
        loop {
            let token = lexer.next(&mut errors);
            if token.kind == TokenKind::End {
                return tokens;
            }
            tokens.push((token.kind, token.range.of(text)));
        }
    }

    #[test]
    fn tokens_tile_the_text() {
        for text in [
            "{\"a\": 1, // x\n'b': [tru, 01], /* y",
            "\u{feff}{}\u{a0}\u{2028}\0@é/",
            "a\u{2060}b\u{1b}c\u{ad}\u{202e}é\u{7f}",
            "\"half\n\"next\": nul",
            "1//c",
            "a/b/*c*/",
        ] {
            assert_eq!(kinds(text).iter().map(|(_, piece)| *piece).collect::<String>(), text);
        }
    }

    #[test]
    fn an_unclosed_string_ends_where_the_next_one_begins() {
        let strings = |text| {
            let is_string = |(kind, _): &(TokenKind, _)| *kind == TokenKind::String;
            kinds(text).into_iter().filter(is_string).map(|(_, piece)| piece).collect::<Vec<_>>()
        };
        for (text, expected) in [
            // The comma, colon or bracket before the next one is not part of it.
            (r#"["a, "cd"]"#, vec!["\"a", "\"cd\""]),
            (r#"["a, ""]"#, vec!["\"a", "\"\""]),
            (r#"["a "cd"]"#, vec!["\"a", "\"cd\""]),
            (r#"{"a": "b, "c": "d"}"#, vec!["\"a\"", "\"b", "\"c\"", "\"d\""]),
            (r#"{"a: "b"}"#, vec!["\"a", "\"b\""]),
            (r#"{"a: {"b": 1}}"#, vec!["\"a", "\"b\""]),
            (r#"{"a: 1, "b": 1}"#, vec!["\"a", "\"b\""]),
            // Without a next one, the brackets at the end of the line are not.
            (r#"{"a: {}}"#, vec!["\"a"]),
            (r#"{"a: null, b"#, vec!["\"a"]),
            (r#"{"a": "b}"#, vec!["\"a\"", "\"b"]),
            (r#"{"a": "b]},"#, vec!["\"a\"", "\"b"]),
            ("{\"a\": \"b,\r\n\"c\": 1}", vec!["\"a\"", "\"b", "\"c\""]),
            // Text is text.
            (r#"{"a": "see {b}"#, vec!["\"a\"", "\"see {b}"]),
            (r#"{"a": "see: b, c"#, vec!["\"a\"", "\"see: b, c"]),
            (r#"["see: b c"#, vec!["\"see: b c"]),
            (r#"{"a": "b, ", "c": " "}"#, vec!["\"a\"", "\"b, \"", "\"c\"", "\" \""]),
            (r#"{"a": "log("b")"}"#, vec!["\"a\"", "\"log(\"", "\")\""]),
        ] {
            assert_eq!(strings(text), expected, "{text}");
        }
    }

    #[test]
    fn an_unclosed_string_ends_with_its_line() {
        use TokenKind::{Colon, Number, String, Whitespace};
        assert_eq!(
            kinds("\"half\n\"b\":1"),
            [(String, "\"half"), (Whitespace, "\n"), (String, "\"b\""), (Colon, ":"), (Number, "1")]
        );
    }
}

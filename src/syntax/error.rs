//! Syntax errors. Their messages are part of the analysis.

use crate::text::TextRange;

/// A syntax error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SyntaxError {
    /// Its range, in bytes; empty if something is missing between two tokens.
    pub range: TextRange,
    /// Its kind.
    pub kind: SyntaxErrorKind,
}

/// An object or an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Container {
    /// `{ … }`
    Object,
    /// `[ … ]`
    Array,
}

/// The syntax errors that the lexer and parser report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SyntaxErrorKind {
    /// A missing comma between two members or elements. Sorts first, since it belongs to the gap before its offset.
    MissingComma,
    /// Only whitespace and comments.
    EmptyDocument,
    /// A string whose line ends before its closing quote.
    UnterminatedString,
    /// A string between single quotes.
    SingleQuotes,
    /// A backslash that does not start a JSON escape.
    InvalidEscape,
    /// `\ud83d` without its other half.
    LoneSurrogate,
    /// A raw control character in a string.
    ControlCharacter(char),
    /// A character that cannot be seen and that JSON does not allow between values, such as a no-break space, a form
    /// feed or U+2060.
    ExoticWhitespace(char),
    /// U+FEFF at the start.
    ByteOrderMark,
    /// `/*` without `*/`.
    UnterminatedComment,
    /// A malformed number, such as `01`, `1.`, `+1` or `0x1F`.
    InvalidNumber,
    /// A number that is out of range, such as `1e999`.
    NumberOutOfRange,
    /// A word that is not a JSON value, such as `True`, `undefined` or `NaN`.
    InvalidLiteral,
    /// A key that is not a string.
    UnquotedKey,
    /// A key with no colon after it.
    MissingColon,
    /// A colon with no value after it.
    MissingValue,
    /// A value where a key was expected.
    MissingKey,
    /// A comma with nothing before it.
    ExtraComma,
    /// A comma before a closing bracket, which JSONC allows.
    TrailingComma,
    /// A token that is not allowed here.
    Unexpected,
    /// An opening bracket that is never closed, with the number of unclosed brackets up to and including it.
    Unclosed(Container, u32),
    /// A bracket that closes the root although members follow.
    EarlyClose,
    /// Something after the end of the document.
    AfterEnd,
}

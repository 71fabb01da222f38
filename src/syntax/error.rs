//! What can be wrong with the text itself. The messages are up to the analysis.

use crate::text::TextRange;

/// One thing that is wrong with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SyntaxError {
    /// Where, in bytes; empty where something is missing between two tokens.
    pub range: TextRange,
    /// What it is.
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

/// What lexer and parser can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SyntaxErrorKind {
    /// No comma between two members or elements. Sorts first: it belongs to the gap before its offset.
    MissingComma,
    /// Nothing but white space and comments.
    EmptyDocument,
    /// A string whose line ends before its closing quote.
    UnterminatedString,
    /// A string between single quotes.
    SingleQuotes,
    /// A backslash that does not begin one of JSON's escapes.
    InvalidEscape,
    /// `\ud83d` without its other half.
    LoneSurrogate,
    /// A raw control character in a string.
    ControlCharacter(char),
    /// White space that JSON does not allow: a no-break space, a form feed …
    ExoticWhitespace(char),
    /// U+FEFF at the start.
    ByteOrderMark,
    /// `/*` without `*/`.
    UnterminatedComment,
    /// `01`, `1.`, `+1`, `0x1F` …
    InvalidNumber,
    /// `1e999`: more than a number can hold.
    NumberOutOfRange,
    /// A word that is not a JSON value: `True`, `undefined`, `NaN` …
    InvalidLiteral,
    /// A key that is not a string.
    UnquotedKey,
    /// A key with no colon after it.
    MissingColon,
    /// A colon with no value after it.
    MissingValue,
    /// A value where a key was due.
    MissingKey,
    /// A comma with nothing before it.
    ExtraComma,
    /// A comma before a closing bracket: fine in JSONC.
    TrailingComma,
    /// A token that fits nowhere here.
    Unexpected,
    /// An opening bracket that is never closed; how many there are in all, up to this one, at the end of the text.
    Unclosed(Container, u32),
    /// The root was closed although members follow.
    EarlyClose,
    /// Something after the end of the document.
    AfterEnd,
}

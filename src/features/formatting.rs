//! Formatting: one member per line; short containers that are on one line stay there; comments and blank lines stay.
//!
//! A formatter that replaces lines can lose text when only a part of a document is formatted. This one knows nothing but
//! the white space between two tokens: what it gives is a list of edits of such gaps, so no token can change, and a
//! selection takes the edits that lie in it.

use crate::analysis::Edit;
use crate::analysis::edits::applied;
use crate::syntax::{Lexer, Source, SyntaxErrorKind, Token, TokenKind};
use crate::text::{TextRange, line_ending};

/// The longest line, in characters, on which a container may stay.
const WIDTH: usize = 100;
/// Deeper levels are indented like this one: nothing that people read is so deep, and the output must not grow with the
/// square of the depth.
const DEEPEST: usize = 64;

/// How to indent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Spaces per indentation level.
    pub width: usize,
    /// Whether to indent with tabs instead.
    pub tabs: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 2, tabs: false }
    }
}

impl Style {
    /// The indentation of a line at that depth.
    pub(super) fn indent(self, depth: usize) -> String {
        if self.tabs { "\t".repeat(depth) } else { " ".repeat(depth * self.width) }
    }
}

/// The formatted text; `None` if the text is not valid JSON. Trailing commas and comments are allowed, and kept.
pub fn format(source: &Source, style: Style) -> Option<String> {
    Some(applied(source.text(), &edits(source, style)?))
}

/// The edits that format the whole text, in its order; each replaces white space by white space. `None` if the text is
/// not valid JSON.
pub fn edits(source: &Source, style: Style) -> Option<Vec<Edit>> {
    let gaps = gaps(source, style)?.into_iter();
    Some(gaps.filter_map(|gap| edit(source.text(), gap.range, &gap.text)).collect())
}

/// The edits that format the lines that `range` touches, in bytes. Lines outside them stay as they are: no line is joined
/// with one outside, or split off from it.
pub fn edits_in(source: &Source, style: Style, range: TextRange) -> Option<Vec<Edit>> {
    let (text, lines) = (source.text(), source.lines());
    let (first, last) = (lines.line(range.start), lines.line(range.end));
    let is_selected = |offset: u32| (first..=last).contains(&lines.line(offset));
    let selected = gaps(source, style)?.into_iter().filter_map(|gap| {
        let old = gap.range.of(text);
        match (is_selected(gap.range.start), is_selected(gap.range.end)) {
            (true, true) => edit(text, gap.range, &gap.text),
            // Of white space that reaches out of the selection, only what is on a selected line may change; where the
            // line break itself would go, nothing can.
            (true, false) => {
                let end = old.find(['\n', '\r']).filter(|_| gap.text.contains('\n'))?;
                edit(text, TextRange::new(gap.range.start, gap.range.start + end as u32), "")
            }
            (false, true) => {
                let start = old.rfind(['\n', '\r']).filter(|_| gap.text.contains('\n'))? + 1;
                let indentation = &gap.text[gap.text.rfind('\n')? + 1..];
                edit(text, TextRange::new(gap.range.start + start as u32, gap.range.end), indentation)
            }
            (false, false) => None,
        }
    });
    Some(selected.collect())
}

/// The smallest edit from what is in `range` to `new`: what is the same at both ends stays, and with it the cursors there.
fn edit(text: &str, range: TextRange, new: &str) -> Option<Edit> {
    let old = range.of(text);
    if old == new {
        return None;
    }
    let same_start = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    // Between `\r` and `\n` nothing may be cut.
    let start = if old[..same_start].ends_with('\r') { same_start - 1 } else { same_start };
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let same_end = old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(|(old, new)| old == new).count();
    let end = if old_rest[old_rest.len() - same_end..].starts_with('\n') { same_end - 1 } else { same_end };
    let replaced = TextRange::new(range.start + start as u32, range.end - end as u32);
    Some(Edit::new(replaced, &new_rest[..new_rest.len() - end]))
}

/// White space between two tokens, before the first or after the last, and what it becomes.
struct Gap {
    range: TextRange,
    text: String,
}

fn gaps(source: &Source, style: Style) -> Option<Vec<Gap>> {
    let is_harmless = |kind| matches!(kind, SyntaxErrorKind::TrailingComma | SyntaxErrorKind::ByteOrderMark);
    if source.tree().errors().iter().any(|error| !is_harmless(error.kind)) {
        return None;
    }
    let text = source.text();
    let tokens = tokens(text);
    Some(Layout { text, tokens: &tokens, style, newline: line_ending(text), gaps: Vec::new(), column: 0 }.document())
}

/// All tokens except whitespace, each with the number of line breaks before it.
fn tokens(text: &str) -> Vec<(Token, usize)> {
    let (mut lexer, mut errors, mut tokens, mut breaks) = (Lexer::new(text, 0), Vec::new(), Vec::new(), 0);
    loop {
        let mut token = lexer.next(&mut errors);
        match token.kind {
            TokenKind::End => return tokens,
            TokenKind::Whitespace => breaks += line_breaks(token.range.of(text)),
            _ => {
                if token.kind == TokenKind::LineComment {
                    token.range.end = token.range.start + token.range.of(text).trim_end().len() as u32;
                }
                tokens.push((token, std::mem::take(&mut breaks)));
            }
        }
    }
}

fn line_breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_break = |at: &usize| match bytes[*at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(is_break).count()
}

/// An open bracket.
#[derive(Clone, Copy)]
enum Open {
    /// Its members are on lines of their own.
    Spread,
    /// All of it is on one line, and so is everything in it.
    Flat,
}

struct Layout<'t> {
    text: &'t str,
    tokens: &'t [(Token, usize)],
    style: Style,
    newline: &'static str,
    gaps: Vec<Gap>,
    /// Characters on the line so far.
    column: usize,
}

impl Layout<'_> {
    fn document(mut self) -> Vec<Gap> {
        let mut open: Vec<Open> = Vec::new();
        let mut before: Option<Token> = None;
        for (index, &(token, breaks)) in self.tokens.iter().enumerate() {
            let text = match token.kind {
                TokenKind::CloseBrace | TokenKind::CloseBracket => {
                    let closed = open.pop();
                    self.before_closing(token, before, closed, open.len())
                }
                _ => self.before_token(token, breaks, before, open.last().copied(), open.len()),
            };
            let from = before.map_or(self.start(), |before| before.range.end);
            self.advance(&text);
            self.gaps.push(Gap { range: TextRange::new(from, token.range.start), text });
            self.advance(token.range.of(self.text));
            if is_opening(token.kind) {
                let is_flat = matches!(open.last(), Some(Open::Flat)) || self.fits_on_its_line(index, open.len());
                open.push(if is_flat { Open::Flat } else { Open::Spread });
            }
            before = Some(token);
        }
        if let Some(last) = before {
            let range = TextRange::new(last.range.end, self.text.len() as u32);
            self.gaps.push(Gap { range, text: self.newline.to_owned() });
        }
        self.gaps
    }

    /// Where the text starts: a byte order mark stays.
    fn start(&self) -> u32 {
        const MARK: char = '\u{feff}';
        if self.text.starts_with(MARK) { MARK.len_utf8() as u32 } else { 0 }
    }

    fn advance(&mut self, text: &str) {
        match text.rfind(['\n', '\r']) {
            Some(at) => self.column = text[at + 1..].chars().count(),
            None => self.column += text.chars().count(),
        }
    }

    fn before_closing(&self, token: Token, before: Option<Token>, open: Option<Open>, depth: usize) -> String {
        match (before, open) {
            (Some(before), _) if is_opening(before.kind) => String::new(),
            (_, Some(Open::Spread) | None) => self.line(depth, 1),
            (Some(before), _) if before.kind == TokenKind::LineComment => self.line(depth, 1),
            _ if token.kind == TokenKind::CloseBrace => " ".to_owned(),
            _ => String::new(),
        }
    }

    fn before_token(
        &self,
        token: Token,
        breaks: usize,
        before: Option<Token>,
        open: Option<Open>,
        depth: usize,
    ) -> String {
        let Some(before) = before.map(|before| before.kind) else { return String::new() };
        let is_comment = matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment);
        let after_line_comment = before == TokenKind::LineComment;
        match token.kind {
            TokenKind::Comma | TokenKind::Colon if !after_line_comment => String::new(),
            _ if depth == 0 => self.line(0, breaks.clamp(1, 2)),
            // A comment stays on the line that it follows on.
            _ if is_comment && breaks == 0 => " ".to_owned(),
            _ if before == TokenKind::Colon => " ".to_owned(),
            _ if matches!(open, Some(Open::Spread)) || after_line_comment => {
                let starts = matches!(before, TokenKind::Comma | TokenKind::OpenBrace | TokenKind::OpenBracket)
                    || is_comment
                    || after_line_comment
                    || before == TokenKind::BlockComment;
                // At most one blank line is kept, and none after an opening bracket.
                let most = if is_opening(before) { 1 } else { 2 };
                if before == TokenKind::BlockComment && breaks == 0 {
                    " ".to_owned()
                } else if starts {
                    self.line(depth, breaks.clamp(1, most))
                } else {
                    String::new()
                }
            }
            _ if before == TokenKind::OpenBracket => String::new(),
            _ => " ".to_owned(),
        }
    }

    fn line(&self, depth: usize, breaks: usize) -> String {
        let depth = depth.min(DEEPEST);
        self.newline.repeat(breaks) + &self.style.indent(depth)
    }

    /// Whether the container that the token at `index` opens is empty, or is on one line and short enough to stay there.
    /// It is measured as it will be written, so that formatting it again decides the same.
    fn fits_on_its_line(&self, index: usize, depth: usize) -> bool {
        let (mut open, mut width, mut before) = (1_usize, 0_usize, self.tokens[index].0.kind);
        for (offset, (token, breaks)) in self.tokens[index + 1..].iter().enumerate() {
            let is_closing = matches!(token.kind, TokenKind::CloseBrace | TokenKind::CloseBracket);
            if is_closing && offset == 0 {
                return true;
            }
            // The document itself always has its members on lines of their own.
            let text = token.range.of(self.text);
            if *breaks > 0 || depth == 0 || token.kind == TokenKind::LineComment || text.contains(['\n', '\r']) {
                return false;
            }
            open = if is_closing { open - 1 } else { open + usize::from(is_opening(token.kind)) };
            let has_space = match token.kind {
                TokenKind::Comma | TokenKind::Colon => false,
                TokenKind::CloseBrace => !is_opening(before),
                TokenKind::CloseBracket => false,
                TokenKind::BlockComment => true,
                _ => before != TokenKind::OpenBracket,
            };
            width += usize::from(has_space) + text.chars().count();
            let is_too_wide = self.column + width > WIDTH;
            if is_too_wide || open == 0 {
                // A comma may follow.
                return self.column + width < WIDTH;
            }
            before = token.kind;
        }
        false
    }
}

fn is_opening(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::OpenBrace | TokenKind::OpenBracket)
}

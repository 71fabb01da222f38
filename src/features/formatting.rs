//! Formatting: one member per line. Short containers that fit on one line stay there; comments and blank lines are kept.

use std::time::Duration;

use similar::{DiffTag, TextDiff};

use crate::analysis::Edit;
use crate::syntax::{Lexer, Source, SyntaxErrorKind, Token, TokenKind};
use crate::text::{TextRange, line_ending};

/// The longest line, in characters, on which a container may stay.
const WIDTH: usize = 100;

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

/// The formatted text; `None` if the text is not valid JSON. Trailing commas and comments are allowed, and kept.
pub fn format(source: &Source, style: Style) -> Option<String> {
    if source.tree().errors().iter().any(|error| error.kind != SyntaxErrorKind::TrailingComma) {
        return None;
    }
    let newline = line_ending(source.text());
    let mut printer =
        Printer { text: source.text(), tokens: tokens(source.text()), at: 0, out: String::new(), style, newline };
    printer.document();
    Some(printer.out)
}

/// All tokens except whitespace, each with the number of line breaks before it.
fn tokens(text: &str) -> Vec<(Token, usize)> {
    let (mut lexer, mut errors, mut tokens, mut breaks) = (Lexer::new(text, 0), Vec::new(), Vec::new(), 0);
    loop {
        let token = lexer.next(&mut errors);
        match token.kind {
            TokenKind::End => return tokens,
            TokenKind::Whitespace => breaks += line_breaks(token.range.of(text)),
            _ => tokens.push((token, std::mem::take(&mut breaks))),
        }
    }
}

fn line_breaks(text: &str) -> usize {
    text.matches('\n').count() + text.replace("\r\n", "\n").matches('\r').count()
}

struct Printer<'t> {
    text: &'t str,
    tokens: Vec<(Token, usize)>,
    at: usize,
    out: String,
    style: Style,
    newline: &'static str,
}

impl Printer<'_> {
    fn document(&mut self) {
        // For each open bracket, whether its members are on separate lines.
        let mut open: Vec<bool> = Vec::new();
        let mut before: Option<TokenKind> = None;
        while let Some(&(token, breaks)) = self.tokens.get(self.at) {
            let is_comment = matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment);
            let closes = matches!(token.kind, TokenKind::CloseBrace | TokenKind::CloseBracket);
            if closes {
                let was_spread = open.pop().unwrap_or(false);
                match before {
                    Some(TokenKind::OpenBrace | TokenKind::OpenBracket) => {}
                    _ if was_spread => self.line(open.len(), 1),
                    _ if token.kind == TokenKind::CloseBrace => self.out.push(' '),
                    _ => {}
                }
            } else {
                let spread = open.last().copied().unwrap_or(false);
                self.space_before(token, breaks, before, spread, open.len(), is_comment);
            }
            self.out.push_str(token.range.of(self.text).trim_end());
            if matches!(token.kind, TokenKind::OpenBrace | TokenKind::OpenBracket) {
                open.push(!self.fits_on_its_line(open.len()));
            }
            before = Some(token.kind);
            self.at += 1;
        }
        if !self.out.is_empty() {
            self.out.push_str(self.newline);
        }
    }

    fn space_before(
        &mut self,
        token: Token,
        breaks: usize,
        before: Option<TokenKind>,
        spread: bool,
        depth: usize,
        is_comment: bool,
    ) {
        let Some(before) = before else { return };
        let after_line_comment = before == TokenKind::LineComment;
        match token.kind {
            TokenKind::Comma if !after_line_comment => {}
            TokenKind::Colon if !after_line_comment => {}
            _ if depth == 0 => self.line(0, breaks.clamp(1, 2)),
            // A comment at the end of a line stays there.
            _ if is_comment && breaks == 0 => self.out.push(' '),
            _ if before == TokenKind::Colon => self.out.push(' '),
            _ if spread || after_line_comment => {
                let starts = matches!(before, TokenKind::Comma | TokenKind::OpenBrace | TokenKind::OpenBracket)
                    || is_comment
                    || after_line_comment
                    || before == TokenKind::BlockComment;
                // Keep at most one blank line, and none after an opening bracket.
                let most = if matches!(before, TokenKind::OpenBrace | TokenKind::OpenBracket) { 1 } else { 2 };
                if before == TokenKind::BlockComment && breaks == 0 {
                    self.out.push(' ');
                } else if starts {
                    self.line(depth, breaks.clamp(1, most));
                }
            }
            _ if before == TokenKind::OpenBracket => {}
            _ => self.out.push(' '),
        }
    }

    fn line(&mut self, depth: usize, breaks: usize) {
        for _ in 0..breaks {
            self.out.push_str(self.newline);
        }
        let indent = if self.style.tabs { "\t".repeat(depth) } else { " ".repeat(depth * self.style.width) };
        self.out.push_str(&indent);
    }

    /// Whether the container that opens at the current token is empty, or is on one line and short enough to stay there.
    fn fits_on_its_line(&self, depth: usize) -> bool {
        let (mut open, mut width) = (1_usize, 0_usize);
        for (index, (token, breaks)) in self.tokens[self.at + 1..].iter().enumerate() {
            match token.kind {
                TokenKind::CloseBrace | TokenKind::CloseBracket => open -= 1,
                TokenKind::OpenBrace | TokenKind::OpenBracket => open += 1,
                TokenKind::LineComment => return false,
                _ => {}
            }
            if open == 0 && index == 0 {
                return true;
            }
            // The members of the document itself are always on separate lines.
            if *breaks > 0 || depth == 0 {
                return false;
            }
            width +=
                token.range.len() as usize + usize::from(matches!(token.kind, TokenKind::Comma | TokenKind::Colon));
            if open == 0 {
                let line = self.out.rfind('\n').map_or(0, |at| at + 1);
                return self.out[line..].chars().count() + width + 3 <= WIDTH;
            }
            if width > WIDTH {
                return false;
            }
        }
        false
    }
}

/// The edits that turn the lines touching `range` (in bytes) into those of `formatted`. Lines that are already formatted
/// are left alone, so that cursors and markers in the editor stay where they are.
pub fn edits(source: &Source, formatted: &str, range: TextRange) -> Vec<Edit> {
    /// How long to search for common lines. If almost every line differs, more time would find little.
    const PATIENCE: Duration = Duration::from_millis(200);
    let old = source.text();
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, formatted);
    let (mut from, mut edits) = (0, Vec::new());
    for op in diff.ops() {
        let length = |slices: &[&str]| slices.iter().map(|slice| slice.len()).sum::<usize>();
        let removed = length(&diff.old_slices()[op.old_range()]);
        let replaced = TextRange::new(from as u32, (from + removed) as u32);
        from += removed;
        let touches = replaced.start <= range.end && range.start <= replaced.end;
        if op.tag() != DiffTag::Equal && touches {
            edits.push(Edit::new(replaced, diff.new_slices()[op.new_range()].concat()));
        }
    }
    edits
}

//! Builds a tree from tokens. It never fails, and keeps a list of open brackets instead of recursing.
//!
//! It recovers from errors as follows, in the order in which they come up during typing:
//! 1. A key without a colon or value is still a property, which completion needs.
//! 2. After a key without a colon, something on the same line that is not itself a key is its value;
//!    a string on a later line is the next key.
//! 3. After a colon, a word or string on a later line that is followed by a colon is the next key.
//! 4. In an array inside an object, a string followed by a colon means that the array was left open.
//! 5. A closing bracket of the other kind closes the inner container if an outer one of its kind is open; otherwise it is
//!    skipped.
//! 6. If nothing else applies, exactly one token is skipped, and nothing more is reported up to the next comma.
//! 7. If members follow the bracket that closes the root, that bracket came too early, and the root continues.

use super::error::{Container, SyntaxError, SyntaxErrorKind};
use super::fast_path;
use super::lexer::{Lexer, Token, TokenKind};
use super::tree::{Comment, Flags, Kind, NodeData, NodeId, Tree};
use crate::text::TextRange;

/// Parses a whole text of at most [`crate::text::MAX_BYTES`] bytes.
pub fn parse(text: &str) -> Tree {
    fast_path::parse(text).unwrap_or_else(|| parse_tolerant(text))
}

pub(super) fn parse_tolerant(text: &str) -> Tree {
    let mut parser = Parser::new(text, 0, 0);
    // Real manifests have a node every 20 bytes or so.
    parser.nodes.reserve(text.len() / 24);
    parser.document();
    let Parser { nodes, comments, mut errors, .. } = parser;
    errors.sort_unstable();
    Tree { nodes, comments, errors, ..Tree::default() }
}

/// An open container.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) id: NodeId,
    pub(super) container: Container,
    /// The offset of its opening bracket.
    pub(super) open: u32,
    /// The property whose value is being read.
    property: Option<NodeId>,
    /// Whether a member may start here without a comma before it.
    pub(super) separated: bool,
    /// The comma that was just read; it is a trailing comma if the container closes now.
    pub(super) comma: Option<TextRange>,
    /// Whether a token was skipped since the last comma, so that further tokens are not reported.
    recovering: bool,
}

/// How a resumed parse ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// At the start of a member or element where the caller wanted to stop.
    Synced { start: u32, separated: bool },
    /// The container was closed by its own bracket, which ends at `end`.
    Closed { end: u32 },
    /// Neither; the surroundings of the container have changed too.
    Lost,
}

pub(super) struct Parser<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    /// Tokens read ahead, without trivia; at most two.
    ahead: [Option<Token>; 2],
    /// Where the last consumed token ends.
    previous_end: u32,
    previous_unterminated: bool,
    pub(super) nodes: Vec<NodeData>,
    /// The id of the first of `nodes`.
    base: u32,
    stack: Vec<Frame>,
    /// The number of open objects and arrays, including those around a resumed container.
    open: [u32; 2],
    pub(super) comments: Vec<Comment>,
    pub(super) errors: Vec<SyntaxError>,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, at: u32, base: u32) -> Self {
        Self {
            text,
            lexer: Lexer::new(text, at as usize),
            ahead: [None; 2],
            previous_end: at,
            previous_unterminated: false,
            nodes: Vec::new(),
            base,
            stack: Vec::new(),
            open: [0; 2],
            comments: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// A frame for a container whose node is already in the tree and whose next token starts a member.
    pub(super) fn resumed_frame(id: NodeId, container: Container, open: u32, comma: Option<TextRange>) -> Frame {
        Frame { id, container, open, property: None, separated: true, comma, recovering: false }
    }

    /// Continues inside `frame`, with `around` objects and arrays open around it, until `stop` accepts the start of one of
    /// its members or the container ends.
    pub(super) fn resume(&mut self, frame: Frame, around: [u32; 2], mut stop: impl FnMut(u32) -> bool) -> Outcome {
        self.open = around;
        self.open[frame.container as usize] += 1;
        self.stack.push(frame);
        loop {
            let token = self.peek();
            if token.kind == TokenKind::End {
                return Outcome::Lost;
            }
            if self.stack.len() == 1 {
                let top = self.stack[0];
                let starts_member =
                    token.kind.is_scalar() || matches!(token.kind, TokenKind::OpenBrace | TokenKind::OpenBracket);
                if starts_member && !top.recovering && !self.leaves_array(top) && stop(token.range.start) {
                    self.expect_comma();
                    return Outcome::Synced { start: token.range.start, separated: top.separated };
                }
                let own = matches!(
                    (token.kind, top.container),
                    (TokenKind::CloseBrace, Container::Object) | (TokenKind::CloseBracket, Container::Array)
                );
                if own {
                    self.report_trailing_comma();
                    return Outcome::Closed { end: token.range.end };
                }
            }
            self.step();
            if self.stack.is_empty() {
                return Outcome::Lost;
            }
        }
    }

    // Tokens

    fn read(&mut self) -> Token {
        loop {
            let token = self.lexer.next(&mut self.errors);
            if matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment) {
                self.comments.push(Comment { range: token.range });
            }
            if !token.kind.is_trivia() {
                return token;
            }
        }
    }

    fn peek(&mut self) -> Token {
        if let Some(token) = self.ahead[0] {
            return token;
        }
        let token = self.read();
        self.ahead[0] = Some(token);
        token
    }

    fn peek_second(&mut self) -> Token {
        self.peek();
        if let Some(token) = self.ahead[1] {
            return token;
        }
        let token = self.read();
        self.ahead[1] = Some(token);
        token
    }

    fn bump(&mut self) -> Token {
        let token = self.peek();
        self.ahead = [self.ahead[1], None];
        self.previous_end = token.range.end;
        self.previous_unterminated = token.unterminated;
        token
    }

    fn on_later_line(&self, from: u32, to: u32) -> bool {
        let between = &self.text.as_bytes()[from as usize..to as usize];
        memchr::memchr2(b'\n', b'\r', between).is_some()
    }

    fn report(&mut self, range: TextRange, kind: SyntaxErrorKind) {
        if !self.stack.last().is_some_and(|frame| frame.recovering) {
            self.errors.push(SyntaxError { range, kind });
        }
    }

    // Nodes

    fn push(&mut self, kind: Kind, range: TextRange, flags: Flags, parent: NodeId) -> NodeId {
        let id = NodeId(self.base + self.nodes.len() as u32);
        self.nodes.push(NodeData { kind, flags, range, parent, size: 1, colon: 0 });
        id
    }

    fn node(&mut self, id: NodeId) -> Option<&mut NodeData> {
        // A resumed container is not one of this parser's nodes; its owner finishes it.
        id.0.checked_sub(self.base).and_then(|index| self.nodes.get_mut(index as usize))
    }

    fn finish(&mut self, id: NodeId, end: u32, flags: Flags) {
        let size = self.base + self.nodes.len() as u32 - id.0;
        if let Some(node) = self.node(id) {
            node.range.end = end;
            node.size = size;
            node.flags |= flags;
        }
    }

    /// Consumes a single-token value and adds its node.
    fn scalar(&mut self, parent: NodeId, flags: Flags) -> Token {
        let token = self.bump();
        let kind = match token.kind {
            TokenKind::String => Kind::String,
            TokenKind::Number => Kind::Number,
            TokenKind::True | TokenKind::False => Kind::Boolean,
            TokenKind::Null => Kind::Null,
            _ => {
                self.report(token.range, SyntaxErrorKind::InvalidLiteral);
                Kind::Word
            }
        };
        self.push(kind, token.range, flags | string_flags(token), parent);
        token
    }

    fn open(&mut self, parent: NodeId, property: Option<NodeId>, flags: Flags) {
        let token = self.bump();
        let container = if token.kind == TokenKind::OpenBrace { Container::Object } else { Container::Array };
        let kind = if container == Container::Object { Kind::Object } else { Kind::Array };
        let id = self.push(kind, token.range, flags, parent);
        self.open[container as usize] += 1;
        self.stack.push(Frame {
            id,
            container,
            open: token.range.start,
            property,
            separated: true,
            comma: None,
            recovering: false,
        });
    }

    /// Ends the innermost container at `end`.
    fn close(&mut self, end: u32, flags: Flags) {
        let Some(frame) = self.stack.pop() else { return };
        self.open[frame.container as usize] -= 1;
        self.finish(frame.id, end, flags);
        if let Some(property) = frame.property {
            self.finish(property, end, Flags::empty());
        }
    }

    // Grammar

    fn document(&mut self) {
        loop {
            let token = self.peek();
            match token.kind {
                TokenKind::End => {
                    if self.nodes.is_empty() {
                        self.report(token.range, SyntaxErrorKind::EmptyDocument);
                    }
                    return;
                }
                TokenKind::OpenBrace | TokenKind::OpenBracket => {
                    self.open(NodeId::NONE, None, Flags::CLEAN);
                    break;
                }
                kind if kind.is_scalar() => {
                    self.scalar(NodeId::NONE, Flags::CLEAN);
                    break;
                }
                _ => {
                    self.report(token.range, SyntaxErrorKind::Unexpected);
                    self.bump();
                }
            }
        }
        self.run();
        let mut reported = false;
        loop {
            let token = self.peek();
            if token.kind == TokenKind::End {
                return;
            }
            let root = self.nodes[0];
            let comma_and_key = token.kind == TokenKind::Comma && self.peek_second().kind == TokenKind::String;
            let key = token.kind == TokenKind::String && self.peek_second().kind == TokenKind::Colon;
            if root.kind == Kind::Object && root.flags.contains(Flags::CLOSED) && !reported && (comma_and_key || key) {
                self.report(TextRange::new(root.range.end - 1, root.range.end), SyntaxErrorKind::EarlyClose);
                self.nodes[0].flags.remove(Flags::CLOSED);
                self.open[Container::Object as usize] += 1;
                let mut frame = Self::resumed_frame(NodeId(0), Container::Object, root.range.start, None);
                frame.separated = false;
                self.stack.push(frame);
                self.run();
            } else {
                if !reported {
                    self.report(token.range, SyntaxErrorKind::AfterEnd);
                    reported = true;
                }
                self.bump();
            }
        }
    }

    fn run(&mut self) {
        while !self.stack.is_empty() {
            if self.peek().kind == TokenKind::End {
                return self.end_of_text();
            }
            self.step();
        }
    }

    /// Closes everything that is open at the end of the text, with one error for all at the innermost bracket.
    fn end_of_text(&mut self) {
        let end = self.text.len() as u32;
        if let Some(&Frame { open, container, .. }) = self.stack.last() {
            let kind = SyntaxErrorKind::Unclosed(container, self.stack.len() as u32);
            self.errors.push(SyntaxError { range: TextRange::new(open, open + 1), kind });
        }
        while !self.stack.is_empty() {
            self.close(end, Flags::empty());
        }
    }

    /// Reads one member or element, or one token between them.
    fn step(&mut self) {
        let token = self.peek();
        let Some(&frame) = self.stack.last() else { return };
        match (token.kind, frame.container) {
            (TokenKind::CloseBrace, Container::Object) | (TokenKind::CloseBracket, Container::Array) => {
                self.report_trailing_comma();
                self.bump();
                self.close(token.range.end, Flags::CLOSED);
            }
            (TokenKind::CloseBrace, Container::Array) => self.foreign_closer(Container::Object),
            (TokenKind::CloseBracket, Container::Object) => self.foreign_closer(Container::Array),
            (TokenKind::Comma, _) => self.comma(),
            (TokenKind::Colon, _) => self.skip(),
            (TokenKind::OpenBrace | TokenKind::OpenBracket, Container::Object) => self.member_without_key(),
            (_, Container::Object) => self.member(),
            (_, Container::Array) if self.leaves_array(frame) => self.close_unclosed(),
            (_, Container::Array) => self.element(),
        }
    }

    fn comma(&mut self) {
        let token = self.bump();
        let Some(frame) = self.stack.last_mut() else { return };
        let extra = frame.separated && !frame.recovering;
        frame.comma = (!extra).then_some(token.range);
        frame.separated = true;
        frame.recovering = false;
        if extra {
            self.report(token.range, SyntaxErrorKind::ExtraComma);
        }
    }

    fn report_trailing_comma(&mut self) {
        if let Some(comma) = self.stack.last().and_then(|frame| frame.comma) {
            self.report(comma, SyntaxErrorKind::TrailingComma);
        }
    }

    fn foreign_closer(&mut self, closes: Container) {
        if self.open[closes as usize] > 0 { self.close_unclosed() } else { self.skip() }
    }

    fn close_unclosed(&mut self) {
        let end = self.peek().range.start;
        if let Some(&Frame { open, container, .. }) = self.stack.last() {
            self.report(TextRange::new(open, open + 1), SyntaxErrorKind::Unclosed(container, 1));
        }
        self.close(end, Flags::empty());
    }

    fn skip(&mut self) {
        let token = self.bump();
        self.report(token.range, SyntaxErrorKind::Unexpected);
        if let Some(frame) = self.stack.last_mut() {
            frame.recovering = true;
        }
    }

    /// Whether the next token is a key although the innermost container is an array.
    fn leaves_array(&mut self, frame: Frame) -> bool {
        frame.container == Container::Array
            && self.open[Container::Object as usize] > 0
            && self.peek().kind == TokenKind::String
            && self.peek_second().kind == TokenKind::Colon
    }

    fn expect_comma(&mut self) {
        let separated = self.stack.last().is_none_or(|frame| frame.separated);
        if !separated && !self.previous_unterminated {
            self.report(TextRange::empty(self.previous_end), SyntaxErrorKind::MissingComma);
        }
    }

    /// Records that a member starts, and returns the flags of its node.
    fn start_member(&mut self) -> (NodeId, Flags) {
        self.expect_comma();
        let Some(frame) = self.stack.last_mut() else { return (NodeId::NONE, Flags::empty()) };
        let flags = match (frame.recovering, frame.separated) {
            (true, _) => Flags::DIRTY,
            (false, true) => Flags::CLEAN,
            (false, false) => Flags::empty(),
        };
        frame.separated = false;
        frame.comma = None;
        (frame.id, flags)
    }

    fn element(&mut self) {
        let (parent, flags) = self.start_member();
        self.value(parent, None, flags);
    }

    fn value(&mut self, parent: NodeId, property: Option<NodeId>, flags: Flags) {
        if matches!(self.peek().kind, TokenKind::OpenBrace | TokenKind::OpenBracket) {
            return self.open(parent, property, flags);
        }
        let token = self.scalar(parent, flags);
        if let Some(property) = property {
            self.finish(property, token.range.end, Flags::empty());
        }
    }

    /// Reads a value without a key, as in `{ { … } }`. Its key becomes an empty word.
    fn member_without_key(&mut self) {
        let (parent, flags) = self.start_member();
        let token = self.peek();
        self.report(token.range, SyntaxErrorKind::MissingKey);
        let at = TextRange::empty(token.range.start);
        let property = self.push(Kind::Property, at, flags, parent);
        self.push(Kind::Word, at, Flags::empty(), property);
        self.value(property, Some(property), Flags::empty());
    }

    fn member(&mut self) {
        let (parent, flags) = self.start_member();
        let key = self.bump();
        let property = self.push(Kind::Property, key.range, flags, parent);
        if key.kind == TokenKind::String {
            self.push(Kind::String, key.range, string_flags(key), property);
        } else {
            self.report(key.range, SyntaxErrorKind::UnquotedKey);
            self.push(Kind::Word, key.range, Flags::empty(), property);
        }
        self.finish(property, key.range.end, Flags::empty());
        if self.peek().kind == TokenKind::Colon {
            let colon = self.bump();
            if let Some(node) = self.node(property) {
                node.colon = colon.range.start - key.range.start;
            }
            self.finish(property, colon.range.end, Flags::empty());
            self.value_after_colon(property, colon.range);
        } else {
            if !key.unterminated {
                self.report(key.range, SyntaxErrorKind::MissingColon);
            }
            if self.is_value_without_colon(key.range.end) {
                self.value(property, Some(property), Flags::empty());
            }
        }
    }

    fn is_value_without_colon(&mut self, key_end: u32) -> bool {
        let token = self.peek();
        match token.kind {
            TokenKind::OpenBrace | TokenKind::OpenBracket => true,
            kind if kind.is_scalar() => {
                !self.on_later_line(key_end, token.range.start) && self.peek_second().kind != TokenKind::Colon
            }
            _ => false,
        }
    }

    fn value_after_colon(&mut self, property: NodeId, colon: TextRange) {
        let token = self.peek();
        match token.kind {
            TokenKind::OpenBrace | TokenKind::OpenBracket => self.value(property, Some(property), Flags::empty()),
            TokenKind::String | TokenKind::Word
                if self.on_later_line(colon.end, token.range.start) && self.peek_second().kind == TokenKind::Colon =>
            {
                self.report(colon, SyntaxErrorKind::MissingValue);
            }
            kind if kind.is_scalar() => self.value(property, Some(property), Flags::empty()),
            TokenKind::Colon => {
                self.skip();
                self.value_after_colon_again(property, colon);
            }
            _ => self.report(colon, SyntaxErrorKind::MissingValue),
        }
    }

    /// Skips any number of extra colons, as in `"key"::`. What follows is still the value.
    fn value_after_colon_again(&mut self, property: NodeId, colon: TextRange) {
        while self.peek().kind == TokenKind::Colon {
            self.bump();
        }
        self.value_after_colon(property, colon);
    }
}

fn string_flags(token: Token) -> Flags {
    let mut flags = Flags::empty();
    flags.set(Flags::ESCAPED, token.escaped);
    flags.set(Flags::UNTERMINATED, token.unterminated);
    flags
}

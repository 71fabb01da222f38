//! Updates a tree after an edit.
//!
//! An edit inside a string only moves offsets. Otherwise, the smallest container around the edit is parsed again, from
//! the member before the edit to the first member after it that starts as before; all other nodes are kept. If there is
//! no such member, the enclosing container is tried, and finally the whole text. The result equals the tree that
//! [`parse`] returns for the new text, node for node, as a test with random edits checks.

use super::error::{Container, SyntaxError, SyntaxErrorKind};
use super::lexer::{Lexer, TokenKind};
use super::literal;
use super::parser::{Outcome, Parser, parse};
use super::tree::{Comment, Flags, Kind, NodeData, NodeId, Tree};
use crate::text::{TextRange, shift};

/// How many containers to try, from the innermost outwards, before parsing the whole text again.
const ATTEMPTS: usize = 4;

/// Turns `tree` into the tree of `text`, in which `inserted` bytes have replaced those of `replaced`.
pub fn reparse(tree: &mut Tree, text: &str, replaced: TextRange, inserted: u32) {
    let edit = Edit { replaced, inserted };
    tree.index.clear();
    let unclosed = edit.unclosed_before(tree, text);
    if unclosed.is_none() && edit.stays_in_string(tree, text) {
        return edit.shift_after(tree);
    }
    let edit = unclosed.map_or(edit, |start| edit.from(start));
    let mut container = edit.container(tree);
    for _ in 0..ATTEMPTS {
        let Some(id) = container else { break };
        if edit.splice(tree, text, id) {
            return;
        }
        container = outer_container(tree, id);
    }
    *tree = parse(text);
}

fn outer_container(tree: &Tree, id: NodeId) -> Option<NodeId> {
    let mut id = tree.nodes[id.index()].parent;
    while id != NodeId::NONE {
        if container_of(tree, id).is_some() {
            return Some(id);
        }
        id = tree.nodes[id.index()].parent;
    }
    None
}

fn container_of(tree: &Tree, id: NodeId) -> Option<Container> {
    match tree.nodes[id.index()].kind {
        Kind::Object => Some(Container::Object),
        Kind::Array => Some(Container::Array),
        _ => None,
    }
}

/// The number of open objects and arrays around container `id`.
fn open_around(tree: &Tree, id: NodeId) -> [u32; 2] {
    let mut open = [0; 2];
    let mut outer = outer_container(tree, id);
    while let Some(id) = outer {
        if let Some(container) = container_of(tree, id) {
            open[container as usize] += 1;
        }
        outer = outer_container(tree, id);
    }
    open
}

#[derive(Clone, Copy)]
struct Edit {
    replaced: TextRange,
    inserted: u32,
}

/// The point from which to parse again.
struct Resume {
    /// The first byte to read.
    at: u32,
    /// Errors from here on are reported again.
    errors_from: u32,
    /// The first node to read again.
    first: NodeId,
    /// The comma before `at`.
    comma: Option<TextRange>,
}

/// The result of parsing a part again.
struct Reread {
    resume: Resume,
    /// The first old node that is kept.
    rest: NodeId,
    /// The end of the parsed part, in the new text.
    until: u32,
    /// Whether a comma comes before the member at `rest`; `None` if the container ends there.
    separated: Option<bool>,
    nodes: Vec<NodeData>,
    comments: Vec<Comment>,
    errors: Vec<SyntaxError>,
}

impl Edit {
    fn by(self) -> i64 {
        i64::from(self.inserted) - i64::from(self.replaced.len())
    }

    fn new_end(self) -> u32 {
        self.replaced.start + self.inserted
    }

    /// The start of the first unclosed string before the edit on its line. Where it ends depends on the rest of the line.
    fn unclosed_before(self, tree: &Tree, text: &str) -> Option<u32> {
        let before = &text.as_bytes()[..self.replaced.start as usize];
        let line = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |at| at as u32 + 1);
        let first = tree.errors.partition_point(|error| error.range.start < line);
        let on_line = tree.errors[first..].iter().take_while(|error| error.range.start < self.replaced.start);
        let mut unclosed = on_line.filter(|error| error.kind == SyntaxErrorKind::UnterminatedString);
        unclosed.next().map(|error| error.range.start)
    }

    /// The same edit, with the text from `start` on replaced by itself.
    fn from(self, start: u32) -> Self {
        let kept = self.replaced.start - start;
        Self { replaced: TextRange::new(start, self.replaced.end), inserted: self.inserted + kept }
    }

    /// Whether old and new text are inside one string, with nothing in or near them that could end it, start an escape or be
    /// an error.
    fn stays_in_string(self, tree: &Tree, text: &str) -> bool {
        let last = tree.nodes.partition_point(|node| node.range.start < self.replaced.start);
        let Some(node) = last.checked_sub(1).map(|index| tree.nodes[index]) else { return false };
        let inside = node.kind == Kind::String && !node.flags.contains(Flags::UNTERMINATED);
        if !inside || self.replaced.start <= node.range.start || self.replaced.end >= node.range.end {
            return false;
        }
        // The longest escape has 12 bytes. Removed text can no longer be examined, so a long removal, or one in a string with
        // escapes or errors, is parsed again.
        let bytes = text.as_bytes();
        let content_start = node.range.start as usize + 1;
        let content_end = shift(node.range.end, self.by()) as usize - 1;
        let start = (self.replaced.start as usize).saturating_sub(12).max(content_start);
        let end = (self.new_end() as usize + 12).min(content_end);
        if !self.replaced.is_empty() && node.flags.contains(Flags::ESCAPED) {
            return false;
        }
        let troubled =
            tree.errors.iter().any(|error| self.replaced.touches(error.range.start) || node.range == error.range);
        let quote = bytes[node.range.start as usize];
        let closes = literal::can_follow_a_string(text, content_end + 1);
        !troubled && closes && bytes[start..end].iter().all(|&byte| byte >= 0x20 && byte != quote && byte != b'\\')
    }

    /// The innermost container with both brackets outside the edit.
    fn container(self, tree: &Tree) -> Option<NodeId> {
        let last = tree.nodes.partition_point(|node| node.range.start < self.replaced.start).checked_sub(1)?;
        let mut id = NodeId(last as u32);
        loop {
            let node = tree.nodes[id.index()];
            let end = if node.flags.contains(Flags::CLOSED) { node.range.end - 1 } else { node.range.end };
            if container_of(tree, id).is_some() && node.range.start < self.replaced.start && self.replaced.end <= end {
                return Some(id);
            }
            id = node.parent;
            if id == NodeId::NONE {
                return None;
            }
        }
    }

    /// Parses the changed members of container `id` again and replaces them; `false` if that is impossible.
    fn splice(self, tree: &mut Tree, text: &str, id: NodeId) -> bool {
        let Some(read) = self.read_again(tree, text, id) else { return false };
        self.merge_errors(tree, &read);
        self.merge_comments(tree, &read);
        self.put_nodes(tree, id, read);
        true
    }

    /// Parses the members of container `id` from the one before the edit to the first one after it that starts as before, or
    /// to the container's end. `None` if neither is found, because more than this container has changed.
    fn read_again(self, tree: &Tree, text: &str, id: NodeId) -> Option<Reread> {
        let container = container_of(tree, id)?;
        let node = tree.nodes[id.index()];
        let resume = self.resume_point(tree, text, id);
        let mut parser = Parser::new(text, resume.at, resume.first.0);
        let frame = Parser::resumed_frame(id, container, node.range.start, resume.comma);
        let mut candidates = tree.children(id).filter(|child| child.index() >= resume.first.index()).peekable();
        let mut synced = None;
        let outcome = parser.resume(frame, open_around(tree, id), |start| {
            let old = shift(start, -self.by());
            if start <= self.new_end() {
                return false;
            }
            while candidates.next_if(|child| tree.nodes[child.index()].range.start < old).is_some() {}
            synced = candidates.peek().copied().filter(|child| {
                let node = tree.nodes[child.index()];
                node.range.start == old && old > self.replaced.end && !node.flags.contains(Flags::DIRTY)
            });
            synced.is_some()
        });
        let (rest, until, separated) = match (outcome, synced) {
            (Outcome::Synced { start, separated }, Some(child)) => (child, start, Some(separated)),
            (Outcome::Closed { end }, _)
                if node.flags.contains(Flags::CLOSED) && end == shift(node.range.end, self.by()) =>
            {
                (NodeId(id.0 + node.size), end - 1, None)
            }
            _ => return None,
        };
        let Parser { nodes, comments, errors, .. } = parser;
        Some(Reread { resume, rest, until, separated, nodes, comments, errors })
    }

    /// Replaces the old nodes with the new ones, moves those after them, and adjusts the lengths of the containers around
    /// them.
    fn put_nodes(self, tree: &mut Tree, id: NodeId, read: Reread) {
        let Reread { resume, rest, separated, nodes, .. } = read;
        let added = nodes.len() as i64 - (rest.0 as i64 - resume.first.0 as i64);
        for node in &mut tree.nodes[rest.index()..] {
            node.range = node.range.shifted(self.by());
            if node.parent != NodeId::NONE && node.parent >= rest {
                node.parent = NodeId(shift(node.parent.0, added));
            }
        }
        if let (Some(separated), Some(child)) = (separated, tree.nodes.get_mut(rest.index())) {
            child.flags.set(Flags::CLEAN, separated);
        }
        let mut outer = id;
        while outer != NodeId::NONE {
            let node = &mut tree.nodes[outer.index()];
            node.size = shift(node.size, added);
            node.range.end = shift(node.range.end, self.by());
            outer = node.parent;
        }
        tree.nodes.splice(resume.first.index()..rest.index(), nodes);
    }

    /// Replaces the old errors with the new ones. Unclosed brackets are reported where they open, which may be before the
    /// edit.
    fn merge_errors(self, tree: &mut Tree, read: &Reread) {
        let old_until = shift(read.until, -self.by());
        let before = |error: &SyntaxError, until: u32| {
            error.range.start < until || (error.range.start == until && error.kind == SyntaxErrorKind::MissingComma)
        };
        let first = tree.errors.partition_point(|error| error.range.start < read.resume.errors_from);
        let rest = tree.errors.partition_point(|error| before(error, old_until)).max(first);
        for error in &mut tree.errors[rest..] {
            error.range = error.range.shifted(self.by());
        }
        let found = read.errors.iter().copied().filter(|error| before(error, read.until));
        tree.errors.splice(first..rest, found);
        tree.errors.sort_unstable();
    }

    /// Replaces the old comments with the new ones.
    fn merge_comments(self, tree: &mut Tree, read: &Reread) {
        let old_until = shift(read.until, -self.by());
        let first = tree.comments.partition_point(|comment| comment.range.start < read.resume.at);
        let rest = tree.comments.partition_point(|comment| comment.range.start < old_until).max(first);
        for comment in &mut tree.comments[rest..] {
            comment.range = comment.range.shifted(self.by());
        }
        let found = read.comments.iter().copied().filter(|comment| comment.range.start < read.until);
        tree.comments.splice(first..rest, found);
    }

    /// Where to start parsing container `id` again: after the last member before the edit that the edit cannot affect.
    fn resume_point(self, tree: &Tree, text: &str, id: NodeId) -> Resume {
        let node = tree.nodes[id.index()];
        let mut before = None;
        for child in tree.children(id) {
            let data = tree.nodes[child.index()];
            if data.range.start >= self.replaced.start {
                break;
            }
            // A slash could become the start of a comment, and a comment is not a member.
            if data.flags.contains(Flags::CLEAN) && text.as_bytes()[data.range.start as usize] != b'/' {
                before = Some(child);
            }
        }
        let Some(child) = before else {
            let at = node.range.start + 1;
            return Resume { at, errors_from: at, first: NodeId(id.0 + 1), comma: None };
        };
        let data = tree.nodes[child.index()];
        if let Some(comma) = self.comma_after(text, data.range.end) {
            let next = NodeId(child.0 + data.size);
            return Resume { at: comma.end, errors_from: comma.start, first: next, comma: Some(comma) };
        }
        let at = data.range.start;
        Resume { at, errors_from: at, first: child, comma: None }
    }

    /// The comma that follows `from`, if it is before the edit.
    fn comma_after(self, text: &str, from: u32) -> Option<TextRange> {
        if from >= self.replaced.start {
            return None;
        }
        let mut lexer = Lexer::new(text, from as usize);
        loop {
            let token = lexer.next(&mut Vec::new());
            match token.kind {
                kind if kind.is_trivia() && token.range.end < self.replaced.start => {}
                TokenKind::Comma if token.range.end <= self.replaced.start => return Some(token.range),
                _ => return None,
            }
        }
    }

    fn shift_after(self, tree: &mut Tree) {
        let by = self.by();
        let moved = |range: &mut TextRange| {
            if range.start >= self.replaced.start {
                *range = range.shifted(by);
            } else if range.end > self.replaced.start {
                range.end = shift(range.end, by);
            }
        };
        for node in &mut tree.nodes {
            // If the edit is in a key, the colon after it moves too.
            if node.range.start < self.replaced.start && node.range.start + node.colon >= self.replaced.start {
                node.colon = shift(node.colon, by);
            }
            moved(&mut node.range);
        }
        tree.errors.iter_mut().for_each(|error| moved(&mut error.range));
        tree.comments.iter_mut().for_each(|comment| moved(&mut comment.range));
    }
}

//! Edits of parts of the tree that preserve everything else: comments, indentation and line endings.

use crate::syntax::literal::encode;
use crate::syntax::{Kind, Lexer, Node, Source, SyntaxErrorKind, Token, TokenKind};
use crate::text::TextRange;

/// Replaces the bytes of `range` with `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The range to replace, in bytes; empty to insert.
    pub range: TextRange,
    /// The new text.
    pub text: String,
}

impl Edit {
    /// Replaces `range` with `text`.
    pub fn new(range: TextRange, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// Applies edits to a text. The edits must be sorted and must not overlap.
pub fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.range.start as usize]);
        out.push_str(&edit.text);
        at = edit.range.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

/// Adds a text at the end of the document.
pub fn append(source: &Source, addition: &str) -> Edit {
    let end = source.text().len() as u32;
    Edit::new(TextRange::empty(end), way_out(source, end) + addition)
}

/// What has to be written first at `offset` so that what follows is not part of a comment or a string that ends there: one
/// that only a line break ends, or a comment that is not closed.
fn way_out(source: &Source, offset: u32) -> String {
    let ending = source.line_style().ending;
    let comments = source.tree().comments();
    let at = comments.partition_point(|comment| comment.range.end < offset);
    let comment = comments.get(at).filter(|comment| comment.range.end == offset);
    let is_open = |comment: TextRange| {
        let mut errors = source.tree().errors().iter().rev().take_while(|error| error.range.start >= comment.start);
        errors.any(|error| error.kind == SyntaxErrorKind::UnterminatedComment)
    };
    match comment.map(|comment| comment.range) {
        Some(line) if line.of(source.text()).starts_with("//") => ending.to_owned(),
        Some(block) if is_open(block) => format!(" */{ending}"),
        None if source.node_at(offset.saturating_sub(1)).is_some_and(Node::is_unterminated) => ending.to_owned(),
        _ => String::new(),
    }
}

/// Replaces a string or a bare word with a string.
pub fn replace_text(node: Node<'_>, text: &str) -> Edit {
    Edit::new(node.range(), encode(text))
}

/// Removes a comment, together with its line if nothing else is on it, or else with the whitespace before it.
pub fn remove_comment(source: &Source, comment: TextRange) -> Edit {
    let (text, lines) = (source.text(), source.lines());
    let (first, last) = (lines.line(comment.start), lines.line(comment.end));
    let start = lines.line_range(text, first).start;
    let before = TextRange::new(start, comment.start).of(text);
    let after = TextRange::new(comment.end, lines.line_range(text, last).end.max(comment.end)).of(text);
    let is_alone = before.trim().is_empty() && after.trim().is_empty();
    let range = if is_alone && last + 1 < lines.line_count() {
        TextRange::new(start, lines.line_range(text, last + 1).start)
    } else {
        TextRange::new(text[..comment.start as usize].trim_end_matches([' ', '\t']).len() as u32, comment.end)
    };
    Edit::new(range, "")
}

/// Removes a member from its object, or an element from its array, together with its comma.
pub fn remove(source: &Source, member: Node<'_>) -> Vec<Edit> {
    let (text, range) = (source.text(), member.range());
    let end = member.parent().map_or(text.len() as u32, |parent| parent.range().end);
    let after = comma(text, range.end, end);
    let mut edits = Vec::new();
    if after.is_none()
        && let Some(before) = comma_before(text, member)
    {
        // It is the last one, so the comma before it is no longer needed.
        edits.push(Edit::new(before, ""));
    }
    let whole = match after {
        Some(comma) if text[range.end as usize..comma.start as usize].trim().is_empty() => {
            TextRange::new(range.start, comma.end)
        }
        Some(comma) => {
            edits.push(Edit::new(comma, ""));
            range
        }
        None => range,
    };
    let gap = with_its_lines(source, whole);
    // Where separators are missing, two words must not become one.
    let is_word = |c: char| !c.is_ascii_whitespace() && !"{}[],:\"".contains(c);
    let before = edits.iter().find(|edit| edit.range.end == gap.start).map_or(gap.start, |comma| comma.range.start);
    let joins = text[..before as usize].ends_with(is_word) && text[gap.end as usize..].starts_with(is_word);
    edits.push(Edit::new(gap, if joins { " " } else { "" }));
    edits.sort();
    edits
}

/// The comma token in `from..end`, if only comments and whitespace come before it.
fn comma(text: &str, from: u32, end: u32) -> Option<TextRange> {
    let token = tokens(text, from).find(|token| !token.kind.is_trivia())?;
    (token.kind == TokenKind::Comma && token.range.start < end).then_some(token.range)
}

/// The comma between a member and the one before it.
fn comma_before(text: &str, member: Node<'_>) -> Option<TextRange> {
    let before = member.before()?;
    comma(text, before.range().end, member.range().start)
}

/// The tokens from an offset to the end of the text.
fn tokens(text: &str, from: u32) -> impl Iterator<Item = Token> {
    let mut lexer = Lexer::new(text, from as usize);
    let mut errors = Vec::new();
    std::iter::from_fn(move || {
        let token = lexer.next(&mut errors);
        (token.kind != TokenKind::End).then_some(token)
    })
}

/// Widens a range to whole lines if nothing else is on them, or else to the whitespace that it would leave behind.
fn with_its_lines(source: &Source, range: TextRange) -> TextRange {
    let text = source.text();
    let (start, end) = (range.start as usize, range.end as usize);
    let line_start = line_start(source, range.start);
    let blanks_after = text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len();
    let after = end + blanks_after;
    let rest = &text[after..];
    let newline = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    let is_alone = text[line_start..start].trim_matches([' ', '\t']).is_empty();
    match (is_alone, newline) {
        (true, 1..) if line_start > 0 => TextRange::new(line_start as u32, (after + newline) as u32),
        // Keep the space before it if something follows; otherwise keep the one after it.
        (_, 0) if !rest.starts_with(['}', ']']) => TextRange::new(range.start, after as u32),
        _ => {
            let kept = text[..start].trim_end_matches([' ', '\t']).len();
            let before = if text[..kept].ends_with(['{', '[', '\n', '\r']) { start } else { kept };
            TextRange::new(before as u32, range.end)
        }
    }
}

/// The start of the line that contains an offset.
fn line_start(source: &Source, offset: u32) -> usize {
    let lines = source.lines();
    lines.line_range(source.text(), lines.line(offset)).start as usize
}

/// Adds an element, as JSON, at the end of an array, in the style of the array.
pub fn append_element(source: &Source, array: Node<'_>, element: String) -> Vec<Edit> {
    let range = array.range();
    let is_blank = array.last_child().is_none() && array.is_closed() && !source.tree().has_comment_in(range);
    if is_blank {
        vec![Edit::new(range, format!("[{element}]"))]
    } else {
        extend(source, array, &Style::of(source, array), &[element])
    }
}

/// An object with these members (names, and values as JSON) on one line, in the style of the object `near`.
pub fn one_line(source: &Source, near: Node<'_>, members: &[(&str, String)]) -> String {
    let style = Style::of(source, near);
    let members: Vec<String> = members.iter().map(|(name, value)| style.member(name, value)).collect();
    format!("{{{}}}", members.join(if style.colon.is_empty() { "," } else { ", " }))
}

/// A member (a name, and a value as JSON) in the style of the object `near`.
pub fn member(source: &Source, near: Node<'_>, name: &str, value: &str) -> String {
    Style::of(source, near).member(name, value)
}

/// The white space at the start of the line that contains an offset.
pub fn indent_at(source: &Source, offset: u32) -> &str {
    let line = &source.text()[line_start(source, offset)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The indentation of the members of an object, if they are on lines of their own.
pub fn member_indent(source: &Source, object: Node<'_>) -> Option<String> {
    let lead = Style::of(source, object).lead;
    lead.strip_prefix(source.line_style().ending).map(str::to_owned)
}

/// A text whose lines after the first are indented for a line that starts with `from`, indented for one that starts with
/// `to`.
pub fn reindented(text: &str, from: &str, to: &str) -> String {
    let lines = text.split('\n').enumerate();
    let lines = lines.map(|(index, line)| match line.strip_prefix(from).filter(|_| index > 0) {
        Some(rest) if !rest.trim().is_empty() => format!("{to}{rest}"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Adds members (names, and values as JSON) at the end of an object, in the style of the object.
pub fn insert(source: &Source, object: Node<'_>, members: &[(&str, String)]) -> Vec<Edit> {
    let style = Style::of(source, object);
    let members: Vec<String> = members.iter().map(|(name, value)| style.member(name, value)).collect();
    extend(source, object, &style, &members)
}

/// Adds members or elements, as they are written, at the end of an object or array.
fn extend(source: &Source, object: Node<'_>, style: &Style, children: &[String]) -> Vec<Edit> {
    let text = source.text();
    let last = object.last_child();
    let mut edits = Vec::new();
    let body = children.join(&style.separator);
    match last {
        Some(last) => {
            let end = last.range().end;
            match comma(text, end, object.range().end) {
                // Keep a trailing comma.
                Some(comma) => edits.push(Edit::new(TextRange::empty(comma.end), format!("{}{body},", style.lead))),
                None => {
                    let added = format!("{},{}{body}", way_out(source, end), style.lead);
                    edits.push(Edit::new(TextRange::empty(end), added));
                }
            }
        }
        None => {
            let at = object.opener().end;
            let tail = if style.lead.starts_with(['\n', '\r']) { style.closing.clone() } else { String::new() };
            let inside = if object.is_closed() { object.range().end - 1 } else { at };
            let is_blank = text[at as usize..inside as usize].trim().is_empty();
            let replaced = if is_blank { TextRange::new(at, inside) } else { TextRange::empty(at) };
            edits.push(Edit::new(replaced, format!("{}{body}{tail}", style.lead)));
        }
    }
    edits
}

/// The style of an object or array.
struct Style {
    /// The text before a member.
    lead: String,
    /// The text between two members.
    separator: String,
    /// The text before the closing bracket of an object that was empty.
    closing: String,
    /// The text between a colon and its value.
    colon: &'static str,
}

impl Style {
    fn of(source: &Source, object: Node<'_>) -> Self {
        let (text, lines) = (source.text(), source.line_style());
        let newline = lines.ending;
        let sample = object.last_child().or_else(|| {
            let around = object.ancestors().find(|node| node.kind() == Kind::Object)?;
            around.members().next()
        });
        // An element says nothing about colons, but its array may be the value of a property.
        let sample = sample.filter(|child| child.kind() == Kind::Property).or_else(|| object.parent());
        let is_tight = sample.is_some_and(|member| {
            let (Some(colon), Some(value)) = (member.colon(), member.value()) else { return false };
            value.range().start == colon + 1
        });
        let colon = if is_tight { "" } else { " " };
        let indent = |node: Node<'_>| {
            let start = node.range().start as usize;
            let before = &text[line_start(source, start as u32)..start];
            before.trim_matches([' ', '\t']).is_empty().then(|| before.to_owned())
        };
        let on_one_line = |lead: &str| Self {
            lead: lead.to_owned(),
            separator: format!(",{}", if is_tight { "" } else { " " }),
            closing: String::new(),
            colon,
        };
        match object.last_child() {
            Some(last) => match indent(last).filter(|_| lines.has_feed_before(last.range().start)) {
                Some(indent) => {
                    let lead = format!("{newline}{indent}");
                    Self { separator: format!(",{lead}"), lead, closing: String::new(), colon }
                }
                None => on_one_line(if is_tight { "" } else { " " }),
            },
            None => {
                let owner = object.parent().unwrap_or(object);
                match indent(owner).filter(|_| lines.first_feed.is_some()) {
                    Some(outer) => {
                        let step = if outer.contains('\t') || lines.has_tabs { "\t" } else { "  " };
                        let lead = format!("{newline}{outer}{step}");
                        let closing = format!("{newline}{outer}");
                        Self { separator: format!(",{lead}"), lead, closing, colon }
                    }
                    None => on_one_line(""),
                }
            }
        }
    }

    fn member(&self, name: &str, value: &str) -> String {
        format!("{}:{}{value}", encode(name), self.colon)
    }
}

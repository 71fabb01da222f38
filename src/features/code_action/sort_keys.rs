//! Keys in the contract's order, with the comments that belong to them.

use crate::contract::manifest::MANIFEST;
use crate::contract::{Object, Shape};
use crate::syntax::{Kind, Lexer, Node, Source, SyntaxErrorKind, TokenKind, parse};

/// The text with the keys of every declared object in the order of the declaration. Names that an author has chosen
/// keep their order, and keys that nobody declares come last. Nothing if that changes nothing, or if the text is no
/// JSON: then what belongs to what is not known.
pub fn sorted(source: &Source) -> Option<String> {
    let is_flaw = |kind: SyntaxErrorKind| kind != SyntaxErrorKind::TrailingComma;
    if source.tree().errors().iter().any(|error| is_flaw(error.kind)) {
        return None;
    }
    let (text, root) = (source.text(), source.root().filter(|root| root.kind() == Kind::Object)?);
    let range = root.range();
    let all =
        format!("{}{}{}", &text[..range.start as usize], object(text, root, &MANIFEST), &text[range.end as usize..]);
    // Moving a comment to the end of a line could swallow what follows: better nothing than that.
    let is_whole = parse(&all).errors().len() <= source.tree().errors().len();
    (all != text && is_whole).then_some(all)
}

/// A member with all that belongs to it.
struct Part {
    rank: usize,
    /// Comments before it and the member itself, without the blanks at the front.
    body: String,
    /// Whether a comma stands behind it.
    has_comma: bool,
    /// Blanks and comments behind the comma, on the same line.
    tail: String,
}

fn object(text: &str, node: Node<'_>, declared: &'static Object) -> String {
    let (start, end) = (node.opener().end as usize, node.range().end as usize - 1);
    let (mut parts, mut leads, mut at) = (Vec::new(), Vec::new(), start);
    for member in node.members() {
        let name = member.name().unwrap_or_default();
        let field = declared.fields.iter().position(|field| field.name == name);
        let range = member.range();
        let before = &text[at..range.start as usize];
        let lead = before.len() - before.trim_start().len();
        leads.push(before[..lead].to_owned());
        let own = match (field.map(|index| declared.fields[index].shape), member.value()) {
            (Some(shape), Some(value)) => {
                let inside = value_text(text, value, shape);
                format!("{}{inside}", &text[range.start as usize..value.range().start as usize])
            }
            _ => range.of(text).to_owned(),
        };
        let rest = Rest::after(text, range.end as usize, end);
        let body = format!("{}{own}{}", &before[lead..], &text[range.end as usize..rest.comma]);
        let tail = text[rest.tail..rest.end].to_owned();
        parts.push(Part { rank: field.unwrap_or(usize::MAX), body, has_comma: rest.tail > rest.comma, tail });
        at = rest.end;
    }
    let last_has_comma = parts.last().is_some_and(|part| part.has_comma);
    parts.sort_by_key(|part| part.rank);
    let count = parts.len();
    let mut out = String::from("{");
    for (index, (part, lead)) in parts.into_iter().zip(leads).enumerate() {
        let comma = if index + 1 < count || last_has_comma { "," } else { "" };
        out += &format!("{lead}{}{comma}{}", part.body, part.tail);
    }
    out + &text[at..=end]
}

fn value_text(text: &str, value: Node<'_>, shape: Shape) -> String {
    match (value.kind(), shape) {
        (Kind::Object, Shape::Object(declared)) => object(text, value, declared),
        (Kind::Object, Shape::Map(map)) => {
            let (mut out, mut at) = (String::new(), value.range().start as usize);
            for inner in value.members().filter_map(Node::value) {
                let range = inner.range();
                out += &text[at..range.start as usize];
                out += &value_text(text, inner, map.entry.shape);
                at = range.end as usize;
            }
            out + &text[at..value.range().end as usize]
        }
        _ => value.source().to_owned(),
    }
}

/// What follows a member: offsets.
struct Rest {
    /// Where its comma stands, or where the member ends.
    comma: usize,
    /// Behind the comma.
    tail: usize,
    /// The end of what stands on the same line and belongs to it.
    end: usize,
}

impl Rest {
    fn after(text: &str, from: usize, limit: usize) -> Self {
        let mut lexer = Lexer::new(&text[..limit], from);
        let (mut comma, mut end, mut pending) = (None, from, None);
        loop {
            let token = lexer.next(&mut Vec::new());
            let (start, stop) = (token.range.start as usize, token.range.end as usize);
            match token.kind {
                TokenKind::Comma if comma.is_none() => (comma, end) = (Some(start), stop),
                // Before the comma anything may stand, on lines of its own too.
                TokenKind::LineComment | TokenKind::BlockComment | TokenKind::Whitespace if comma.is_none() => {}
                TokenKind::LineComment => {
                    end = stop;
                    break;
                }
                // It belongs to this member if nothing else is on the line behind it.
                TokenKind::BlockComment => pending = Some(stop),
                TokenKind::Whitespace if !token.range.of(text).contains(['\n', '\r']) => {}
                TokenKind::Whitespace | TokenKind::End => {
                    end = pending.unwrap_or(end);
                    break;
                }
                _ => break,
            }
        }
        match comma {
            Some(at) => Self { comma: at, tail: at + 1, end: end.max(at + 1) },
            None => Self::last(text, from, limit),
        }
    }

    /// A last member has no comma: only what is on its line belongs to it.
    fn last(text: &str, from: usize, limit: usize) -> Self {
        let line_end = text[from..limit].find(['\n', '\r']).map_or(limit, |at| from + at);
        let end = from + text[from..line_end].trim_end().len();
        Self { comma: from, tail: from, end }
    }
}

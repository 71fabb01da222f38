//! Sorts keys in the order of the contract, together with the comments that belong to them.

use crate::contract::manifest::MANIFEST;
use crate::contract::{Map, Shape};
use crate::syntax::{Kind, Lexer, Node, Source, SyntaxErrorKind, TokenKind, parse};

/// The text with the keys of every declared object in the order of the declaration. Names that the author chose keep
/// their order; undeclared keys come last.
///
/// `None` if the keys are already in order, or if the text is not valid JSON, since it is then unclear what belongs to
/// which key.
pub fn sorted(source: &Source) -> Option<String> {
    let is_tolerable = |kind: SyntaxErrorKind| kind == SyntaxErrorKind::TrailingComma;
    if source.tree().errors().iter().any(|error| !is_tolerable(error.kind)) {
        return None;
    }
    let root = source.root().filter(|root| root.kind() == Kind::Object)?;
    let all = sorted_as(source.text(), root, Shape::Object(&MANIFEST));
    // If moving a comment would comment out what follows, nothing is moved.
    let is_whole = parse(&all).errors().len() <= source.tree().errors().len();
    (all != source.text() && is_whole).then_some(all)
}

/// The text with everything below `root`, whose declared shape is `shape`, in order. A stack of pending pieces replaces
/// recursion, so documents can be nested to any depth.
fn sorted_as(text: &str, root: Node<'_>, shape: Shape) -> String {
    let mut out = String::with_capacity(text.len());
    let range = root.range();
    let mut to_write = vec![
        Piece::Text(&text[range.end as usize..]),
        Piece::Value(root, shape),
        Piece::Text(&text[..range.start as usize]),
    ];
    while let Some(piece) = to_write.pop() {
        let (value, shape) = match piece {
            Piece::Text(text) => {
                out.push_str(text);
                continue;
            }
            Piece::Value(value, shape) => (value, shape),
        };
        match shape {
            _ if value.kind() != Kind::Object => out.push_str(value.source()),
            shape if shape.object().is_some() => to_write.extend(object(text, value, shape).into_iter().rev()),
            Shape::Map(map) => to_write.extend(entries(text, value, map).into_iter().rev()),
            _ => out.push_str(value.source()),
        }
    }
    out
}

/// A piece of the text in its new order.
enum Piece<'t> {
    /// Text to write unchanged.
    Text(&'t str),
    /// A value whose contents still have to be sorted.
    Value(Node<'t>, Shape),
}

/// A member with the comments and whitespace that belong to it.
struct Part<'t> {
    rank: usize,
    /// The member itself and the comments before it, without leading whitespace.
    body: Vec<Piece<'t>>,
    /// Whether a comma follows it.
    has_comma: bool,
    /// Whitespace and comments after the comma, on the same line.
    tail: &'t str,
}

/// An object with its members in the order of the declaration.
fn object<'t>(text: &'t str, node: Node<'t>, shape: Shape) -> Vec<Piece<'t>> {
    let (start, end) = (node.opener().end as usize, node.range().end as usize - 1);
    let fields = shape.fields();
    let (mut parts, mut leads, mut at) = (Vec::new(), Vec::new(), start);
    for member in node.members() {
        let name = member.name().unwrap_or_default();
        let rank = fields.iter().position(|field| field.name == name);
        let range = member.range();
        let before = &text[at..range.start as usize];
        let lead = before.len() - before.trim_start().len();
        leads.push(&before[..lead]);
        let rest = Rest::after(text, range.end as usize, end);
        let body = match (rank, member.value()) {
            (Some(rank), Some(value)) => {
                let inner = value.range();
                vec![
                    Piece::Text(&text[at + lead..inner.start as usize]),
                    Piece::Value(value, fields[rank].shape),
                    Piece::Text(&text[inner.end as usize..rest.comma]),
                ]
            }
            _ => vec![Piece::Text(&text[at + lead..rest.comma])],
        };
        let (has_comma, tail) = (rest.tail > rest.comma, &text[rest.tail..rest.end]);
        parts.push(Part { rank: rank.unwrap_or(usize::MAX), body, has_comma, tail });
        at = rest.end;
    }
    let last_has_comma = parts.last().is_some_and(|part| part.has_comma);
    parts.sort_by_key(|part| part.rank);
    let count = parts.len();
    let mut pieces = vec![Piece::Text("{")];
    for (index, (part, lead)) in parts.into_iter().zip(leads).enumerate() {
        pieces.push(Piece::Text(lead));
        pieces.extend(part.body);
        if index + 1 < count || last_has_comma {
            pieces.push(Piece::Text(","));
        }
        pieces.push(Piece::Text(part.tail));
    }
    pieces.push(Piece::Text(&text[at..=end]));
    pieces
}

/// The entries of a map in their own order, each with its contents still to be sorted.
fn entries<'t>(text: &'t str, node: Node<'t>, map: &'static Map) -> Vec<Piece<'t>> {
    let (mut pieces, mut at) = (Vec::new(), node.range().start as usize);
    for value in node.members().filter_map(Node::value) {
        let range = value.range();
        pieces.push(Piece::Text(&text[at..range.start as usize]));
        pieces.push(Piece::Value(value, map.entry.shape));
        at = range.end as usize;
    }
    pieces.push(Piece::Text(&text[at..node.range().end as usize]));
    pieces
}

/// The text after a member, as offsets in bytes.
struct Rest {
    /// The start of the comma, or the end of the member if there is none.
    comma: usize,
    /// The end of the comma.
    tail: usize,
    /// The end of the text that belongs to the member on the same line.
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
                // Comments may precede the comma, even on separate lines.
                TokenKind::LineComment | TokenKind::BlockComment | TokenKind::Whitespace if comma.is_none() => {}
                TokenKind::LineComment => {
                    end = stop;
                    break;
                }
                // It belongs to this member if nothing else follows it on the line.
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

    /// The last member has no comma; only the rest of its line belongs to it.
    fn last(text: &str, from: usize, limit: usize) -> Self {
        let line_end = text[from..limit].find(['\n', '\r']).map_or(limit, |at| from + at);
        let end = from + text[from..line_end].trim_end().len();
        Self { comma: from, tail: from, end }
    }
}

#[cfg(test)]
mod tests {
    use super::sorted_as;
    use crate::contract::Shape;
    use crate::contract::ring::{self, DEPTH};
    use crate::syntax::{Dialect, Source};

    fn sorted(text: &str) -> String {
        let source = Source::new(text.to_owned(), Dialect::Json);
        source.root().map(|root| sorted_as(text, root, Shape::Object(&ring::RING))).unwrap_or_default()
    }

    #[test]
    fn a_declaration_in_a_ring_is_sorted_at_every_level() {
        assert_eq!(
            sorted(r#"{"name": "a", "inner": {"name": "b", "named": {"x": {"name": "c", "inner": {}}}}}"#),
            r#"{"inner": {"named": {"x": {"inner": {}, "name": "c"}}, "name": "b"}, "name": "a"}"#
        );
    }

    #[test]
    fn a_hundred_thousand_levels() {
        let text = ring::document(DEPTH);
        assert_eq!(sorted(&text), text, "there is one key at each level");
    }
}

//! Growing selections: from the text of a string to the string, its property, its object, and on.

use crate::syntax::{Kind, Source};
use crate::text::Span;

/// What may be selected at an offset, the smallest first; each lies wholly in the next.
pub fn selections(source: &Source, offset: u32) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut push = |span: Span| {
        let grows = spans.last().is_none_or(|last| span.covers(*last) && span != *last);
        if grows {
            spans.push(span);
        }
    };
    if let Some(node) = source.node_at(offset) {
        for node in std::iter::once(node).chain(node.ancestors()) {
            match node.kind() {
                Kind::String if node.content_span().touches(offset) => push(node.content_span()),
                Kind::Object | Kind::Array if node.is_closed() && node.span().len() > 2 => {
                    let inside = Span::new(node.span().start + 1, node.span().end - 1);
                    if inside.touches(offset) {
                        push(inside);
                    }
                }
                _ => {}
            }
            push(node.span());
        }
    }
    push(Span::new(0, source.text().len() as u32));
    if spans.is_empty() {
        spans.push(Span::empty(offset.min(source.text().len() as u32)));
    }
    spans
}

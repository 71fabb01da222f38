//! `textDocument/selectionRange`: selections that grow from the content of a string to the string, its property, its
//! object, and so on.

use crate::syntax::{Kind, Source};
use crate::text::TextRange;

/// The most ranges of an answer: an editor's `grow selection` is not pressed more often, and some clients (and the
/// protocol's own types) recurse over the answer.
const MOST: usize = 100;

/// The ranges that can be selected at `offset`, in bytes, the smallest first. Each lies within the next; the last is the whole
/// document. Where there are very many, some of the largest are left out.
pub fn selections(source: &Source, offset: u32) -> Vec<TextRange> {
    let mut ranges: Vec<TextRange> = Vec::new();
    let mut push = |range: TextRange| {
        let grows = ranges.last().is_none_or(|last| range.covers(*last) && range != *last);
        if grows {
            ranges.push(range);
        }
    };
    if let Some(node) = source.node_at(offset) {
        for node in std::iter::once(node).chain(node.ancestors()) {
            match node.kind() {
                Kind::String if node.content_range().touches(offset) => push(node.content_range()),
                Kind::Object | Kind::Array if node.is_closed() && node.range().len() > 2 => {
                    let inside = TextRange::new(node.range().start + 1, node.range().end - 1);
                    if inside.touches(offset) {
                        push(inside);
                    }
                }
                _ => {}
            }
            push(node.range());
        }
    }
    let whole = TextRange::new(0, source.text().len() as u32);
    ranges.truncate(MOST - 1);
    if ranges.last().is_none_or(|last| *last != whole) {
        ranges.push(whole);
    }
    ranges
}

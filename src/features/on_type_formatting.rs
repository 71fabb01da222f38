//! `textDocument/onTypeFormatting`: indents new lines and closing brackets during typing.

use super::formatting::Style;
use crate::analysis::Edit;
use crate::syntax::{Kind, Node, Source};
use crate::text::TextRange;

/// The characters that trigger it. The first one is the line break.
pub const TRIGGERS: [&str; 3] = ["\n", "}", "]"];

/// The edit that corrects the indentation of the line at `offset` (in bytes), if needed. `typed`: the character that was
/// just typed before `offset`. Lines in comments are left alone.
pub fn indentation(source: &Source, offset: u32, typed: &str, style: Style) -> Option<Edit> {
    let (text, lines) = (source.text(), source.lines());
    let line = lines.line_range(text, lines.line(offset));
    let content = line.of(text);
    let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
    let first = line.start + indent as u32;
    // A bracket changes the indentation only at the start of its line.
    if typed != "\n" && (offset != first + 1 || !content[indent..].starts_with(typed)) {
        return None;
    }
    let in_comment = |range: TextRange| range.start < line.start && line.start < range.end;
    if source.tree().comments().iter().any(|comment| in_comment(comment.range)) {
        return None;
    }
    let container = container(source, line.start);
    let wanted = match container {
        None => String::new(),
        Some(node) => {
            let outer = indent_of(source, node.range().start);
            let closes = match node.kind() {
                Kind::Array => content[indent..].starts_with(']'),
                _ => content[indent..].starts_with('}'),
            };
            if closes { outer.to_owned() } else { outer.to_owned() + &style.indent(1) }
        }
    };
    let range = TextRange::new(line.start, first);
    (range.of(text) != wanted).then(|| Edit::new(range, wanted))
}

/// The innermost object or array that contains the start of a line.
fn container(source: &Source, at: u32) -> Option<Node<'_>> {
    let is_open = |node: &Node<'_>| {
        matches!(node.kind(), Kind::Object | Kind::Array)
            && node.range().start < at
            && (at < node.range().end || !node.is_closed())
    };
    let node = source.node_at(at)?;
    std::iter::once(node).chain(node.ancestors()).find(is_open)
}

/// The indentation of the line that contains an offset.
fn indent_of(source: &Source, offset: u32) -> &str {
    let text = source.text();
    let line = source.lines().line_range(text, source.lines().line(offset)).of(text);
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

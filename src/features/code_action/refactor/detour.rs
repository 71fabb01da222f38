//! Pointers that lead through a place of a schema that moves.

use std::ops::Range;

use crate::analysis::Edit;
use crate::analysis::edits::replace_text;
use crate::analysis::schema_pointers::pointers;
use crate::json_schema::way::Way;
use crate::syntax::Node;

/// The edits of the pointers in the schema with that top that lead through `place` to something inside it. `turn` is told
/// the number of steps to the place, and says which steps are replaced with which.
pub(super) fn detours(
    top: Node<'_>,
    place: Node<'_>,
    turn: impl Fn(usize) -> (Range<usize>, Vec<String>),
) -> Vec<Edit> {
    let edit = |value: Node<'_>| {
        let text = value.as_string()?;
        let way = Way::of(top, &text)?;
        let (_, before) = way.nodes().split_last()?;
        let (steps, new) = turn(before.iter().position(|node| *node == place)?);
        Some(replace_text(value, &way.rewritten(&text, steps, &new)))
    };
    pointers(top).into_iter().filter_map(edit).collect()
}

//! Replaces a `$ref` with what it leads to.

use std::collections::BTreeMap;

use super::detour::detours;
use super::place::Place;
use crate::analysis::edits::{indent_at, reindented};
use crate::analysis::schema_pointers::pointers;
use crate::analysis::{Edit, Fix};
use crate::contract::resolve;
use crate::json_schema::keywords::REF;
use crate::json_schema::reference::{reference_of, target};
use crate::syntax::{Kind, Node};
use crate::text::quoted;

/// Replaces a schema that is a `$ref` with a copy of the schema that it leads to. What is beside the `$ref` has no effect in
/// draft 7, and goes. Not for a schema that leads to itself, nor where a comment would be lost.
pub(super) fn inline(place: &Place<'_>) -> Option<Fix> {
    let (source, top, schema) = (place.source, place.top(), place.schema());
    let reference = reference_of(schema)?.as_string()?;
    let found = target(top, &reference).filter(|found| matches!(found.kind(), Kind::Object | Kind::Boolean))?;
    let is_schema = resolve(found).is_some_and(|declared| declared.is_any_schema());
    let is_led_through = || !detours(top, schema, |steps| (steps..steps, Vec::new())).is_empty();
    let loses = source.tree().has_comment_in(schema.range());
    let has_base = place.has_base() || found.property("$id").is_some();
    if place.is_top() || !is_schema || loses || has_base || is_led_through() || leads_back(top, schema, found) {
        return None;
    }
    let (from, to) = (indent_at(source, found.range().start), indent_at(source, schema.range().start));
    let copy = Edit::new(schema.range(), reindented(found.source(), from, to));
    Some(Fix::to_review(format!("Inline the {REF} to {}", quoted(&reference)), vec![copy]))
}

/// Whether the `$ref`s in `found`, those in what they lead to, and so on, lead to what contains `found` or the schema that is
/// replaced.
fn leads_back(top: Node<'_>, schema: Node<'_>, found: Node<'_>) -> bool {
    let is_around = |node: Node<'_>| node.range().covers(found.range()) || node.range().covers(schema.range());
    let lead = |value: Node<'_>| Some((value.range().start, target(top, &value.as_string()?)?));
    if found.range().covers(schema.range()) {
        return true;
    }
    // Each pointer is followed once.
    let mut left: BTreeMap<u32, Node<'_>> = pointers(top).into_iter().filter_map(lead).collect();
    let mut open = vec![found];
    while let Some(node) = open.pop() {
        let range = node.range();
        let inside: Vec<u32> = left.range(range.start..range.end).map(|(start, _)| *start).collect();
        for start in inside {
            if let Some(next) = left.remove(&start) {
                if is_around(next) {
                    return true;
                }
                open.push(next);
            }
        }
    }
    false
}

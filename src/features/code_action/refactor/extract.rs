//! Moves a schema into the `definitions`.

use super::detour::detours;
use super::free_name::free_name;
use super::place::Place;
use crate::analysis::edits::{applied, indent_at, insert, member, member_indent, one_line, reindented};
use crate::analysis::{Edit, Fix};
use crate::json_schema::keywords::REF;
use crate::syntax::literal::encode;
use crate::syntax::{Kind, Node, Pointer, Source};
use crate::text::{TextRange, quoted};

const DEFINITIONS: &str = "definitions";

/// Moves the schema into the `definitions` of the top, and leaves a `$ref` to it.
pub(super) fn extract(place: &Place<'_>) -> Option<Fix> {
    let (source, top, schema) = (place.source, place.top(), place.schema());
    let definitions = top.property(DEFINITIONS);
    let map = definitions.and_then(Node::value);
    let is_definition = map.is_some() && schema.parent().and_then(Node::parent) == map;
    let says_little = schema.property(REF).is_some() || schema.members().next().is_none();
    let is_blocked = definitions.is_some() && map.is_none_or(|map| map.kind() != Kind::Object);
    if place.is_top() || place.has_base() || is_definition || says_little || is_blocked {
        return None;
    }
    let wanted = place.nearest_property().map(Node::text).filter(|name| !name.is_empty());
    let name = free_name(wanted.as_deref().unwrap_or("definition"), map);
    let way = vec![DEFINITIONS.to_owned(), name.clone()];
    let (inside, mut edits): (Vec<Edit>, Vec<Edit>) = detours(top, schema, |steps| (0..steps, way.clone()))
        .into_iter()
        .partition(|edit| schema.range().covers(edit.range));
    let start = schema.range().start;
    let shift = |edit: Edit| Edit::new(TextRange::new(edit.range.start - start, edit.range.end - start), edit.text);
    let moved = applied(schema.source(), &inside.into_iter().map(shift).collect::<Vec<_>>());
    let reference = encode(&format!("#{}", Pointer::from(way).to_fragment()));
    edits.push(Edit::new(schema.range(), one_line(source, schema, &[(REF, reference)])));
    let from = indent_at(source, start);
    edits.extend(match map {
        Some(map) => {
            let to = member_indent(source, map).unwrap_or_else(|| indent_at(source, map.range().start).to_owned());
            insert(source, map, &[(name.as_str(), reindented(&moved, from, &to))])
        }
        None => insert(source, top, &[(DEFINITIONS, first_definition(source, top, &name, &moved, from))]),
    });
    edits.sort();
    Some(Fix::to_review(format!("Extract to definitions as {}", quoted(&name)), edits))
}

/// The value of `definitions` with its first entry.
fn first_definition(source: &Source, top: Node<'_>, name: &str, moved: &str, from: &str) -> String {
    let outer = indent_at(source, top.range().start);
    match member_indent(source, top) {
        Some(own) if moved.contains('\n') => {
            let step = own.strip_prefix(outer).filter(|step| !step.is_empty()).unwrap_or("  ");
            let inner = format!("{own}{step}");
            let newline = source.line_style().ending;
            let entry = member(source, top, name, &reindented(moved, from, &inner));
            format!("{{{newline}{inner}{entry}{newline}{own}}}")
        }
        _ => one_line(source, top, &[(name, reindented(moved, from, outer))]),
    }
}

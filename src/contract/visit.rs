//! All declared values of a document, one after the other.

use super::manifest::MANIFEST;
use super::shape::{Field, Object, Shape};
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// Calls `found` for every property that a declaration covers, outer ones first, in the order of the text: those of
/// the root, entries of maps, and what is declared below them. What is inside of an embedded schema is not declared.
pub fn declared<'t>(root: Node<'t>, found: &mut impl FnMut(Node<'t>, &'static Field)) {
    let all = TextRange::new(0, u32::MAX);
    declared_in(root, all, found);
}

/// The same for the properties that touch `range`; others cost nothing but a look at where they are.
pub fn declared_in<'t>(root: Node<'t>, range: TextRange, found: &mut impl FnMut(Node<'t>, &'static Field)) {
    object(root, &MANIFEST, range, found);
}

fn members(node: Node<'_>, wanted: TextRange) -> impl Iterator<Item = Node<'_>> {
    node.members().filter(move |member| member.range().start <= wanted.end && wanted.start <= member.range().end)
}

fn object<'t>(
    node: Node<'t>,
    declared: &'static Object,
    range: TextRange,
    found: &mut impl FnMut(Node<'t>, &'static Field),
) {
    for member in members(node, range) {
        if let Some(field) = member.name().and_then(|name| declared.field(&name)) {
            property(member, field, range, found);
        }
    }
}

/// Recursion goes no deeper than the declaration.
fn property<'t>(
    member: Node<'t>,
    field: &'static Field,
    range: TextRange,
    found: &mut impl FnMut(Node<'t>, &'static Field),
) {
    found(member, field);
    let Some(value) = member.value().filter(|value| value.kind() == Kind::Object) else { return };
    match field.shape {
        Shape::Object(declared) => object(value, declared, range, found),
        Shape::Map(map) => {
            for entry in members(value, range) {
                property(entry, &map.entry, range, found);
            }
        }
        _ => {}
    }
}

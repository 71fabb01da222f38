//! All declared values of a document, one after the other.

use super::manifest::MANIFEST;
use super::shape::{Field, Object, Shape};
use crate::syntax::{Kind, Node};

/// Calls `found` for every property that a declaration covers, outer ones first, in the order of the text: those of
/// the root, entries of maps, and what is declared below them. What is inside of an embedded schema is not declared.
pub fn declared<'t>(root: Node<'t>, found: &mut impl FnMut(Node<'t>, &'static Field)) {
    object(root, &MANIFEST, found);
}

fn object<'t>(node: Node<'t>, declared: &'static Object, found: &mut impl FnMut(Node<'t>, &'static Field)) {
    for member in node.members() {
        if let Some(field) = member.name().and_then(|name| declared.field(&name)) {
            property(member, field, found);
        }
    }
}

/// Recursion goes no deeper than the declaration.
fn property<'t>(member: Node<'t>, field: &'static Field, found: &mut impl FnMut(Node<'t>, &'static Field)) {
    found(member, field);
    let Some(value) = member.value().filter(|value| value.kind() == Kind::Object) else { return };
    match field.shape {
        Shape::Object(declared) => object(value, declared, found),
        Shape::Map(map) => {
            for entry in value.members() {
                property(entry, &map.entry, found);
            }
        }
        _ => {}
    }
}

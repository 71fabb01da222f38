//! A recursive declaration for tests, like that of JSON Schema. Its depth is limited only by the document.

use super::declare::{field, map, value};
use super::form::Forms;
use super::names::{EntryKind, KeyStyle};
use super::shape::{Field, Map, Object, Shape};

/// The depth of the documents in the tests.
pub(crate) const DEPTH: usize = 100_000;

/// An object that may contain itself and a map of itself.
pub(crate) static RING: Object = Object {
    noun: "a ring",
    is_open: false,
    fields: &[
        field("inner", Shape::Object(&RING), "Another one.").required(Forms::Both),
        field("named", Shape::Map(&NAMED), "Others, by name."),
        field("name", super::declare::text(200), "A name."),
    ],
};

static NAMED: Map = map(EntryKind::Entity, KeyStyle::Free, value(Shape::Object(&RING), "One of them."));

/// A field that contains a ring.
pub(crate) static FIELD: Field = field("ring", Shape::Object(&RING), "The outermost one.");

/// `{"named": {"x": {"inner": {"named": … {"name": "end"}}}}}`, nested to that depth.
pub(crate) fn document(depth: usize) -> String {
    let mut text = String::new();
    for level in 0..depth {
        text += if level % 2 == 0 { "{\"inner\":" } else { "{\"named\":{\"x\":" };
    }
    text += "{\"name\":\"end\"}";
    for level in (0..depth).rev() {
        text += if level % 2 == 0 { "}" } else { "}}" };
    }
    text
}

//! The form that a person fills in for a configuration or an action's input, as a page without scripts.
//!
//! - `place`: which schema of a manifest is meant;
//! - `label`: what a field is called and how it looks;
//! - `input`: the inputs of single values;
//! - `draw`: the fields of a schema;
//! - `html`: text that markup cannot break out of;
//! - `page`: what is around the fields.

mod draw;
mod html;
mod input;
mod label;
mod page;
mod place;

use crate::analysis::Document;
use crate::syntax::Pointer;

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What the form is for: the title of the action, or a word for the place.
    pub title: String,
    /// The whole page.
    pub html: String,
    /// Where the schema is.
    pub pointer: Pointer,
}

/// The form for the schema around `offset`, or for the one that the object around it holds. `None` if there is none.
pub fn form_at(document: &Document, offset: u32) -> Option<Form> {
    place::schema_at(document, offset).map(|place| form(&place))
}

/// The form for the schema at a JSON Pointer, or for the one that the object there holds.
///
/// # Errors
/// There is none; says in a sentence what is there instead.
pub fn form_of(document: &Document, pointer: &str) -> Result<Form, String> {
    place::schema_of(document, pointer).map(|place| form(&place))
}

fn form(place: &place::Place<'_>) -> Form {
    let title = place.title();
    let html = page::page(place, &title);
    Form { title, html, pointer: place.schema.pointer() }
}

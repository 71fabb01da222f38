//! The form that a person fills in for a configuration or an action's input, as a page without scripts.
//!
//! - `place`: which schema of a manifest is meant, and what it is for;
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
use crate::analysis::schemas::EmbeddedSchema;
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
    place::schema_at(document, offset).map(form_for)
}

/// The form for the schema at a pointer, or for the one that the object there holds. `None` if there is none.
pub fn form_of(document: &Document, pointer: &Pointer) -> Option<Form> {
    place::held(pointer.find(document.shown().root()?)?).map(form_for)
}

/// The form for a schema.
pub fn form_for(schema: EmbeddedSchema<'_>) -> Form {
    let title = place::title(schema);
    let html = page::page(schema, &title);
    Form { title, html, pointer: schema.schema.pointer() }
}

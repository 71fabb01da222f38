//! `textDocument/completion`: completes keys and values.
//!
//! - `context`: what is being written at the cursor;
//! - `item`: an item of the list, and how to build it;
//! - `keys`, `values`, `references`: what is offered, one file for each source.

mod context;
mod item;
mod keys;
mod references;
mod values;

use crate::analysis::Document;
use crate::contract::Declared;
use context::{Context, Expected};
use item::List;
pub use item::{Completion, CompletionKind};

/// The completions at `offset` (in bytes). `with_snippets`: whether the editor supports snippets.
pub fn complete(document: &Document, offset: u32, with_snippets: bool) -> Vec<Completion> {
    let Some(context) = Context::at(document, offset) else { return Vec::new() };
    let (form, _) = document.form();
    let expected = context.expected;
    let mut list = List { context, form, with_snippets, items: Vec::new() };
    match expected {
        Expected::Key { object, property } => list.keys(object, property),
        Expected::Value { declared, owner } => {
            if let Declared::Field(field) = declared {
                list.choices(field);
            }
            list.names_in_scope(owner);
            if let Declared::Field(field) = declared
                && !list.context.in_string
            {
                list.values_of_type(field);
            }
        }
    }
    list.offer_choices_for_an_invalid_value(offset);
    list.items
}

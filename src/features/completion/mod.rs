//! `textDocument/completion`: completes keys and values.
//!
//! - `context`: what is being written at the cursor;
//! - `item`: an item of the list, and how to build it;
//! - `keys`, `manifests`, `references`, `schema`, `values`: what is offered, one file for each source.

mod context;
mod item;
mod keys;
mod manifests;
mod references;
mod schema;
mod values;

use crate::analysis::Document;
use crate::contract::Declared;
use context::{Context, Expected, Quotes};
use item::List;
pub use item::{Completion, CompletionKind};

/// The completions at `offset` (in bytes). `with_snippets`: whether the editor supports snippets.
pub fn complete(document: &Document, offset: u32, with_snippets: bool) -> Vec<Completion> {
    let Some(context) = Context::at(document, offset) else { return Vec::new() };
    let (form, _) = document.form();
    let expected = context.expected;
    let (secrets, settled) = (document.secrets(), document.settled_form());
    let mut list = List { context, secrets, form, settled, with_snippets, items: Vec::new() };
    match expected {
        Expected::Manifest => list.manifests(),
        Expected::Key { object, property } => list.keys(object, property),
        Expected::Value { declared, owner } => {
            if let Declared::Field(field) = declared {
                list.choices(field);
            }
            list.names_in_scope(owner);
            list.values_in_schema(owner);
            if let Declared::Field(field) = declared {
                list.values_of_type(field);
            }
            list.offer_values_for_an_invalid_one();
        }
    }
    list.match_what_stays();
    list.items
}

/// Whether `offset` (in bytes) is directly behind the closing quote of a string. The author has just finished it, so
/// nothing should come up there unasked.
pub fn is_behind_string(document: &Document, offset: u32) -> bool {
    Context::at(document, offset).is_some_and(|context| context.quotes == Quotes::Behind)
}

//! `textDocument/prepareRename` and `textDocument/rename`: changes a name everywhere it is used.

use super::symbol::Symbol;
use crate::analysis::edits::replace_text;
use crate::analysis::references::declared_map;
use crate::analysis::{Document, Edit};
use crate::contract::KeyStyle;
use crate::json_schema::keywords::REF;
use crate::syntax::literal::encode;
use crate::syntax::{Node, Pointer};
use crate::text::{TextRange, visible};

/// A name that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renameable {
    /// The range of the name at the cursor, quotes included, in bytes.
    pub range: TextRange,
    /// The current name, with escapes resolved.
    pub placeholder: String,
}

/// The most characters of a rejected name that a message quotes.
const SHOWN: usize = 60;

/// The name at `offset` (in bytes), if there is one. Whether the rename is possible depends on the new name; see
/// [`rename`].
pub fn prepare_rename(document: &Document, offset: u32) -> Option<Renameable> {
    let symbol = Symbol::shown_at(document, offset)?;
    Some(Renameable { range: symbol.here, placeholder: symbol.key.text().into_owned() })
}

/// The edits that rename the name at `offset` (in bytes) to `new`.
///
/// # Errors
/// The reason why the rename is impossible, as one or two sentences for the user: there is no name, the new name is taken
/// or not in the required style, or a program reads the old name. Programs are not edited: they may be bundles, in which
/// a match may be something else.
pub fn rename(document: &Document, offset: u32, new: &str) -> Result<Vec<Edit>, String> {
    let Some(symbol) = Symbol::shown_at(document, offset) else {
        return Err("There is nothing to rename here.".to_owned());
    };
    let old = symbol.key.text();
    let read_by_program = || {
        format!("The code or a script in this manifest reads the secret \"{}\". Change it there first.", visible(&old))
    };
    if symbol.is_mention {
        return Err(read_by_program());
    }
    let style = declared_map(symbol.key).map_or(KeyStyle::Free, |map| map.keys);
    let shown: String = new.chars().take(SHOWN).collect();
    let shown = visible(&shown);
    if new.is_empty() {
        return Err("A name cannot be empty.".to_owned());
    }
    if !style.accepts(new) {
        return Err(format!("\"{shown}\" is not a valid name here. Use {}.", style.requirement()));
    }
    let map = symbol.key.parent().and_then(Node::parent);
    if new != old && map.is_some_and(|map| map.property(new).is_some()) {
        return Err(format!("\"{shown}\" already exists. Choose another name, or remove the existing entry first."));
    }
    if new != old && symbol.is_mentioned() {
        return Err(read_by_program());
    }
    let uses = symbol.uses().into_iter().map(|value| replace_text(value, &renamed(value, new)));
    Ok(std::iter::once(Edit::new(symbol.declaration(), encode(new))).chain(uses).collect())
}

/// The new text of a reference when its target is renamed to `new`. A `$ref` is a path that ends in the name.
fn renamed(value: Node<'_>, new: &str) -> String {
    let path = || {
        let text = value.as_string().filter(|_| value.parent().is_some_and(|property| property.is_named(REF)))?;
        let mut segments = Pointer::parse_fragment(text.strip_prefix('#')?)?.segments().to_vec();
        new.clone_into(segments.last_mut()?);
        Some(format!("#{}", Pointer::from(segments).to_fragment()))
    };
    path().unwrap_or_else(|| new.to_owned())
}

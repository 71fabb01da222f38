//! `textDocument/prepareRename` and `textDocument/rename`: changes a name everywhere it is used.

use std::collections::HashSet;

use super::symbol::Symbol;
use crate::analysis::edits::replace_text;
use crate::analysis::references::declared_map;
use crate::analysis::schema_pointers::{anchor, pointers};
use crate::analysis::schemas::top_of;
use crate::analysis::{Document, Edit};
use crate::contract::KeyStyle;
use crate::json_schema::way::Way;
use crate::syntax::literal::encode;
use crate::syntax::{Node, NodeId};
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
    Some(Renameable { range: symbol.here, placeholder: symbol.keys()?.first()?.text().into_owned() })
}

/// The edits that rename the name at `offset` (in bytes) to `new`.
///
/// # Errors
/// The reason why the rename is impossible, as one or two sentences for the user: there is no name, the new name is taken
/// or not in the required style, or a program reads the old name. Programs are not edited: they may be bundles, in which
/// a match may be something else.
pub fn rename(document: &Document, offset: u32, new: &str) -> Result<Vec<Edit>, String> {
    let symbol = Symbol::shown_at(document, offset);
    let named = symbol.as_ref().and_then(|symbol| Some((symbol, symbol.keys()?, *symbol.keys()?.first()?)));
    let Some((symbol, keys, first)) = named else {
        return Err("There is nothing to rename here.".to_owned());
    };
    let old = first.text();
    let read_by_program = || {
        format!("The code or a script in this manifest reads the secret \"{}\". Change it there first.", visible(&old))
    };
    if symbol.is_mention {
        return Err(read_by_program());
    }
    let style = declared_map(first).map_or(KeyStyle::Free, |map| map.keys);
    let shown: String = new.chars().take(SHOWN).collect();
    let shown = visible(&shown);
    if new.is_empty() {
        return Err("A name cannot be empty.".to_owned());
    }
    if !style.accepts(new) {
        return Err(format!("\"{shown}\" is not a valid name here. Use {}.", style.requirement()));
    }
    let renamed_keys = keys.iter().chain(symbol.names.iter().filter(|name| name.is_key()));
    let mut maps = renamed_keys.filter_map(|key| key.parent()?.parent());
    if new != old && maps.any(|map| map.property(new).is_some()) {
        return Err(format!("\"{shown}\" already exists. Choose another name, or remove the existing entry first."));
    }
    if new != old && symbol.is_mentioned() {
        return Err(read_by_program());
    }
    let declared = keys.iter().map(|key| Edit::new(key.range(), encode(new)));
    let named = symbol.names.iter().map(|value| replace_text(*value, new));
    Ok(declared.chain(named).chain(through(keys, new)).collect())
}

/// The edits of the pointers that lead to or through what `keys` declare, when these are renamed to `new`.
fn through(keys: &[Node<'_>], new: &str) -> Vec<Edit> {
    let Some(top) = keys.first().and_then(|key| top_of(*key)) else { return Vec::new() };
    let keys: HashSet<NodeId> = keys.iter().map(|key| key.id()).collect();
    let edit = |value: Node<'_>| {
        let text = value.as_string()?;
        let way = Way::of(top, &text)?;
        let place = way.nodes().iter().skip(1).position(|node| keys.contains(&anchor(*node).id()))?;
        Some(replace_text(value, &way.rewritten(&text, place..place + 1, &[new.to_owned()])))
    };
    pointers(top).into_iter().filter_map(edit).collect()
}

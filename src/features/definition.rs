//! `textDocument/definition`: finds the key that declares a name.

use super::symbol::Symbol;
use crate::analysis::references::schema_target;
use crate::syntax::{Node, Source};
use crate::text::TextRange;

/// Where a name is declared. All ranges are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name at the requested offset.
    pub origin: TextRange,
    /// The key and the value of the declaration.
    pub target: TextRange,
    /// The key that declares the name, quotes included; the start of an element, which has no name.
    pub selection: TextRange,
}

/// The declaration of the name at `offset`, in bytes.
pub fn definition(source: &Source, offset: u32) -> Option<Definition> {
    if let Some(symbol) = Symbol::at(source, offset) {
        let target = symbol.key.parent().map(Node::range)?;
        return Some(Definition { origin: symbol.here, target, selection: symbol.declaration() });
    }
    // An element of an array has no name, but a `$ref` can point to it.
    let value = source.node_at(offset)?;
    let target = schema_target(value)?;
    Some(Definition { origin: value.range(), target: target.range(), selection: target.opener() })
}

//! `textDocument/definition`: finds what declares a name, and what a `$ref` leads to.

use super::symbol::{Symbol, whole};
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

/// The declarations of the name at `offset`, in bytes. There are several only if the alternatives of a schema each declare a
/// property that something around them names.
pub fn definitions(source: &Source, offset: u32) -> Vec<Definition> {
    let Some(symbol) = Symbol::at(source, offset) else { return Vec::new() };
    let origin = symbol.here;
    let found = |node: &Node<'_>| Definition { origin, target: whole(*node).range(), selection: node.opener() };
    symbol.targets().iter().map(found).collect()
}

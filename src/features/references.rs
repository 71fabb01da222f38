//! `textDocument/references`: finds every use of a name, and every `$ref` to a place in a schema.

use super::symbol::Symbol;
use crate::syntax::Source;
use crate::text::TextRange;

/// The ranges that use the name at `offset` (in bytes): strings with their quotes, and names inside programs. What
/// declares the name comes first, if requested. Empty if there is no name at `offset`.
pub fn references(source: &Source, offset: u32, include_declaration: bool) -> Option<Vec<TextRange>> {
    let symbol = Symbol::at(source, offset)?;
    let declarations = symbol.declared_at().filter(|_| include_declaration);
    Some(declarations.chain(symbol.use_ranges()).collect())
}

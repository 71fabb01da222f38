//! `textDocument/references`: finds every use of a name.

use super::symbol::Symbol;
use crate::syntax::Source;
use crate::text::TextRange;

/// The ranges that use the name at `offset` (in bytes): strings with their quotes, and names inside programs. The key that
/// declares the name comes first, if requested. Empty if there is no name at `offset`.
pub fn references(source: &Source, offset: u32, include_declaration: bool) -> Option<Vec<TextRange>> {
    let symbol = Symbol::at(source, offset)?;
    let declaration = include_declaration.then(|| symbol.declaration());
    Some(declaration.into_iter().chain(symbol.use_ranges()).collect())
}

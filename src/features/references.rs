//! `textDocument/references`: every place that names the same thing.

use super::symbol::Symbol;
use crate::syntax::Source;
use crate::text::TextRange;

/// The places that use the name at `offset`, in bytes: strings with their quotes, and names inside programs. The key that
/// declares it comes first, if wanted. Nothing if there is no name at `offset`.
pub fn references(source: &Source, offset: u32, include_declaration: bool) -> Option<Vec<TextRange>> {
    let symbol = Symbol::at(source, offset)?;
    let declaration = include_declaration.then(|| symbol.declaration());
    Some(declaration.into_iter().chain(symbol.use_ranges()).collect())
}

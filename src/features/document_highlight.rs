//! `textDocument/documentHighlight`: finds the other occurrences of the name at the cursor.

use super::symbol::Symbol;
use crate::syntax::Source;
use crate::text::TextRange;

/// An occurrence of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Its range, in bytes.
    pub range: TextRange,
    /// Whether it is a declaration or a use.
    pub kind: HighlightKind,
}

/// How an occurrence uses a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HighlightKind {
    /// It refers to the name.
    Read,
    /// It declares the name.
    Write,
}

/// The occurrences of the name at `offset` (in bytes), its declarations first. Empty if there is no name at `offset`.
pub fn highlights(source: &Source, offset: u32) -> Option<Vec<Highlight>> {
    let symbol = Symbol::at(source, offset)?;
    let declarations = symbol.declared_at().map(|range| Highlight { range, kind: HighlightKind::Write });
    let uses = symbol.use_ranges().into_iter().map(|range| Highlight { range, kind: HighlightKind::Read });
    Some(declarations.chain(uses).collect())
}

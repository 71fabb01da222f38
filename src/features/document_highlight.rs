//! `textDocument/documentHighlight`: where else the name under the cursor occurs.

use super::symbol::Symbol;
use crate::syntax::Source;
use crate::text::TextRange;

/// An occurrence of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The bytes that it covers.
    pub range: TextRange,
    /// What happens there.
    pub kind: HighlightKind,
}

/// What happens to a name at an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HighlightKind {
    /// It is used.
    Read,
    /// It is declared.
    Write,
}

/// The occurrences of the name at `offset`, in bytes, its declaration first. Nothing if there is no name at `offset`.
pub fn highlights(source: &Source, offset: u32) -> Option<Vec<Highlight>> {
    let symbol = Symbol::at(source, offset)?;
    let declaration = Highlight { range: symbol.declaration(), kind: HighlightKind::Write };
    let uses = symbol.use_ranges().into_iter().map(|range| Highlight { range, kind: HighlightKind::Read });
    Some(std::iter::once(declaration).chain(uses).collect())
}

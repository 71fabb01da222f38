//! What may be written at a place.

use crate::analysis::Document;
use crate::text::Span;

/// Something that can be inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// Beside the label: `string, at most 64 characters`.
    pub detail: String,
    /// Explanation, in Markdown.
    pub documentation: String,
    /// The bytes that give way to `insert`.
    pub replace: Span,
    /// The text to insert, or a snippet.
    pub insert: String,
    /// Whether `insert` is a snippet with tab stops.
    pub is_snippet: bool,
    /// What the typed text is compared with.
    pub filter: String,
    /// The list is sorted by this.
    pub sort: String,
    /// Whether it is struck through.
    pub deprecated: bool,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A declared key.
    Property,
    /// One of a few allowed values.
    Choice,
    /// `true`, `false`, `null`, an empty object …
    Value,
    /// A name that is declared elsewhere in the document.
    Reference,
    /// An entry of a map, whose name is still to be written.
    Entry,
}

/// What may be written at `offset`, in bytes. `snippets`: whether the editor knows tab stops.
pub fn complete(document: &Document, offset: u32, snippets: bool) -> Vec<Completion> {
    let _ = (document, offset, snippets);
    Vec::new()
}

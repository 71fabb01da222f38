//! What a place means.

use crate::analysis::Document;
use crate::text::Span;

/// An explanation of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What is explained.
    pub span: Span,
    /// The explanation, in Markdown.
    pub markdown: String,
}

/// Explains what stands at `offset`, in bytes.
pub fn hover(document: &Document, offset: u32) -> Option<Hover> {
    let _ = (document, offset);
    None
}

//! Editor features: one file per request, named as in the protocol. They take and return plain data: byte offsets,
//! Markdown and text edits.

pub mod code_action;
pub mod code_lens;
pub mod comparable;
pub mod completion;
pub mod definition;
pub mod diagnostic;
pub mod document_highlight;
pub mod document_link;
pub mod document_symbol;
pub mod embedded_field;
pub mod field_summary;
pub mod folding_range;
pub mod form;
pub mod form_summary;
pub mod formatting;
pub mod hover;
pub mod inlay_hint;
mod markdown;
pub mod on_type_formatting;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_tokens;
mod snippet;
mod symbol;

//! Requests: one file per method, named as in the protocol. `extensions` and `comparable` contain our own.

pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod comparable;
pub(super) mod completion;
pub(super) mod definition;
pub(super) mod diagnostic;
pub(super) mod document_highlight;
pub(super) mod document_link;
pub(super) mod document_symbol;
#[cfg(feature = "remote")]
pub(super) mod execute_command;
pub(super) mod extensions;
pub(super) mod folding_range;
pub(super) mod formatting;
pub(super) mod hover;
pub(super) mod initialize;
pub(super) mod inlay_hint;
pub(super) mod on_type_formatting;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod selection_range;
pub(super) mod semantic_tokens;
pub(super) mod workspace_diagnostic;
pub(super) mod workspace_symbol;

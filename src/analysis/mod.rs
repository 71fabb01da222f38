//! What is wrong with a manifest, and which form of it a document is.
//!
//! - [`rule`]: what a rule declares; [`rules`]: one file per rule, and the list of all;
//! - `finding`: what a rule reports;
//! - `walk`: one pass over tree and contract, which shows every rule what it wants to see;
//! - `document`: a text with its findings, kept true through edits.

mod document;
mod finding;
mod form;
pub mod rule;
pub mod rules;

pub use document::Document;
pub use finding::{Finding, Related, Severity};
pub use form::{FormChoice, FormReason};
pub use rule::{Rule, Tag};
pub use rules::RULES;

/// What a user may set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which form documents are taken for.
    pub form: FormChoice,
}

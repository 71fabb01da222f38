//! What is wrong with a manifest, and which form of it a document is.
//!
//! - [`rule`]: what a rule declares; [`rules`]: one file per rule, and the list of all;
//! - `finding`: what a rule reports;
//! - `walk`: one pass over tree and contract, which shows every rule what it wants to see;
//! - `cache`: what was found in each part, kept while its text stays the same;
//! - `document`: a text with its findings, kept true through edits.

mod cache;
mod document;
mod finding;
mod form;
mod report;
pub mod rule;
pub mod rules;
mod walk;
mod wording;

pub use document::Document;
pub use finding::{Finding, Related, Severity};
pub use form::{FormChoice, FormReason};
pub use report::Report;
pub use rule::{Check, Rule, Tag};
pub use rules::RULES;

/// What a user may set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which form documents are taken for.
    pub form: FormChoice,
}

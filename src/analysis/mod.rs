//! What is wrong with a manifest, how to mend it, and which form of it a document is.
//!
//! - [`rule`]: what a rule declares; [`rules`]: one file per rule, and the list of all;
//! - `finding`: what a rule reports; `fix`: the ways out; `edits`: how they change the text;
//! - `references`: where a name is used;
//! - `described`: the titles and descriptions that people miss;
//! - `levels`, `options`, `suppress`: what a user makes of the findings;
//! - `walk`: one pass over tree and contract, which shows every rule what it wants to see;
//! - `cache`: what was found in each part, kept while its text stays the same;
//! - `document`: a text with its findings, kept true through edits.

mod cache;
pub mod described;
mod document;
pub mod edits;
mod finding;
pub mod fix;
mod form;
mod levels;
mod options;
mod plan;
pub mod references;
mod report;
pub mod rule;
pub mod rules;
mod supplied;
mod suppress;
mod walk;
mod wording;

pub use document::Document;
pub use finding::{Finding, Related, Severity};
pub use fix::{Edit, Fix};
pub use form::{FormChoice, FormReason};
pub use levels::Levels;
pub use options::{Options, Override};
pub use report::{Decoded, Report};
pub use rule::{Check, Group, Rule, Tag};
pub use rules::RULES;

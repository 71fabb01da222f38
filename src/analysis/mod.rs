//! What is wrong with a manifest, how to fix_all it, and which form of it a document is.
//!
//! - [`rule`]: what a rule declares; [`rules`]: one file per rule, and the list of all;
//! - `diagnostic`: what a rule reports; `fix`: the ways out; `edits`: how they change the text;
//! - `references`: where a name is used;
//! - `described`: the titles and descriptions that people miss;
//! - `severities`, `options`, `suppress`: what a user makes of the diagnostics;
//! - `walk`: one pass over tree and contract, which shows every rule what it wants to see;
//! - `cache`: what was found in each part, kept while its text stays the same;
//! - `document`: a text with its diagnostics, kept true through edits.

mod cache;
pub mod described;
mod diagnostic;
mod document;
pub mod edits;
pub mod fix;
mod form;
mod interface_implementations;
mod options;
pub mod references;
mod report;
pub mod rule;
mod rule_table;
pub mod rules;
mod severities;
mod suppress;
mod walk;
mod wording;

pub use diagnostic::{Diagnostic, Related, Severity};
pub use document::Document;
pub use fix::{Edit, Fix};
pub use form::{FormChoice, FormReason};
pub use options::{Options, Override};
pub use report::{Decoded, Report};
pub use rule::{Check, Group, Rule, Tag};
pub use rules::RULES;
pub use severities::Severities;

//! What is wrong with a manifest, how to fix it, and which form of it a document is.
//!
//! From the top down; a file names only files below it (a test holds it):
//!
//! - `fix_all`: all fixes of a document, in rounds;
//! - `document`: a text with its diagnostics, kept true through edits;
//! - `engine`: the walk that shows each rule what it wants to see, the cache of what was found, the filters after it;
//! - [`rules`]: one file per rule, and the list of all;
//! - [`references`], `interface_implementations`, `wording`: what several rules need;
//! - [`implementation`]: how a rule works; `report`: where it puts what it finds;
//! - [`fix`]: how a diagnostic can be fixed; `diagnostic`: what a rule reports;
//! - `options`, `severities`, `form`: what is set for a document;
//! - `rule`, `example`, `severity`: what a rule is; [`edits`]: how the text is changed.

mod diagnostic;
mod document;
pub mod edits;
mod engine;
mod example;
pub mod fix;
mod fix_all;
mod form;
pub mod implementation;
mod interface_implementations;
mod options;
pub mod references;
mod report;
mod rule;
pub mod rules;
mod severities;
mod severity;
mod wording;

pub use diagnostic::{Diagnostic, Related};
pub use document::Document;
pub use edits::Edit;
pub use example::{Example, Verdict, Written};
pub use fix::{Applicability, Fix, FixContext};
pub use fix_all::fix_all;
pub use form::{FormChoice, FormReason};
pub use implementation::{Check, Implementation, Kinds, no_fixes};
pub use options::{Options, Override};
pub use report::{Decoded, Report};
pub use rule::{Group, Rule, Tag};
pub use rules::RULES;
pub use severities::Severities;
pub use severity::Severity;

//! The analysis of manifests: diagnostics, fixes, and the form of a document.
//!
//! From the top down; a file uses only files below it, which a test checks:
//!
//! - `fix_all`: all fixes of a document, in rounds;
//! - `document`: a text with its diagnostics, updated after edits;
//! - `engine`: the walk that calls the rules, the cache of their diagnostics, and filters;
//! - [`rules`]: one file per rule, and the list of all rules;
//! - `interface_implementations`: shared by several rules;
//! - [`implementation`]: the code of a rule; `report`: collects diagnostics;
//! - [`fix`]: fixes; `diagnostic`: diagnostics;
//! - `schema_keywords`: a schema as its rules see it; `older_drafts`: what is written differently in those;
//! - [`references`], [`wording`]: shared by rules and fixes;
//! - [`schemas`]: the JSON Schemas inside a manifest; [`property_names`], [`schema_pointers`]: the names and the `$ref`s
//!   inside one;
//! - `options`, `severities`, `form`: the settings for a document;
//! - `rule`, `example`, `severity`: the description of a rule; [`edits`]: changes to the text.

mod baseline;
pub mod baseline_fixes;
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
mod older_drafts;
mod options;
pub mod property_names;
pub mod references;
pub mod removals;
mod report;
mod rule;
pub mod rules;
mod schema_keywords;
pub mod schema_pointers;
pub mod schemas;
mod severities;
mod severity;
pub mod wording;

pub use baseline::Baseline;
pub use diagnostic::{Diagnostic, Related};
pub use document::Document;
pub use edits::Edit;
pub use example::{Example, Verdict, Written};
pub use fix::{Applicability, Fix, FixContext};
pub use fix_all::fix_all;
pub use form::{FormChoice, FormReason};
pub use implementation::{Check, Implementation, Kinds, no_fixes};
pub use options::{Options, Origin, Override};
pub use report::{Decoded, Report};
pub use rule::{Group, Rule, Tag};
pub use rules::RULES;
pub use schema_keywords::{Schema, Types};
pub use severities::Severities;
pub use severity::Severity;

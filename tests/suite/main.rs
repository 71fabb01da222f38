//! The whole project, seen from outside of its modules.
//!
//! One binary, because linking many costs more than running them.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod bp_lint;
mod cli;
mod compare;
mod completion;
mod config;
mod contract;
mod corpus;
mod cost;
mod damaged;
mod docs;
mod editors;
mod facts;
mod features;
mod fixes;
mod form;
mod formatting;
mod forms;
#[cfg(feature = "remote")]
mod http_server;
mod invariants;
mod json_schema;
mod layers;
mod locality;
mod lsp;
mod manifests;
mod modules;
mod mutation;
mod names;
mod order;
#[cfg(feature = "remote")]
mod pull;
mod recovery;
mod refactorings;
#[cfg(feature = "remote")]
mod remote;
mod reparse;
mod reports;
mod rules;
mod schema_completion;
mod schema_hover;
mod schema_refactorings;
mod schema_words;
mod schemas;
mod searching;
mod secrets;
mod shared;
mod skipped;
mod structure;
mod submission;
mod suppressions;
mod syntax_oracle;
mod typing;
mod untrusted;
#[cfg(feature = "remote")]
mod validate;
#[cfg(not(feature = "remote"))]
mod without_remote;
mod writing;

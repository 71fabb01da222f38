//! The whole project, seen from outside of its modules.
//!
//! One binary, because linking many costs more than running them.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod cli;
mod contract;
mod corpus;
mod docs;
mod editors;
mod features;
mod forms;
mod layers;
mod lsp;
mod mutation;
mod recovery;
mod reparse;
mod rules;
mod shared;
mod syntax_oracle;

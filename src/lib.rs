//! The engine of integration-ls: from a text to findings, hovers and completions.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod syntax;
pub mod text;

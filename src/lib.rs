//! The engine of integration-ls: from a text to diagnostics, hovers and completions.
//!
//! Layers, one way: [`text`] → [`syntax`] → [`contract`] → [`analysis`] → [`config`] → [`features`] → [`server`] and
//! [`cli`]. Nothing below `server` knows the protocol; nothing above `syntax` parses. ARCHITECTURE.md
//! shows it on one page.

pub mod analysis;
pub mod cli;
pub mod config;
pub mod contract;
pub mod features;
pub mod server;
pub mod syntax;
pub mod text;

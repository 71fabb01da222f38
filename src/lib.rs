//! The engine of integration-ls, which computes diagnostics, hovers and completions.
//!
//! The layers depend on each other in one direction: [`text`] → [`syntax`] → [`json_schema`] → [`contract`] → [`compare`] → [`analysis`] → [`config`],
//! [`features`] and [`submission`] → [`server`] and [`cli`]. Only `server` knows the protocol, only `syntax` parses
//! manifests, and only `remote` (with the feature of that name) uses the network. See ARCHITECTURE.md.

pub mod analysis;
pub mod cli;
pub mod compare;
pub mod config;
pub mod contract;
pub mod features;
pub mod json_schema;
#[cfg(feature = "remote")]
pub mod remote;
pub mod server;
pub mod submission;
pub mod syntax;
pub mod text;

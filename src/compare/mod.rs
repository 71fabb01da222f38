//! What has changed from one manifest to another, and what of it breaks those who use the integration.
//!
//! - `manifest`: both trees side by side, as the contract declares them;
//! - `schemas`: the JSON Schemas in them, in the direction in which their values flow;
//! - `settings`: what else is declared: types of state, mappings, visibility and the like;
//! - `normal`: what means the same although it is written differently;
//! - `change`: what is said; `version`: the bump that it calls for;
//! - `text`: a manifest as a text to compare line by line.
//!
//! The rules are an approximation: those of the server are not published.

mod change;
mod manifest;
mod normal;
mod schemas;
mod settings;
pub mod text;
mod version;

pub use change::{Change, Kind, Topic, Verdict};
pub use manifest::{Comparison, compare, compare_again, is_other_integration, kept};
pub use schemas::Known;
pub use version::{Bump, raised, satisfies};

//! What a user has set: in `integration-ls.toml`, or in an editor's settings.
//!
//! - `settings`: a [`Config`], and the options for a manifest that follow from it;
//! - `origin`, `globs`: values that remember where they were set; globs, compiled once;
//! - `declaration`: every key, once, with its explanation; reader, schema and documentation follow it;
//! - `value`: TOML and JSON as one kind of tree, with ranges;
//! - `read`: from that tree to a [`Config`] and its `error`s;
//! - `locate`: the names of configuration files, and reading one;
//! - `resolver`: which file applies to a folder, remembered;
//! - `explain`: every value that applies to a manifest, and where it was set;
//! - `manifests`: which files in a folder are manifests.
//!
//! From weak to strong: built-in defaults, the file, the editor's settings, the command line.

pub mod declaration;
mod error;
mod explain;
mod globs;
pub mod locate;
pub mod manifests;
mod origin;
mod read;
mod resolver;
pub mod schema;
mod settings;
mod value;

pub use error::ConfigError;
pub use explain::Explained;
pub use globs::Globs;
pub use locate::ConfigFile;
pub use origin::{Origin, Set};
pub use read::{from_json, from_toml};
pub use resolver::Resolver;
pub use settings::{Config, OverrideEntry, SeverityOf};

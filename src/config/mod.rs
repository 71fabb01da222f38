//! The user's configuration: `integration-ls.toml` and the editor's settings.
//!
//! - `settings`: a [`Config`], and the resulting options for a manifest;
//! - `origin`, `globs`: values with their origins, and compiled globs;
//! - `declaration`: every key with its explanation, used by the reader, the schema and the documentation;
//! - `value`: a common tree for TOML and JSON, with ranges;
//! - `read`: turns that tree into a [`Config`] and its `error`s;
//! - `locate`: finds and reads configuration files;
//! - `resolver`: caches which file applies to which folder;
//! - `explain`: lists every setting that applies to a manifest, and where it is set;
//! - `manifests`: which files are manifests by their names;
//! - `search`, `ignore_rules`: the manifests in a folder, without those that `.gitignore` and its like leave out;
//! - `baseline`: what manifests are compared with; `git`: a file as it is in a git revision;
//! - `absolute`, `regular_file`: paths as the others need them, and files that are no pipes.
//!
//! In increasing precedence: the defaults, the file, the editor's settings, the command line.

mod absolute;
mod baseline;
pub mod declaration;
mod error;
mod explain;
pub mod git;
mod globs;
mod ignore_rules;
pub mod locate;
pub mod manifests;
mod origin;
mod read;
pub mod regular_file;
mod resolver;
pub mod schema;
pub mod search;
mod settings;
mod value;

pub use absolute::absolute;
pub use error::ConfigError;
pub use explain::Explained;
pub use globs::Globs;
pub use locate::ConfigFile;
pub use origin::{Origin, Set};
pub use read::{from_json, from_toml};
pub use resolver::Resolver;
pub use settings::{Config, OverrideEntry, SeverityOf};

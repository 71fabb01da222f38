//! What the Admin API accepts, as data.
//!
//! [`manifest::MANIFEST`] declares every field once: its shape, its limits, the kind of its entries and the targets of its
//! references. Validation, navigation, hovers, completion, the exported JSON Schema and the reference page all use that
//! declaration. No other file of `src` declares a field; CONTRIBUTING.md
//! lists the test data that goes with one.

pub mod base64;
mod form;
mod format;
pub mod json_schema;
pub mod manifest;
mod marks;
mod names;
pub mod relations;
mod resolve;
#[cfg(test)]
pub(crate) mod ring;
mod secrets;
mod shape;
pub mod skeleton;
pub mod svg;
pub mod visit;

pub use form::{Form, Forms};
pub use format::Format;
pub use marks::Marks;
pub use names::{EntryKind, KeyStyle};
pub use resolve::{Declared, path, resolve};
pub use secrets::{ENVIRONMENT_PREFIX, Occurrences, Secrets};
pub use shape::{Bounds, Choice, Field, Map, Object, Shape, Status, Text};

//! What the Admin API accepts, as data.
//!
//! [`manifest::MANIFEST`] declares every field once: its shape, its limits, the kind of its entries and the targets of its
//! references. Validation, navigation, hovers, completion, the exported JSON Schema and the reference page all use that
//! declaration. The keywords of the JSON Schemas inside it are
//! declared in [`schema`], with the same words. No other file of `src` declares a field; CONTRIBUTING.md
//! lists the test data that goes with one.

pub mod base64;
mod declare;
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
pub mod schema;
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
pub use shape::{Alternatives, Bounds, Choice, Field, List, Map, Object, Shape, Status, Text};

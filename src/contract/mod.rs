//! What the API accepts, as data.
//!
//! [`manifest::MANIFEST`] is the one declaration of every field; validation, hover, completion, the
//! exported JSON Schema and the reference page read it. Add a field there and nowhere else.

pub mod content;
mod form;
pub mod json_schema;
pub mod manifest;
mod resolve;
mod secrets;
mod shape;
pub mod visit;

pub use form::{Form, Forms};
pub use resolve::{Declared, resolve};
pub use secrets::Secrets;
pub use shape::{Bounds, Choice, Field, Format, KeyStyle, Map, Object, Shape, Status, Text};

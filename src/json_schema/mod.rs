//! What a JSON Schema means ([draft 7](https://json-schema.org/draft-07)), wherever it is written. Nothing here knows of
//! manifests.
//!
//! - `keywords`: the roles of keywords;
//! - `reference`: what a `$ref` leads to;
//! - `view`: a schema as it is meant, with what it refers to;
//! - `words`: what a schema accepts, in words.

pub mod keywords;
pub mod reference;
pub mod view;
pub mod words;

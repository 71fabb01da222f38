//! What a JSON Schema means ([draft 7](https://json-schema.org/draft-07)), wherever it is written. Nothing here knows of
//! manifests.
//!
//! - `keywords`: the roles of keywords;
//! - `reference`: what a `$ref` leads to, and `way`: how it gets there;
//! - `view`: a schema as it is meant, with what it refers to;
//! - `words`: what a schema accepts, in words;
//! - `evaluate`: whether a value fits a schema, with `number`, `equality`, `format`, `regular_expression` and `readable`;
//! - `sample`: a value that fits a schema;
//! - `subsume`: whether every value that fits one schema fits another;
//! - `equality`: whether two values are equal;
//! - `pattern`: whether a pattern is a regular expression.

pub mod equality;
pub mod evaluate;
mod format;
pub mod keywords;
mod number;
pub mod pattern;
mod readable;
pub mod reference;
mod regular_expression;
pub mod sample;
pub mod subsume;
pub mod view;
pub mod way;
pub mod words;

//! A value that fits a schema and looks like a real one, for documentation and tests. The same schema always gets the same
//! value.
//!
//! - `facts`: what a schema says about a value, with one alternative of each choice;
//! - `scalars`: plausible strings and numbers;
//! - `make`: objects and lists, and the search for what fits;
//! - `value`: the result.

mod facts;
mod make;
mod scalars;
mod value;

pub use make::{NoSample, sample, sample_of_all};
pub(super) use scalars::format_example;
pub use value::Value;

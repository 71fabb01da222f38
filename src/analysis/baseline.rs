//! What a manifest is compared with while it is written.

use std::path::PathBuf;
use std::sync::Arc;

use crate::syntax::{Dialect, Source};

/// The baseline of the examples of rules.
const EXAMPLE: &str = r#"{
  "name": "acme/mail",
  "version": "1.2.0",
  "actions": {
    "sendMail": {
      "input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}},
      "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}
    }
  },
  "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}
}"#;

/// An earlier manifest, or why there is none.
#[derive(Debug)]
pub struct Baseline {
    /// How messages name it.
    pub name: String,
    /// Its file, if it is one that can be opened.
    pub file: Option<PathBuf>,
    /// Its text, or why it cannot be read, without a full stop.
    pub source: Result<Source, String>,
}

impl PartialEq for Baseline {
    fn eq(&self, other: &Self) -> bool {
        let text =
            |baseline: &Self| baseline.source.as_ref().map(Source::text).map_err(Clone::clone).map(str::to_owned);
        std::ptr::eq(self, other) || (self.name == other.name && self.file == other.file && text(self) == text(other))
    }
}

impl Eq for Baseline {}

impl Baseline {
    /// A baseline with this text.
    pub fn new(name: String, file: Option<PathBuf>, text: String) -> Self {
        Self { name, file, source: Ok(Source::new(text, Dialect::Jsonc)) }
    }

    /// One that cannot be read.
    pub fn unavailable(name: String, why: String) -> Self {
        Self { name, file: None, source: Err(why) }
    }

    /// The baseline that the examples of rules are compared with.
    pub fn of_examples() -> Arc<Self> {
        Arc::new(Self::new("the baseline".to_owned(), None, EXAMPLE.to_owned()))
    }

    /// The text of the baseline of the examples.
    pub fn example() -> &'static str {
        EXAMPLE
    }
}

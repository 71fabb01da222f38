//! What the fuzz targets share: the invariants of the tests, and how an input is read.

#[path = "../../tests/suite/invariants/mod.rs"]
pub mod invariants;

use integration_ls::syntax::Dialect;
use integration_ls::text::floor_boundary;

/// How many bytes of an input are choices.
const CHOICES: usize = 4;

/// An input: a text, and at its end some bytes that choose a place in it and the like. So any manifest is an input as it
/// is, and one that fails can be read.
pub struct Input<'d> {
    /// The text; what is not UTF-8 is replaced, as the command line does.
    pub text: String,
    choices: &'d [u8],
}

impl<'d> Input<'d> {
    /// Reads an input.
    pub fn new(data: &'d [u8]) -> Self {
        let (text, choices) = data.split_at(data.len().saturating_sub(CHOICES));
        Self { text: String::from_utf8_lossy(text).into_owned(), choices }
    }

    /// A place in the text, in bytes: the `index`-th of two.
    pub fn place(&self, index: usize) -> u32 {
        let bytes = [0, 1].map(|byte| self.choice(index * 2 + byte));
        let place = usize::from(u16::from_le_bytes(bytes)) % (self.text.len() + 1);
        floor_boundary(&self.text, place) as u32
    }

    /// A choice between 256 things.
    pub fn choice(&self, index: usize) -> u8 {
        self.choices.get(index).copied().unwrap_or_default()
    }

    /// JSON or JSONC.
    pub fn dialect(&self) -> Dialect {
        if self.choice(CHOICES - 1) % 2 == 0 { Dialect::Jsonc } else { Dialect::Json }
    }
}

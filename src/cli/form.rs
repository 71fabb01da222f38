//! `form`: the form that people fill in, as a page.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use super::inputs::Input;
use super::print;
use super::schema_at::schema_at;
use crate::analysis::{Document, Options};
use crate::features::form::form_for;
use crate::syntax::Dialect;

/// The arguments of `form`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The manifest; - is standard input
    file: PathBuf,
    /// A JSON Pointer to a schema, or to the object that has it, for example /actions/sendMail/input
    #[arg(allow_hyphen_values = true)]
    pointer: String,
}

/// Prints the page.
///
/// # Errors
/// The manifest cannot be read, or the pointer leads to no schema.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let input = Input::named(&arguments.file);
    // The form is the same in both dialects.
    let document = Document::new(input.read()?, Dialect::Jsonc, Options::default());
    let schema = schema_at(document.shown(), &input.name(), &arguments.pointer)?;
    print(&form_for(schema).html)
}

//! `form`: the form that people fill in, as a page.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, anyhow};

use super::inputs::Input;
use super::print;
use crate::analysis::{Document, Options};
use crate::features::form::form_of;
use crate::syntax::Dialect;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The manifest; - is standard input
    file: PathBuf,
    /// A JSON Pointer to a schema, or to what has one: /configuration, /actions/sendMail/input
    pointer: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let input = Input::named(&arguments.file);
    // The form is the same in both dialects.
    let document = Document::new(input.read()?, Dialect::Jsonc, Options::default());
    let form = form_of(&document, &arguments.pointer).map_err(|why| anyhow!("{}: {why}", input.name()))?;
    print(&form.html)
}

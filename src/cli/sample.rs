//! `sample`: prints a value that fits a schema of a manifest.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args;

use super::inputs::Input;
use super::schema_at::schema_at;
use super::{complain, print};
use crate::json_schema::sample::sample;
use crate::syntax::{Dialect, Source};
use crate::text::{is_invisible, visible};

/// The arguments of `sample`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The manifest; - is standard input
    file: PathBuf,
    /// A JSON Pointer to a schema, or to the object that has it, for example /actions/sendMail/input
    pointer: String,
}

/// Prints a value that fits the schema.
///
/// # Errors
/// The manifest cannot be read, or the pointer leads to no schema.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let input = Input::named(&arguments.file);
    let name = input.name();
    let source = Source::new(input.read()?, Dialect::of_name(&name));
    let found = schema_at(&source, &name, &arguments.pointer)?;
    let property = found.property().map(|key| key.text());
    match sample(found.root, found.schema, property.as_deref()) {
        Ok(value) => print(&format!("{}\n", escaped(&value.to_pretty_json("  ")))),
        Err(why) => {
            complain(&anyhow!("{} of {name}: {why}", visible(&arguments.pointer)));
            Ok(ExitCode::FAILURE)
        }
    }
}

/// JSON in which characters that would not be seen, or do something to a terminal, are escaped. They are all in strings.
pub(super) fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_invisible(c) {
            text.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            text.push(c);
        }
    }
    text
}

//! What commands say that need the network, in a build that does not use it.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

/// Whatever somebody writes.
#[derive(Args)]
pub(super) struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    all: Vec<OsString>,
}

/// Says that there is no such command.
///
/// # Errors
/// Always.
pub(super) fn run(_: &Arguments) -> Result<ExitCode> {
    bail!("this build of integration-ls does not use the network: it was made without the feature \"remote\"")
}

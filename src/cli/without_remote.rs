//! What commands say that need the network, in a build that does not use it.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args;

use super::{COULD_NOT_RUN, complain};

/// Whatever somebody writes.
#[derive(Args)]
pub(super) struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    all: Vec<OsString>,
}

/// Says that there is no such command.
pub(super) fn run(_: &Arguments) -> Result<ExitCode> {
    Ok(refuse())
}

/// Says that this build does not use the network, and returns the exit status.
pub(super) fn refuse() -> ExitCode {
    let why = "this build of integration-ls does not use the network: it was made without the feature \"remote\"";
    complain(&anyhow!(why));
    ExitCode::from(COULD_NOT_RUN)
}

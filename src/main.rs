//! The `integration-ls` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    integration_ls::cli::run(integration_ls::server::run)
}

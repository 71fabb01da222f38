//! The `integration-ls` command.

use std::process::ExitCode;

use integration_ls::server;

fn main() -> ExitCode {
    integration_ls::cli::run(|only_manifests| server::run(server::Options { only_manifests }))
}

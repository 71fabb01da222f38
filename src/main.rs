//! The `integration-ls` command.

use std::process::ExitCode;

use integration_ls::{cli, server};

fn main() -> ExitCode {
    cli::run(|lsp| {
        server::log::init(lsp.log_level, lsp.log_file.as_deref())?;
        Ok(server::run(server::Options { only_manifests: lsp.only_manifests }))
    })
}

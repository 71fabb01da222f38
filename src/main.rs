//! The `integration-ls` command.

use std::process::ExitCode;

use integration_ls::cli::{self, RemoteArgument};
use integration_ls::server::{self, RemoteUse};

fn main() -> ExitCode {
    cli::run(|lsp| {
        server::log::init(lsp.log_level, lsp.log_file.as_deref())?;
        let remote = match lsp.remote {
            RemoteArgument::Off => RemoteUse::Off,
            RemoteArgument::OnRequest => RemoteUse::OnRequest,
            RemoteArgument::OnSave => RemoteUse::OnSave,
        };
        Ok(server::run(server::Options { only_manifests: lsp.only_manifests, remote }))
    })
}

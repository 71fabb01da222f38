//! `initialize`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::client::ClientSupport;
use crate::server::session::Session;
use crate::server::workspace_index::Folder;
use crate::server::{capabilities, editor_settings, parent_process};

pub(in crate::server) fn initialize(session: &Session, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
    let client = params.client_info.as_ref();
    tracing::info!(
        client = client.map(|client| client.name.as_str()),
        version = client.and_then(|client| client.version.as_deref()),
        "initialized"
    );
    let support = ClientSupport::of(&params);
    session.set_support(support);
    if let Some(trace) = params.trace {
        session.set_trace(trace);
    }
    let folders = folders(&params).iter().filter_map(Folder::of).collect();
    session.change_folders(|index| index.set_folders(folders));
    if let Some(parent) = params.process_id {
        parent_process::exit_with(parent);
    }
    if params.initialization_options.as_ref().and_then(|options| options.get("isTrusted")) == Some(&false.into()) {
        session.configuration.files.set_trust(false);
    }
    if let Some(found) = params.initialization_options.as_ref().and_then(editor_settings::find) {
        *session.pending_messages.lock() = session.configuration.set_initial(&found);
    }
    Ok(capabilities::offer(session))
}

/// The folders of the workspace, from the newest field that the client supports.
fn folders(params: &lsp::InitializeParams) -> Vec<lsp::Uri> {
    if let Some(folders) = &params.workspace_folders {
        return folders.iter().map(|folder| folder.uri.clone()).collect();
    }
    #[allow(deprecated, reason = "older clients send a single folder")]
    params.root_uri.clone().into_iter().collect()
}

//! `workspace/didChangeConfiguration`, and the settings that we request from the client.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::ls_types as lsp;

use crate::server::session::Session;
use crate::server::{diagnostics, registration, scanner};

pub(in crate::server) async fn did_change_configuration(
    session: &Arc<Session>,
    params: lsp::DidChangeConfigurationParams,
) {
    if params.settings.is_null() {
        // Clients whose settings are pulled only report that something has changed.
        registration::pull_settings(session);
    } else {
        apply_settings(session, &params.settings).await;
    }
}

/// Applies settings, shows mistakes in them to the user, and checks everything again.
pub(in crate::server) async fn apply_settings(session: &Arc<Session>, settings: &Value) {
    for problem in session.configuration.set_editor(settings) {
        session.client.show_message(lsp::MessageType::WARNING, problem).await;
    }
    session.configure_documents();
    diagnostics::check_all(session);
    scanner::refresh_all(session);
}

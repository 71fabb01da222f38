//! `workspace/didChangeConfiguration`, and the settings that we request from the client.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::ls_types as lsp;

use crate::server::editor_settings::{self, Found};
use crate::server::session::Session;
use crate::server::{diagnostics, registration, scanner};

pub(in crate::server) async fn did_change_configuration(
    session: &Arc<Session>,
    params: lsp::DidChangeConfigurationParams,
) {
    if let Some(found) = editor_settings::find(&params.settings) {
        apply(session, &found).await;
    } else if session.support().pulls_configuration {
        // Such clients only report that something has changed.
        registration::pull_settings(session);
    } else if params.settings.is_object() {
        // All settings were sent, and none are ours any more.
        session.configuration.reset_editor();
        reconfigure(session);
    }
}

/// Applies the answer to a question for our settings.
pub(in crate::server) async fn apply_settings(session: &Arc<Session>, answer: &Value) {
    apply(session, &editor_settings::asked(answer)).await;
}

/// Applies settings, shows mistakes in them to the user, and checks everything again.
async fn apply(session: &Arc<Session>, found: &Found) {
    for problem in session.configuration.set_editor(found) {
        session.client.show_message(lsp::MessageType::WARNING, problem).await;
    }
    reconfigure(session);
}

fn reconfigure(session: &Arc<Session>) {
    session.configure_documents();
    diagnostics::check_all(session);
    scanner::refresh_all(session);
    registration::watch(session);
}

//! `initialized`, `$/setTrace` and `window/workDoneProgress/cancel`.

use std::sync::Arc;

use tower_lsp::ls_types as lsp;

use crate::server::session::Session;
use crate::server::{registration, scanner};

pub(in crate::server) async fn initialized(session: &Arc<Session>) {
    let messages = std::mem::take(&mut *session.pending_messages.lock());
    for message in messages {
        session.client.show_message(lsp::MessageType::WARNING, message).await;
    }
    registration::pull_settings(session);
    registration::register(session);
    scanner::refresh(session);
}

pub(in crate::server) fn set_trace(session: &Session, params: &lsp::SetTraceParams) {
    session.set_trace(params.value);
}

/// The user has cancelled a progress.
pub(in crate::server) fn work_done_progress_cancel(session: &Session, params: &lsp::WorkDoneProgressCancelParams) {
    session.running_work.cancel(&params.token);
}

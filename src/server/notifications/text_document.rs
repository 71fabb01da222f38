//! `textDocument/didOpen`, `didChange` and `didClose`.
//!
//! A document is changed at once. The main loop checks it when no newer edit of it is waiting.

use std::sync::Arc;

use tower_lsp::ls_types as lsp;

use crate::server::diagnostics::publish_configuration_errors;
use crate::server::scanner;
use crate::server::session::Session;
use crate::server::transport::uri::file_path;

pub(in crate::server) async fn did_open(session: &Session, params: lsp::DidOpenTextDocumentParams) {
    let uri = params.text_document.uri.clone();
    // A client that does not watch files for us does not report changes to the configuration.
    if !session.support().watches_files {
        session.configuration.files.forget();
    }
    if session.ignores(&uri) {
        return;
    }
    match session.documents.open(params.text_document, session.configuration.options(&uri)) {
        Ok(()) => session.mark_unchecked(uri.as_str()),
        Err(complaint) => session.log(complaint).await,
    }
    publish_configuration_errors(session).await;
}

pub(in crate::server) async fn did_change(session: &Session, params: lsp::DidChangeTextDocumentParams) {
    let uri = params.text_document.uri.clone();
    // What was opened is followed, whatever has been configured since; what was left alone is not complained of.
    if !session.documents.is_open(&uri) && session.ignores(&uri) {
        return;
    }
    if let Err(complaint) = session.documents.change(params, session.encoding()) {
        session.log(complaint).await;
    }
    session.mark_unchecked(uri.as_str());
}

/// From now on, the client sees the diagnostics of the file, if those are pushed, or none.
pub(in crate::server) async fn did_close(session: &Arc<Session>, params: lsp::DidCloseTextDocumentParams) {
    let uri = params.text_document.uri;
    session.documents.close(&uri);
    session.unchecked.lock().remove(uri.as_str());
    if session.support().pulls_diagnostics {
        return;
    }
    let closed =
        file_path(&uri).filter(|path| scanner::pushes_closed_files(session) && session.index.lock().lists(path));
    match closed {
        Some(path) => {
            // The client shows the document's last diagnostics; those of the file replace them.
            session.index.lock().document_closed(&path);
            scanner::read_again(session, vec![path]);
        }
        None => session.client.publish_diagnostics(uri, Vec::new(), None).await,
    }
}

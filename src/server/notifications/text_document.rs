//! `textDocument/didOpen`, `didChange`, `didSave` and `didClose`.
//!
//! A document is changed at once. The main loop checks it when no newer edit of it is waiting.

use std::sync::Arc;

use tower_lsp::ls_types as lsp;

use crate::server::diagnostics::publish_configuration_errors;
use crate::server::file_id::FileId;
use crate::server::session::Session;
use crate::server::transport::uri::file_path;
use crate::server::{registration, scanner};

pub(in crate::server) async fn did_open(session: &Arc<Session>, params: lsp::DidOpenTextDocumentParams) {
    let uri = params.text_document.uri.clone();
    // A client that does not watch files for us does not report changes to the configuration.
    if !session.support().watches_files {
        session.configuration.files.forget();
    }
    if session.ignores(&uri) {
        return;
    }
    let path = file_path(&uri);
    match session.documents.open(params.text_document, session.configuration.options(path.as_deref())) {
        Ok(()) => show(session, &uri),
        Err(complaint) => session.log(complaint).await,
    }
    if let Some(path) = path {
        let outdated = {
            let mut index = session.index.lock();
            index.spelling.named(&path, &uri);
            index.document_opened(&FileId::of(&path), &uri)
        };
        if let Some(outdated) = outdated {
            session.client.publish_diagnostics(outdated, Vec::new(), None).await;
        }
    }
    publish_configuration_errors(session).await;
    registration::watch(session);
}

/// Has a document checked, and its file's diagnostics shown in it.
fn show(session: &Session, uri: &lsp::Uri) {
    let before = session.documents.show(uri);
    for uri in [Some(uri), before.as_ref()].into_iter().flatten() {
        session.mark_unchecked(uri.as_str());
    }
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
    if let Some(uri) = session.documents.own_uri(&uri) {
        show(session, &uri);
    }
}

/// The client says so only if it was asked to.
pub(in crate::server) fn did_save(session: &Arc<Session>, params: &lsp::DidSaveTextDocumentParams) {
    #[cfg(feature = "remote")]
    if session.validates_on_save()
        && let Some(uri) = session.documents.own_uri(&params.text_document.uri)
    {
        crate::server::validation::on_save(session, uri);
    }
    #[cfg(not(feature = "remote"))]
    let _ = (session, params);
}

/// From now on, the client sees the diagnostics of the file, if those are pushed, or none. If the file is still open on
/// another way, it sees them there.
pub(in crate::server) async fn did_close(session: &Arc<Session>, params: lsp::DidCloseTextDocumentParams) {
    let Some(uri) = session.documents.own_uri(&params.text_document.uri) else { return };
    #[cfg(feature = "remote")]
    session.validations.cancel(uri.as_str());
    #[cfg(feature = "remote")]
    if session.documents.read(&uri, |open| open.is_answer_pushed) == Some(true) {
        session.client.publish_diagnostics(uri.clone(), Vec::new(), None).await;
    }
    let file = session.documents.close(&uri);
    session.unchecked.lock().remove(uri.as_str());
    if session.support().pulls_diagnostics {
        return;
    }
    let other = file.as_ref().and_then(|file| session.documents.shown(file));
    if let Some(other) = &other {
        session.mark_unchecked(other.as_str());
    }
    let closed = file.filter(|_| other.is_none() && scanner::pushes_closed_files(session));
    match closed.filter(|file| session.index.lock().lists(file)) {
        Some(file) => {
            // The client shows the document's last diagnostics; those of the file replace them.
            session.index.lock().document_closed(&file, uri);
            scanner::read_again(session, vec![file]);
        }
        None => session.client.publish_diagnostics(uri, Vec::new(), None).await,
    }
}

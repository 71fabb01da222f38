//! Publishes the diagnostics of open documents, of manifests that are not open, and of configuration files.

use std::path::Path;

use tower_lsp::ls_types as lsp;

use super::client::ClientSupport;
use super::convert::{self, PlacedDiagnostic};
use super::documents::OpenDocument;
use super::session::Session;
use super::workspace_index::{ClosedFile, Reading};
use super::{registration, scanner};
use crate::features::diagnostic::most_important;
use crate::features::form_summary::form_summary;

/// Publishes the diagnostics of the latest text of a document, unless the client pulls them.
pub(super) async fn publish(session: &Session, uri: &lsp::Uri) {
    let support = session.support();
    // It may have been a manifest before the configuration changed, and its file may be open on another way.
    let is_ours = !session.ignores(uri) && session.documents.is_shown(uri);
    let checked = session.documents.update(uri, |open| {
        let diagnostics = || if is_ours { of_document(open, uri, &support) } else { Vec::new() };
        let diagnostics = (!support.pulls_diagnostics).then(diagnostics);
        let (form, reason) = open.document.form();
        let is_news = open.announced_form.replace(form) != Some(form);
        (diagnostics, open.version, is_news.then(|| form_summary(form, reason)))
    });
    let Some((diagnostics, version, news)) = checked else { return };
    #[cfg(feature = "remote")]
    let diagnostics =
        diagnostics.or_else(|| session.documents.update(uri, |open| pushed_answer(open, uri, &support))?);
    if let Some(form) = news {
        session.log(format!("Checking {} as: {form}", file_name(uri))).await;
    }
    if let Some(diagnostics) = diagnostics {
        session.client.publish_diagnostics(uri.clone(), diagnostics, version).await;
    }
}

/// The answer of the API for a client that pulls diagnostics and cannot be asked to pull them again; nothing if it has it.
#[cfg(feature = "remote")]
fn pushed_answer(open: &mut OpenDocument, uri: &lsp::Uri, support: &ClientSupport) -> Option<Vec<lsp::Diagnostic>> {
    let is_answered = support.pushes_answers() && open.answer.is_some();
    let is_news = std::mem::replace(&mut open.is_answer_pushed, is_answered) || is_answered;
    let answer = open.answer.iter();
    is_news.then(|| answer.flat_map(|answer| answer.diagnostics(&open.document, uri, support)).collect())
}

/// Checks all open documents again after a change of settings, or asks a client that pulls to do so.
pub(super) fn check_all(session: &Session) {
    for uri in session.documents.uris() {
        session.mark_unchecked(uri.as_str());
    }
    registration::refresh_diagnostics(session);
}

/// The diagnostics of the latest text of a document, converted for the client.
pub(super) fn of_document(open: &OpenDocument, uri: &lsp::Uri, support: &ClientSupport) -> Vec<lsp::Diagnostic> {
    let (source, all) = (open.document.source(), open.document.diagnostics());
    let shown = most_important(all).into_iter();
    let diagnostics: Vec<lsp::Diagnostic> =
        shown.map(|one| PlacedDiagnostic::new(source, one, support.encoding).for_client(uri, support)).collect();
    let left_out = all.len() - diagnostics.len();
    let diagnostics = with_notice(diagnostics, left_out);
    #[cfg(feature = "remote")]
    let diagnostics = {
        let shown = open.answer.iter().filter(|_| !support.pushes_answers());
        let answer = shown.flat_map(|answer| answer.diagnostics(&open.document, uri, support));
        diagnostics.into_iter().chain(answer).collect()
    };
    diagnostics
}

/// Adds a notice if some diagnostics are left out.
fn with_notice(mut diagnostics: Vec<lsp::Diagnostic>, left_out: usize) -> Vec<lsp::Diagnostic> {
    diagnostics.extend((left_out > 0).then(|| convert::left_out(left_out)));
    diagnostics
}

/// Publishes the diagnostics of a manifest that is not open after it was read or has disappeared, if they are still
/// current.
pub(super) async fn file_was_read(session: &Session, reading: &Reading) {
    if !scanner::pushes_closed_files(session) || session.documents.has_file(&reading.id) {
        return;
    }
    let news = {
        let mut index = session.index.lock();
        let is_gone = !index.lists(&reading.id);
        if !index.store(reading) && !is_gone {
            return;
        }
        let has_diagnostics = !is_gone && reading.file.as_ref().is_some_and(|file| !file.diagnostics.is_empty());
        index.announce(&reading.id, reading.revision, has_diagnostics)
    };
    if let Some(uri) = news.cleared {
        session.client.publish_diagnostics(uri, Vec::new(), None).await;
    }
    if let (Some(uri), Some(file)) = (news.published, &reading.file) {
        let diagnostics = of_file(file, &uri, &session.support());
        session.client.publish_diagnostics(uri, diagnostics, None).await;
    }
}

/// The diagnostics of a file that is not open, converted for the client.
pub(super) fn of_file(file: &ClosedFile, uri: &lsp::Uri, support: &ClientSupport) -> Vec<lsp::Diagnostic> {
    let diagnostics = file.diagnostics.iter().map(|diagnostic| diagnostic.for_client(uri, support));
    with_notice(diagnostics.collect(), file.left_out)
}

fn file_name(uri: &lsp::Uri) -> &str {
    uri.as_str().rsplit('/').next().unwrap_or_default()
}

/// Publishes the mistakes in configuration files as diagnostics of those files, and clears those that are fixed.
pub(super) async fn publish_configuration_errors(session: &Session) {
    let uri = |path: &Path| session.index.lock().spelling.uri(path);
    for (uri, diagnostics) in session.configuration.news(uri, session.encoding()) {
        session.client.publish_diagnostics(uri, diagnostics, None).await;
    }
}

//! Sending diagnostics to the client.

use tower_lsp::ls_types as lsp;

use super::capabilities::ClientAbilities;
use super::documents::Open;
use super::guard::guard;
use super::{Backend, convert};
use crate::analysis::Diagnostic;
use crate::contract::Form;

/// More diagnostics than this help nobody and slow editors down.
const MOST: usize = 1_000;

impl Backend {
    /// Publishes the diagnostics in the newest text of a document.
    pub(super) async fn publish(&self, uri: &lsp::Uri) {
        let abilities = self.abilities();
        let work = || {
            self.documents.with_mut(uri, |open| {
                let is_asked_for = abilities.pulls_diagnostics;
                let diagnostics = (!is_asked_for).then(|| diagnostics(open, uri, &abilities));
                let (form, _) = open.document.form();
                let is_news = open.told.replace(form) != Some(form);
                (diagnostics, open.version, is_news.then_some(form))
            })
        };
        match guard(work) {
            Ok(Some((diagnostics, version, news))) => {
                if let Some(form) = news {
                    self.log(Some(form_sentence(uri, form))).await;
                }
                if let Some(diagnostics) = diagnostics {
                    self.client.publish_diagnostics(uri.clone(), diagnostics, Some(version)).await;
                }
            }
            Ok(None) => {}
            Err(message) => {
                let text = format!("integration-ls failed to check {}: {message}. The server goes on.", uri.as_str());
                self.client.log_message(lsp::MessageType::ERROR, text).await;
            }
        }
    }

    /// The same for every open document.
    pub(super) async fn publish_all(&self) {
        for uri in self.documents.uris() {
            self.publish(&uri).await;
        }
        self.refresh();
    }

    /// Writes to the client's log, if there is anything to say.
    pub(super) async fn log(&self, text: Option<String>) {
        if let Some(text) = text {
            self.client.log_message(lsp::MessageType::INFO, text).await;
        }
    }
}

/// The diagnostics in a document's newest text, as the client takes them.
pub(super) fn diagnostics(open: &mut Open, uri: &lsp::Uri, abilities: &ClientAbilities) -> Vec<lsp::Diagnostic> {
    let (source, all) = (open.document.source(), open.document.diagnostics());
    let diagnostics = worst(all);
    let mut diagnostics: Vec<lsp::Diagnostic> =
        diagnostics.into_iter().map(|diagnostic| convert::diagnostic(source, diagnostic, uri, abilities)).collect();
    let left_out = all.len() - diagnostics.len();
    if left_out > 0 {
        diagnostics.push(convert::more(left_out));
    }
    diagnostics
}

fn form_sentence(uri: &lsp::Uri, form: Form) -> String {
    let name = uri.as_str().rsplit('/').next().unwrap_or_default();
    let article = if form == Form::Update { "an" } else { "a" };
    format!("{name} is read as the body of {article} {form}.")
}

/// All diagnostics, or the worst of them, sorted by place.
fn worst(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut diagnostics: Vec<&Diagnostic> = diagnostics.iter().collect();
    if diagnostics.len() > MOST {
        diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
        diagnostics.truncate(MOST);
        diagnostics.sort_by_key(|diagnostic| diagnostic.range);
    }
    diagnostics
}

//! Diagnostics for clients that ask for them, instead of being sent them.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::guard::guard;
use super::{Backend, publish};

impl Backend {
    pub(super) async fn pulled(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReportResult> {
        let abilities = self.abilities();
        let uri = params.text_document.uri;
        let work = || {
            self.documents.with_mut(&uri, |open| {
                let id = open.revision.to_string();
                if params.previous_result_id.as_ref() == Some(&id) {
                    return Err(id);
                }
                Ok((id, publish::diagnostics(open, &uri, &abilities)))
            })
        };
        let report = match guard(work) {
            Ok(Some(Err(result_id))) => {
                lsp::DocumentDiagnosticReport::Unchanged(lsp::RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id },
                })
            }
            Ok(found) => {
                // A document that is not open has none: its file is not ours to read.
                let (result_id, items) = match found {
                    Some(Ok((id, items))) => (Some(id), items),
                    _ => (None, Vec::new()),
                };
                lsp::DocumentDiagnosticReport::Full(lsp::RelatedFullDocumentDiagnosticReport {
                    related_documents: None,
                    full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport { result_id, items },
                })
            }
            Err(message) => return Err(self.failed("textDocument/diagnostic", &message).await),
        };
        Ok(report.into())
    }

    /// Asks the client to ask again, because settings have changed. On a task of its own: the answer is awaited.
    pub(super) fn refresh(&self) {
        if !self.abilities().refreshes_diagnostics {
            return;
        }
        let client = self.client.clone();
        tokio::spawn(async move {
            // A client that cannot do it after all asks again with the next edit.
            let _ = client.workspace_diagnostic_refresh().await;
        });
    }
}

//! `textDocument/diagnostic`: diagnostics for clients that pull them.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::diagnostics;
use crate::server::session::Session;

pub(in crate::server) fn diagnostic(
    session: &Session,
    params: lsp::DocumentDiagnosticParams,
) -> Result<lsp::DocumentDiagnosticReportResult> {
    let support = session.support();
    let uri = params.text_document.uri;
    // It may have been a manifest before the configuration changed.
    if session.ignores(&uri) {
        return Ok(full(None, Vec::new()).into());
    }
    let report = session.read(&uri, |open| {
        let result_id = open.revision.to_string();
        if params.previous_result_id.as_ref() == Some(&result_id) {
            return Some(lsp::DocumentDiagnosticReport::Unchanged(lsp::RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id },
            }));
        }
        Some(full(Some(result_id), diagnostics::of_document(open, &uri, &support)))
    })?;
    // A document that is not open has none; reading its file is not our job here.
    Ok(report.unwrap_or_else(|| full(None, Vec::new())).into())
}

fn full(result_id: Option<String>, items: Vec<lsp::Diagnostic>) -> lsp::DocumentDiagnosticReport {
    lsp::DocumentDiagnosticReport::Full(lsp::RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport { result_id, items },
    })
}

//! Requests about all manifests of the workspace.

use std::collections::HashMap;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::guard::guard;
use super::{Backend, publish, workspace};
use crate::text::fuzzy_matches;

/// The most names that one question is answered with.
const MOST_NAMES: usize = 2_000;

type Report = lsp::WorkspaceDocumentDiagnosticReport;

impl Backend {
    pub(super) async fn pulled_everywhere(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        let previous: HashMap<String, String> = params
            .previous_result_ids
            .into_iter()
            .map(|previous| (previous.uri.as_str().to_owned(), previous.value))
            .collect();
        let part = params.partial_result_params.partial_result_token;
        let (mut all, mut told) = (Vec::new(), Vec::new());
        let mut reports = self.open_reports(&previous);
        let mut scan = self.scan(params.work_done_progress_params.work_done_token).await;
        loop {
            told.extend(reports.iter().map(|report| report_uri(report).as_str().to_owned()));
            match &part {
                Some(token) if !reports.is_empty() => {
                    self.send_part(token.clone(), json!({"items": reports})).await;
                }
                _ => all.append(&mut reports),
            }
            let Some(batch) = self.next(&mut scan).await else { break };
            reports = batch
                .iter()
                .filter_map(|path| {
                    let (uri, filed) = (lsp::Uri::from_file_path(path)?, self.workspace.filed(path)?);
                    Some(report(&previous, uri, None, filed.id, || filed.diagnostics))
                })
                .collect();
        }
        // What was told before and is there no longer.
        for uri in previous.keys().filter(|uri| !told.contains(uri)) {
            all.extend(uri.parse().ok().map(|uri| full(uri, None, None, Vec::new())));
        }
        Ok(lsp::WorkspaceDiagnosticReport { items: all }.into())
    }

    fn open_reports(&self, previous: &HashMap<String, String>) -> Vec<Report> {
        let abilities = self.abilities();
        let report = |uri: lsp::Uri| {
            let work = || {
                self.documents.with_mut(&uri, |open| {
                    let (id, version) = (open.revision.to_string(), Some(i64::from(open.version)));
                    report(previous, uri.clone(), version, id, || publish::diagnostics(open, &uri, &abilities))
                })
            };
            guard(work).ok().flatten()
        };
        self.documents.uris().into_iter().filter_map(report).collect()
    }

    /// The chosen names of all manifests that `query` may mean: its letters, in their order, with any between them.
    pub(super) async fn names_everywhere(
        &self,
        params: lsp::WorkspaceSymbolParams,
    ) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
        let mut symbols: Vec<lsp::SymbolInformation> = Vec::new();
        for uri in self.documents.uris() {
            let names = guard(|| self.documents.with(&uri, |document| workspace::symbols(document, &uri, self)));
            symbols.extend(names.ok().flatten().unwrap_or_default());
        }
        let mut scan = self.scan(params.work_done_progress_params.work_done_token).await;
        while let Some(batch) = self.next(&mut scan).await {
            symbols.extend(batch.iter().filter_map(|path| self.workspace.filed(path)).flat_map(|filed| filed.symbols));
        }
        symbols.retain(|symbol| fuzzy_matches(&symbol.name, &params.query));
        symbols.truncate(MOST_NAMES);
        Ok(Some(lsp::WorkspaceSymbolResponse::Flat(symbols)))
    }
}

fn report(
    previous: &HashMap<String, String>,
    uri: lsp::Uri,
    version: Option<i64>,
    id: String,
    items: impl FnOnce() -> Vec<lsp::Diagnostic>,
) -> Report {
    if previous.get(uri.as_str()) == Some(&id) {
        return Report::Unchanged(lsp::WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id: id },
        });
    }
    full(uri, version, Some(id), items())
}

fn full(uri: lsp::Uri, version: Option<i64>, result_id: Option<String>, items: Vec<lsp::Diagnostic>) -> Report {
    let full_document_diagnostic_report = lsp::FullDocumentDiagnosticReport { result_id, items };
    Report::Full(lsp::WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report })
}

fn report_uri(report: &Report) -> &lsp::Uri {
    match report {
        Report::Full(report) => &report.uri,
        Report::Unchanged(report) => &report.uri,
    }
}

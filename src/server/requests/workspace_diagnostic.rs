//! `workspace/diagnostic`: the diagnostics of all manifests in the workspace.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::file_id::FileId;
use crate::server::session::Session;
use crate::server::{diagnostics, progress, scanner};

type Report = lsp::WorkspaceDocumentDiagnosticReport;

pub(in crate::server) async fn workspace_diagnostic(
    session: &Arc<Session>,
    params: lsp::WorkspaceDiagnosticParams,
) -> Result<lsp::WorkspaceDiagnosticReportResult> {
    let previous: HashMap<String, String> = params
        .previous_result_ids
        .into_iter()
        .map(|previous| (previous.uri.as_str().to_owned(), previous.value))
        .collect();
    let partial = params.partial_result_params.partial_result_token;
    let (mut all, mut reported) = (Vec::new(), HashSet::new());
    let mut reports = open_reports(session, &previous);
    let mut scan = scanner::scan(session, params.work_done_progress_params.work_done_token).await;
    loop {
        reported.extend(reports.iter().map(|report| uri_of(report).as_str().to_owned()));
        match &partial {
            Some(token) if !reports.is_empty() => {
                progress::send_partial_result(session, token.clone(), json!({"items": reports})).await;
            }
            _ => all.append(&mut reports),
        }
        let Some(batch) = scan.next(session).await else { break };
        let support = session.support();
        let index = session.index.lock();
        reports = batch
            .iter()
            .filter_map(|id| {
                let (uri, file) = (index.uri(id)?, index.file(id)?);
                let items = || diagnostics::of_file(file, &uri, &support);
                Some(report(&previous, &uri, None, index.result_id(id), items))
            })
            .collect();
    }
    // What the client still shows of files that are no longer there, or under another URI, is taken back.
    for uri in previous.keys().filter(|uri| !reported.contains(*uri)).filter_map(|uri| uri.parse::<lsp::Uri>().ok()) {
        let known = FileId::of_uri(&uri).and_then(|id| session.index.lock().uri(&id));
        if known.is_none_or(|known| known != uri) {
            all.push(full(uri, None, None, Vec::new()));
        }
    }
    Ok(lsp::WorkspaceDiagnosticReport { items: all }.into())
}

fn open_reports(session: &Session, previous: &HashMap<String, String>) -> Vec<Report> {
    let support = session.support();
    let report = |uri: lsp::Uri| {
        session.documents.read(&uri, |open| {
            let (id, version) = (open.revision.to_string(), open.version.map(i64::from));
            report(previous, &uri, version, id, || diagnostics::of_document(open, &uri, &support))
        })
    };
    session.documents.uris().into_iter().filter(|uri| !session.ignores(uri)).filter_map(report).collect()
}

/// The report of a document; `unchanged` if the client already has it.
fn report(
    previous: &HashMap<String, String>,
    uri: &lsp::Uri,
    version: Option<i64>,
    id: String,
    items: impl FnOnce() -> Vec<lsp::Diagnostic>,
) -> Report {
    if previous.get(uri.as_str()) == Some(&id) {
        return Report::Unchanged(lsp::WorkspaceUnchangedDocumentDiagnosticReport {
            uri: uri.clone(),
            version,
            unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id: id },
        });
    }
    full(uri.clone(), version, Some(id), items())
}

fn full(uri: lsp::Uri, version: Option<i64>, result_id: Option<String>, items: Vec<lsp::Diagnostic>) -> Report {
    let full_document_diagnostic_report = lsp::FullDocumentDiagnosticReport { result_id, items };
    Report::Full(lsp::WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report })
}

fn uri_of(report: &Report) -> &lsp::Uri {
    match report {
        Report::Full(report) => &report.uri,
        Report::Unchanged(report) => &report.uri,
    }
}

//! Requests of our own, for editors that show more than the protocol knows: what is encoded, and how things stand.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::guard::guard;
use super::{Backend, actions, convert};
use crate::analysis::{FormReason, Severity};
use crate::features::embedded_field::{content, replace_content};
use crate::features::form_summary::form_summary;

/// The names of the requests, as `experimental` announces them.
pub(super) const CONTENT: &str = "integration-ls/content";
pub(super) const REPLACE_CONTENT: &str = "integration-ls/replaceContent";
pub(super) const STATUS: &str = "integration-ls/status";

/// Which document and which of its encoded fields: `icon` or `readme`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContentParams {
    text_document: lsp::TextDocumentIdentifier,
    field: String,
}

/// The same, with what is to be written there, not encoded.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReplaceContentParams {
    text_document: lsp::TextDocumentIdentifier,
    field: String,
    text: String,
}

/// What a field holds.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContentAnswer {
    field: String,
    media_type: String,
    text: Option<String>,
    range: Option<lsp::Range>,
    problem: Option<String>,
    version: i32,
}

/// Which document.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusParams {
    text_document: lsp::TextDocumentIdentifier,
}

/// How a document stands.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusAnswer {
    form: String,
    reason: String,
    /// Both in words: `Update (no name or version)`.
    summary: String,
    version: i32,
    diagnostics: HashMap<String, usize>,
}

impl Backend {
    pub(super) async fn content(&self, params: ContentParams) -> Result<Option<ContentAnswer>> {
        let encoding = self.abilities().encoding;
        let work = || {
            self.documents.with_mut(&params.text_document.uri, |open| {
                let found = content(&open.document, &params.field)?;
                Some(ContentAnswer {
                    field: params.field.clone(),
                    media_type: found.media_type.to_owned(),
                    text: found.text,
                    range: found.range.map(|range| convert::range(open.document.source(), range, encoding)),
                    problem: found.problem.map(str::to_owned),
                    version: open.version,
                })
            })
        };
        match guard(work) {
            Ok(answer) => Ok(answer.flatten()),
            Err(message) => Err(self.failed(CONTENT, &message).await),
        }
    }

    pub(super) async fn replace_content(&self, params: ReplaceContentParams) -> Result<Option<lsp::WorkspaceEdit>> {
        let abilities = self.abilities();
        let uri = &params.text_document.uri;
        let work = || {
            self.documents.with_mut(uri, |open| {
                let edits = replace_content(&open.document, &params.field, &params.text)?;
                Some(actions::workspace_edit(open, uri, &edits, &abilities))
            })
        };
        match guard(work) {
            Ok(answer) => Ok(answer.flatten()),
            Err(message) => Err(self.failed(REPLACE_CONTENT, &message).await),
        }
    }

    pub(super) async fn status(&self, params: StatusParams) -> Result<Option<StatusAnswer>> {
        let work = || {
            self.documents.with_mut(&params.text_document.uri, |open| {
                let (form, reason) = open.document.form();
                let severities = [
                    ("error", Severity::Error),
                    ("warning", Severity::Warning),
                    ("information", Severity::Info),
                    ("hint", Severity::Hint),
                ];
                let diagnostics = open.document.diagnostics();
                let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
                StatusAnswer {
                    diagnostics: severities.map(|(name, severity)| (name.to_owned(), count(severity))).into(),
                    form: form.to_string(),
                    summary: form_summary(form, reason),
                    reason: match reason {
                        FormReason::Keys => "keys",
                        FormReason::Comment => "comment",
                        FormReason::Setting => "setting",
                    }
                    .to_owned(),
                    version: open.version,
                }
            })
        };
        match guard(work) {
            Ok(answer) => Ok(answer),
            Err(message) => Err(self.failed(STATUS, &message).await),
        }
    }
}

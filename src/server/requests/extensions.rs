//! Our own extensions of the protocol, for editors that show more than it supports: `integration-ls/content`,
//! `integration-ls/replaceContent`, `integration-ls/form` and `integration-ls/status`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::analysis::{FormReason, Severity};
use crate::features::embedded_field::{content as content_of, replace_content as replaced};
use crate::features::form::{form_at, form_of};
use crate::features::form_summary::form_summary;
use crate::server::convert;
use crate::server::session::Session;
use crate::syntax::Pointer;

/// The names of the requests, announced under `experimental`.
pub(in crate::server) const CONTENT: &str = "integration-ls/content";
pub(in crate::server) const REPLACE_CONTENT: &str = "integration-ls/replaceContent";
pub(in crate::server) const FORM: &str = "integration-ls/form";
pub(in crate::server) const STATUS: &str = "integration-ls/status";

/// A document and one of its encoded fields: `icon` or `readme`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct ContentParams {
    text_document: lsp::TextDocumentIdentifier,
    field: String,
}

/// The same, with the new content in decoded form.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct ReplaceContentParams {
    text_document: lsp::TextDocumentIdentifier,
    field: String,
    text: String,
}

/// The content of a field.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct ContentAnswer {
    field: String,
    media_type: String,
    text: Option<String>,
    range: Option<lsp::Range>,
    problem: Option<String>,
    version: Option<i32>,
}

/// A document and a schema in it: the one around a position, or the one at a JSON Pointer.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct FormParams {
    text_document: lsp::TextDocumentIdentifier,
    position: Option<lsp::Position>,
    pointer: Option<String>,
}

/// The form for a schema, as a page without scripts.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct FormAnswer {
    title: String,
    html: String,
    /// Where the schema is, to ask for it again after an edit.
    pointer: String,
    version: Option<i32>,
}

/// The document.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct StatusParams {
    text_document: lsp::TextDocumentIdentifier,
}

/// The status of a document.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct StatusAnswer {
    form: String,
    reason: String,
    /// The form and the reason in words: `Update (no name or version)`.
    summary: String,
    version: Option<i32>,
    diagnostics: HashMap<String, usize>,
    /// What the API has answered to this text.
    #[serde(skip_serializing_if = "Option::is_none")]
    validation: Option<ValidationStatus>,
}

/// An answer of the API.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct ValidationStatus {
    /// `accepted` or `refused`.
    outcome: String,
    summary: String,
}

pub(in crate::server) fn content(session: &Session, params: ContentParams) -> Result<Option<ContentAnswer>> {
    let encoding = session.encoding();
    session.read(&params.text_document.uri, |open| {
        let found = content_of(&open.document, &params.field)?;
        Some(ContentAnswer {
            field: params.field.clone(),
            media_type: found.media_type.to_owned(),
            text: found.text,
            range: found.range.map(|range| convert::range(open.document.source(), range, encoding)),
            problem: found.problem.map(str::to_owned),
            version: open.version,
        })
    })
}

pub(in crate::server) fn replace_content(
    session: &Session,
    params: ReplaceContentParams,
) -> Result<Option<lsp::WorkspaceEdit>> {
    let (uri, support) = (&params.text_document.uri, session.support());
    session.read(uri, |open| {
        let edits = replaced(&open.document, &params.field, &params.text)?;
        Some(convert::workspace_edit(open.document.source(), open.version, uri, &edits, &support))
    })
}

pub(in crate::server) fn form(session: &Session, params: FormParams) -> Result<Option<FormAnswer>> {
    let encoding = session.encoding();
    session.read(&params.text_document.uri, |open| {
        let form = match (params.pointer, params.position) {
            (Some(pointer), _) => Pointer::parse(&pointer).and_then(|pointer| form_of(&open.document, &pointer)),
            (None, Some(position)) => {
                form_at(&open.document, convert::offset(open.document.source(), position, encoding))
            }
            (None, None) => None,
        }?;
        Some(FormAnswer {
            title: form.title,
            html: form.html,
            pointer: form.pointer.to_string(),
            version: open.version,
        })
    })
}

pub(in crate::server) fn status(session: &Session, params: StatusParams) -> Result<Option<StatusAnswer>> {
    session.read(&params.text_document.uri, |open| {
        let (form, reason) = open.document.form();
        let severities = [
            ("error", Severity::Error),
            ("warning", Severity::Warning),
            ("information", Severity::Info),
            ("hint", Severity::Hint),
        ];
        let diagnostics = open.document.diagnostics();
        let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Some(StatusAnswer {
            diagnostics: severities.map(|(name, severity)| (name.to_owned(), count(severity))).into(),
            form: form.to_string(),
            summary: form_summary(form, reason),
            reason: match reason {
                FormReason::Keys => "keys",
                FormReason::Comment => "comment",
                FormReason::Setting => "setting",
            }
            .to_owned(),
            validation: open
                .verdict()
                .map(|(outcome, summary)| ValidationStatus { outcome: outcome.to_owned(), summary }),
            version: open.version,
        })
    })
}

//! `textDocument/prepareRename` and `textDocument/rename`

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use crate::features::rename as feature;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn prepare_rename(
    session: &Session,
    at: lsp::TextDocumentPositionParams,
) -> Result<Option<lsp::PrepareRenameResponse>> {
    let encoding = session.encoding();
    session.read(&at.text_document.uri, |open| {
        let source = open.document.source();
        let name = feature::prepare_rename(&open.document, convert::offset(source, at.position, encoding))?;
        let range = convert::range(source, name.range, encoding);
        Some(lsp::PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: name.placeholder })
    })
}

/// # Errors
/// The reason why the rename is impossible, which editors show.
pub(in crate::server) fn rename(session: &Session, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
    let support = session.support();
    let at = params.text_document_position;
    let uri = at.text_document.uri;
    let renamed = session.read(&uri, |open| {
        let source = open.document.source();
        let offset = convert::offset(source, at.position, support.encoding);
        let renamed = feature::rename(&open.document, offset, &params.new_name);
        Some(renamed.map(|edits| convert::workspace_edit(source, open.version, &uri, &edits, &support)))
    })?;
    renamed.transpose().map_err(Error::invalid_params)
}

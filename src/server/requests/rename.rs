//! `textDocument/prepareRename` and `textDocument/rename`

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use crate::analysis::Edit;
use crate::features::names::{self, name_at};
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn prepare_rename(
    session: &Session,
    at: lsp::TextDocumentPositionParams,
) -> Result<Option<lsp::PrepareRenameResponse>> {
    let encoding = session.encoding();
    session.read(&at.text_document.uri, |open| {
        let source = open.document.source();
        let name = name_at(source, convert::offset(source, at.position, encoding))?;
        let range = convert::range(source, name.here, encoding);
        Some(lsp::PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: name.text })
    })
}

/// # Errors
/// Why it cannot be called so; editors show the message.
pub(in crate::server) fn rename(session: &Session, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
    let support = session.support();
    let at = params.text_document_position;
    let uri = at.text_document.uri;
    let renamed = session.read(&uri, |open| {
        let source = open.document.source();
        let offset = convert::offset(source, at.position, support.encoding);
        Some(names::rename(source, offset, &params.new_name).map(|edits| {
            let edits: Vec<Edit> = edits.into_iter().map(|(range, text)| Edit::new(range, text)).collect();
            convert::workspace_edit(open.document.source(), open.version, &uri, &edits, &support)
        }))
    })?;
    renamed.transpose().map_err(Error::invalid_params)
}

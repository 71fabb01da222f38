//! `textDocument/onTypeFormatting`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::formatting::style;
use crate::features::on_type_formatting::indentation;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn on_type_formatting(
    session: &Session,
    params: lsp::DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    let encoding = session.encoding();
    let at = params.text_document_position;
    session.read(&at.text_document.uri, |open| {
        let source = open.document.source();
        let offset = convert::offset(source, at.position, encoding);
        let edit = indentation(source, offset, &params.ch, style(&params.options));
        Some(convert::text_edits(source, edit.as_slice(), encoding))
    })
}

//! `textDocument/references`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::references::references as find;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn references(
    session: &Session,
    params: lsp::ReferenceParams,
) -> Result<Option<Vec<lsp::Location>>> {
    let encoding = session.encoding();
    let at = params.text_document_position;
    let uri = at.text_document.uri;
    session.read(&uri, |open| {
        let source = open.document.source();
        let offset = convert::offset(source, at.position, encoding);
        let ranges = find(source, offset, params.context.include_declaration)?;
        let location = |range| lsp::Location { uri: uri.clone(), range: convert::range(source, range, encoding) };
        Some(ranges.into_iter().map(location).collect())
    })
}

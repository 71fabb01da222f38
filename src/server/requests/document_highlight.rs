//! `textDocument/documentHighlight`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::names::name_at;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn document_highlight(
    session: &Session,
    params: lsp::DocumentHighlightParams,
) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
    let encoding = session.encoding();
    let at = params.text_document_position_params;
    session.read(&at.text_document.uri, |open| {
        let source = open.document.source();
        let name = name_at(source, convert::offset(source, at.position, encoding))?;
        let highlight =
            |range, kind| lsp::DocumentHighlight { range: convert::range(source, range, encoding), kind: Some(kind) };
        let declaration = highlight(name.declaration, lsp::DocumentHighlightKind::WRITE);
        let uses = name.uses.into_iter().chain(name.mentions);
        let uses = uses.map(|range| highlight(range, lsp::DocumentHighlightKind::READ));
        Some(std::iter::once(declaration).chain(uses).collect())
    })
}

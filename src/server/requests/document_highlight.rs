//! `textDocument/documentHighlight`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::document_highlight::{Highlight, HighlightKind, highlights};
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
        let found = highlights(source, convert::offset(source, at.position, encoding))?;
        let highlight = |found: Highlight| lsp::DocumentHighlight {
            range: convert::range(source, found.range, encoding),
            kind: Some(match found.kind {
                HighlightKind::Read => lsp::DocumentHighlightKind::READ,
                HighlightKind::Write => lsp::DocumentHighlightKind::WRITE,
            }),
        };
        Some(found.into_iter().map(highlight).collect())
    })
}

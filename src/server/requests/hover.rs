//! `textDocument/hover`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::hover;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn hover(session: &Session, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
    let support = session.support();
    let at = params.text_document_position_params;
    session.read(&at.text_document.uri, |open| {
        let source = open.document.source();
        let offset = convert::offset(source, at.position, support.encoding);
        hover::hover(&open.document, offset).map(|hover| convert::hover(source, hover, &support))
    })
}

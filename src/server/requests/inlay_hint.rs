//! `textDocument/inlayHint`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::inlay_hint::hints;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn inlay_hint(
    session: &Session,
    params: lsp::InlayHintParams,
) -> Result<Option<Vec<lsp::InlayHint>>> {
    let encoding = session.encoding();
    session.read(&params.text_document.uri, |open| {
        let source = open.document.source();
        let range = convert::text_range(source, params.range, encoding);
        let hints = hints(source, open.document.form().0, range).into_iter();
        Some(hints.map(|hint| convert::inlay_hint(source, hint, encoding)).collect())
    })
}

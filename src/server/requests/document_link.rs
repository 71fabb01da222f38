//! `textDocument/documentLink`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::document_link::{Link, links};
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn document_link(
    session: &Session,
    params: lsp::DocumentLinkParams,
) -> Result<Option<Vec<lsp::DocumentLink>>> {
    let encoding = session.encoding();
    session.read(&params.text_document.uri, |open| {
        let source = open.document.source();
        let link = |link: Link| {
            let target = link.target.parse().ok()?;
            let range = convert::range(source, link.range, encoding);
            Some(lsp::DocumentLink { range, target: Some(target), tooltip: None, data: None })
        };
        Some(links(open.document.shown()).into_iter().filter_map(link).collect())
    })
}

//! `textDocument/selectionRange`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::selection_range::selections;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn selection_range(
    session: &Session,
    params: lsp::SelectionRangeParams,
) -> Result<Option<Vec<lsp::SelectionRange>>> {
    let encoding = session.encoding();
    session.read(&params.text_document.uri, |open| {
        let source = open.document.source();
        let chain = |position| {
            let ranges = selections(source, convert::offset(source, position, encoding));
            ranges.into_iter().rev().fold(None, |parent, range| {
                Some(Box::new(lsp::SelectionRange { range: convert::range(source, range, encoding), parent }))
            })
        };
        Some(params.positions.into_iter().filter_map(chain).map(|chain| *chain).collect())
    })
}

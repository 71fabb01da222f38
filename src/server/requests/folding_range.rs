//! `textDocument/foldingRange`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::folding_range::folds;
use crate::server::session::Session;

pub(in crate::server) fn folding_range(
    session: &Session,
    params: lsp::FoldingRangeParams,
) -> Result<Option<Vec<lsp::FoldingRange>>> {
    let most = session.support().most_folds.unwrap_or(usize::MAX);
    session.read(&params.text_document.uri, |open| {
        let folds = folds(open.document.source()).into_iter().take(most);
        let range = |fold: crate::features::folding_range::Fold| lsp::FoldingRange {
            start_line: fold.first,
            end_line: fold.last,
            kind: fold.is_comment.then_some(lsp::FoldingRangeKind::Comment),
            ..lsp::FoldingRange::default()
        };
        Some(folds.map(range).collect())
    })
}

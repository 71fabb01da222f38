//! `workspace/symbol`: the names that authors chose, in all manifests in the workspace.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::session::Session;
use crate::server::{convert, scanner};
use crate::text::fuzzy_matches;

/// The most symbols in a response.
const MOST: usize = 2_000;

/// All names that match `query`: they contain its letters in the same order, possibly with others in between.
pub(in crate::server) async fn workspace_symbol(
    session: &Arc<Session>,
    params: lsp::WorkspaceSymbolParams,
) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
    let support = session.support();
    let encoding = support.encoding;
    let is_match = |symbol: &lsp::SymbolInformation| fuzzy_matches(&symbol.name, &params.query);
    let mut found: Vec<lsp::SymbolInformation> = Vec::new();
    // A file that is open on two ways has its names once.
    for uri in session.documents.uris().into_iter().filter(|uri| session.documents.is_shown(uri)) {
        let names = session.documents.read(&uri, |open| convert::symbols(&open.document, &uri, encoding));
        found.extend(names.unwrap_or_default().into_iter().filter(is_match));
    }
    let mut scan = scanner::scan(session, params.work_done_progress_params.work_done_token).await;
    while let Some(batch) = scan.next(session).await {
        let index = session.index.lock();
        for id in &batch {
            let (Some(uri), Some(file)) = (index.uri(id), index.file(id)) else { continue };
            found.extend(file.symbols.iter().filter(|symbol| is_match(symbol)).cloned().map(|mut symbol| {
                symbol.location.uri = uri.clone();
                symbol
            }));
        }
    }
    found.truncate(MOST);
    for symbol in &mut found {
        symbol.kind = support.workspace_symbol_kinds.nearest(symbol.kind);
    }
    Ok(Some(lsp::WorkspaceSymbolResponse::Flat(found)))
}

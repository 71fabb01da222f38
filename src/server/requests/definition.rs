//! `textDocument/definition` and `textDocument/declaration`, which are the same in a manifest.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::definition::definition as find;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn definition(
    session: &Session,
    params: lsp::GotoDefinitionParams,
) -> Result<Option<lsp::GotoDefinitionResponse>> {
    let support = session.support();
    let at = params.text_document_position_params;
    let uri = at.text_document.uri;
    session.read(&uri, |open| {
        let source = open.document.source();
        let found = find(source, convert::offset(source, at.position, support.encoding))?;
        let range = |range| convert::range(source, range, support.encoding);
        if !support.definition_links {
            let location = lsp::Location { uri: uri.clone(), range: range(found.selection) };
            return Some(lsp::GotoDefinitionResponse::Scalar(location));
        }
        Some(lsp::GotoDefinitionResponse::Link(vec![lsp::LocationLink {
            origin_selection_range: Some(range(found.origin)),
            target_uri: uri.clone(),
            target_range: range(found.target),
            target_selection_range: range(found.selection),
        }]))
    })
}

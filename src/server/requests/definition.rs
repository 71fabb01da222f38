//! `textDocument/definition` and `textDocument/declaration`, which are the same in a manifest.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::definition::{Definition, definitions};
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn definition(
    session: &Session,
    params: lsp::GotoDefinitionParams,
) -> Result<Option<lsp::GotoDefinitionResponse>> {
    find(session, params, session.support().definition_links)
}

pub(in crate::server) fn declaration(
    session: &Session,
    params: lsp::GotoDefinitionParams,
) -> Result<Option<lsp::GotoDefinitionResponse>> {
    find(session, params, session.support().declaration_links)
}

fn find(
    session: &Session,
    params: lsp::GotoDefinitionParams,
    as_links: bool,
) -> Result<Option<lsp::GotoDefinitionResponse>> {
    let encoding = session.encoding();
    let at = params.text_document_position_params;
    let uri = at.text_document.uri;
    session.read(&uri, |open| {
        let source = open.document.source();
        let found = definitions(source, convert::offset(source, at.position, encoding));
        let range = |range| convert::range(source, range, encoding);
        if as_links {
            let link = |found: &Definition| lsp::LocationLink {
                origin_selection_range: Some(range(found.origin)),
                target_uri: uri.clone(),
                target_range: range(found.target),
                target_selection_range: range(found.selection),
            };
            return (!found.is_empty()).then(|| lsp::GotoDefinitionResponse::Link(found.iter().map(link).collect()));
        }
        let location = |found: &Definition| lsp::Location { uri: uri.clone(), range: range(found.selection) };
        match &found[..] {
            [] => None,
            [one] => Some(lsp::GotoDefinitionResponse::Scalar(location(one))),
            several => Some(lsp::GotoDefinitionResponse::Array(several.iter().map(location).collect())),
        }
    })
}

//! `textDocument/completion` and `completionItem/resolve`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::completion::{complete, is_behind_string};
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn completion(
    session: &Session,
    params: lsp::CompletionParams,
) -> Result<Option<lsp::CompletionResponse>> {
    let support = session.support();
    let is_by_quote = params.context.and_then(|context| context.trigger_character).is_some_and(|typed| typed == "\"");
    let at = params.text_document_position;
    let uri = at.text_document.uri;
    session.read(&uri, |open| {
        let source = open.document.source();
        let offset = convert::offset(source, at.position, support.encoding);
        if is_by_quote && is_behind_string(&open.document, offset) {
            return None;
        }
        let asked = convert::Asked { uri: uri.clone(), version: open.version, position: at.position };
        let items = complete(&open.document, offset, support.snippets).into_iter();
        Some(lsp::CompletionResponse::Array(
            items.map(|item| convert::completion(source, item, &asked, &support)).collect(),
        ))
    })
}

/// Adds the documentation to an item; returns the item unchanged if the text has changed since.
pub(in crate::server) fn completion_resolve(
    session: &Session,
    mut item: lsp::CompletionItem,
) -> Result<lsp::CompletionItem> {
    let support = session.support();
    let asked = item.data.clone().and_then(|data| serde_json::from_value::<convert::Asked>(data).ok());
    let Some(asked) = asked else { return Ok(item) };
    let documentation = session.read(&asked.uri, |open| {
        if open.version != asked.version {
            return None;
        }
        let offset = convert::offset(open.document.source(), asked.position, support.encoding);
        let same = complete(&open.document, offset, support.snippets)
            .into_iter()
            .find(|candidate| candidate.label == item.label && Some(&candidate.sort) == item.sort_text.as_ref())?;
        convert::documentation(same.documentation, &support)
    })?;
    item.documentation = documentation.or(item.documentation);
    Ok(item)
}

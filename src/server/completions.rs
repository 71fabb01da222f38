//! Completions, and their explanations when one is looked at.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::guard::guard;
use super::{Backend, convert};
use crate::features::completion::complete;

impl Backend {
    pub(super) async fn completions(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        let abilities = self.abilities();
        let place = params.text_document_position;
        let uri = place.text_document.uri;
        let work = || {
            self.documents.with_mut(&uri, |open| {
                let (document, version) = (&open.document, open.version);
                let offset = convert::offset(document.source(), place.position, abilities.encoding);
                let asked = convert::Asked { uri: uri.clone(), version, position: place.position };
                let items = complete(document, offset, abilities.snippets);
                let items =
                    items.into_iter().map(|item| convert::completion(document.source(), item, &asked, &abilities));
                lsp::CompletionResponse::Array(items.collect())
            })
        };
        match guard(work) {
            Ok(answer) => Ok(answer),
            Err(message) => Err(self.failed("textDocument/completion", &message).await),
        }
    }

    /// The item with its explanation; as it came if the text has changed since.
    pub(super) async fn resolved(&self, mut item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        let abilities = self.abilities();
        let asked = item.data.clone().and_then(|data| serde_json::from_value::<convert::Asked>(data).ok());
        let Some(asked) = asked else { return Ok(item) };
        let work = || {
            self.documents.with_mut(&asked.uri, |open| {
                if open.version != asked.version {
                    return None;
                }
                let offset = convert::offset(open.document.source(), asked.position, abilities.encoding);
                let same = complete(&open.document, offset, abilities.snippets).into_iter().find(|candidate| {
                    candidate.label == item.label && Some(&candidate.sort) == item.sort_text.as_ref()
                })?;
                convert::documentation(same.documentation, &abilities)
            })
        };
        match guard(work) {
            Ok(documentation) => {
                item.documentation = documentation.flatten().or(item.documentation);
                Ok(item)
            }
            Err(message) => Err(self.failed("completionItem/resolve", &message).await),
        }
    }
}

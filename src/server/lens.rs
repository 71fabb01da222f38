//! Lines above the text, as commands that do nothing or show places.

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::{Backend, convert};
use crate::features::code_lens::lenses;

/// The command of clients that can show places: arguments are a URI, a position and locations.
pub(super) const SHOW_REFERENCES: &str = "integration-ls.showReferences";

impl Backend {
    pub(super) async fn lenses(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        let abilities = self.abilities();
        let uri = params.text_document.uri;
        self.with_document("textDocument/codeLens", &uri, |document| {
            let source = document.source();
            let range = |range| convert::range(source, range, abilities.encoding);
            let lenses = lenses(document).into_iter().map(|lens| {
                let shows = abilities.shows_references && !lens.places.is_empty();
                let arguments = || {
                    let places: Vec<lsp::Location> = lens
                        .places
                        .iter()
                        .map(|place| lsp::Location { uri: uri.clone(), range: range(*place) })
                        .collect();
                    vec![json!(uri), json!(range(lens.range).start), json!(places)]
                };
                lsp::CodeLens {
                    range: range(lens.range),
                    command: Some(lsp::Command {
                        command: if shows { SHOW_REFERENCES.to_owned() } else { String::new() },
                        arguments: shows.then(arguments),
                        title: lens.title.clone(),
                    }),
                    data: None,
                }
            });
            Some(lenses.collect())
        })
        .await
    }
}

//! `textDocument/codeLens`: lines above the text, as commands that show locations or do nothing.

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::code_lens::lenses;
use crate::server::client::SHOW_REFERENCES;
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn code_lens(
    session: &Session,
    params: lsp::CodeLensParams,
) -> Result<Option<Vec<lsp::CodeLens>>> {
    let support = session.support();
    let uri = params.text_document.uri;
    session.read(&uri, |open| {
        let source = open.document.source();
        let range = |range| convert::range(source, range, support.encoding);
        let lenses = lenses(&open.document).into_iter().map(|lens| {
            let is_link = support.shows_references && !lens.places.is_empty();
            let arguments = || {
                let locations = lens.places.iter().map(|at| lsp::Location { uri: uri.clone(), range: range(*at) });
                let locations: Vec<lsp::Location> = locations.collect();
                vec![json!(uri), json!(range(lens.range).start), json!(locations)]
            };
            lsp::CodeLens {
                range: range(lens.range),
                command: Some(lsp::Command {
                    command: if is_link { SHOW_REFERENCES.to_owned() } else { String::new() },
                    arguments: is_link.then(arguments),
                    title: lens.title.clone(),
                }),
                data: None,
            }
        });
        Some(lenses.collect())
    })
}

//! `textDocument/codeLens`: lines above the text, as commands that show locations or do nothing.

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::code_lens::lenses;
use crate::server::client::{SHOW_REFERENCES, VALIDATE, VALIDATE_TITLE};
use crate::server::convert;
use crate::server::documents::OpenDocument;
use crate::server::session::Session;

/// The lens that has the manifest validated by the API, with its last answer.
fn validation(open: &OpenDocument, uri: &lsp::Uri, range: lsp::Range) -> lsp::CodeLens {
    let verdict = open.verdict().map(|(outcome, _)| format!("{VALIDATE_TITLE} ({outcome})"));
    let title = verdict.unwrap_or_else(|| VALIDATE_TITLE.to_owned());
    let arguments = Some(vec![json!({ "uri": uri })]);
    let command = Some(lsp::Command { command: VALIDATE.to_owned(), arguments, title });
    lsp::CodeLens { range, command, data: None }
}

/// Behind the first lens, which shows the form.
fn with_validation(mut lenses: Vec<lsp::CodeLens>, validation: Option<lsp::CodeLens>) -> Vec<lsp::CodeLens> {
    let at = lenses.len().min(1);
    lenses.splice(at..at, validation);
    lenses
}

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
        let lenses = lenses.collect();
        let root = source.root().filter(|_| session.shows_validation());
        Some(with_validation(lenses, root.map(|root| validation(open, &uri, range(root.opener())))))
    })
}

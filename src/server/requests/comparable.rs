//! `integration-ls/comparable`: a manifest, its baseline, an earlier revision or another text, to compare line by line.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::analysis::{Document, Options};
use crate::features::comparable::comparable;
use crate::server::session::Session;
use crate::server::transport::uri::file_path;
use crate::syntax::Dialect;

/// The name of the request, announced under `experimental`.
pub(in crate::server) const COMPARABLE: &str = "integration-ls/comparable";

/// A document, and what is asked for if it is not the document itself.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct ComparableParams {
    text_document: lsp::TextDocumentIdentifier,
    /// `baseline`, `git:` and a revision, or `deployed`.
    against: Option<String>,
    /// Of what is deployed, which integration.
    #[serde(flatten)]
    integration: Integration,
    /// Another text.
    text: Option<String>,
}

/// A deployed integration.
#[derive(Debug, Deserialize, Serialize)]
struct Integration {
    /// By its ID,
    id: Option<String>,
    /// or by its name,
    name: Option<String>,
    /// and a version or a range of versions; the latest if there is none.
    version: Option<String>,
}

/// The text, or why there is none.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct ComparableAnswer {
    text: Option<String>,
    name: Option<String>,
    problem: Option<String>,
    /// Whether the problem is that nothing says which integration is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_unknown: Option<bool>,
}

pub(in crate::server) async fn comparable_text(
    session: &Arc<Session>,
    params: ComparableParams,
) -> Result<Option<ComparableAnswer>> {
    let uri = params.text_document.uri;
    if let Some(text) = params.text {
        return Ok(Some(of_text(text, None)));
    }
    let Some(against) = params.against else {
        return session.read(&uri, |open| {
            Some(ComparableAnswer { text: Some(comparable(&open.document)), ..ComparableAnswer::default() })
        });
    };
    if against == "baseline" {
        return session.read(&uri, |open| {
            let Some(baseline) = &open.document.options().baseline else {
                return Some(problem("The configuration sets no baseline for this manifest."));
            };
            Some(match &baseline.source {
                Ok(source) => of_text(source.text().to_owned(), Some(baseline.name.clone())),
                Err(why) => problem(&format!("{} cannot be read: {why}.", baseline.name)),
            })
        });
    }
    if against == "deployed" {
        return Ok(Some(deployed(session, &uri, params.integration).await));
    }
    let (Some(revision), Some(path)) = (against.strip_prefix("git:"), file_path(&uri)) else {
        return Ok(Some(problem("Only a file has revisions.")));
    };
    let (revision, asked) = (revision.to_owned(), Arc::clone(session));
    // The program may take a while.
    let read = tokio::task::spawn_blocking(move || asked.configuration.files.at_revision(&path, &revision));
    Ok(Some(match read.await {
        Ok(Ok(text)) => of_text(text, Some(against)),
        Ok(Err(why)) => problem(&format!("{against} cannot be read: {why}.")),
        Err(_) => problem("git gave no answer."),
    }))
}

#[cfg(feature = "remote")]
async fn deployed(session: &Arc<Session>, uri: &lsp::Uri, integration: Integration) -> ComparableAnswer {
    if !session.offers_validation() {
        return problem("Asking Botpress is switched off.");
    }
    let target = crate::remote::Reference::of(integration.id, integration.name, integration.version);
    match crate::server::validation::deployed_beside(session, uri, target).await {
        Ok(found) => of_text(found.text, Some(found.name)),
        Err(None) => ComparableAnswer {
            is_unknown: Some(true),
            ..problem("The manifest has no name, and nothing says which integration it updates.")
        },
        Err(Some(why)) => problem(&why),
    }
}

#[cfg(not(feature = "remote"))]
async fn deployed(_: &Arc<Session>, _: &lsp::Uri, _: Integration) -> ComparableAnswer {
    problem("This build of integration-ls cannot ask Botpress.")
}

fn of_text(text: String, name: Option<String>) -> ComparableAnswer {
    let document = Document::new(text, Dialect::Jsonc, Options::default());
    ComparableAnswer { text: Some(comparable(&document)), name, ..ComparableAnswer::default() }
}

fn problem(why: &str) -> ComparableAnswer {
    ComparableAnswer { problem: Some(why.to_owned()), ..ComparableAnswer::default() }
}

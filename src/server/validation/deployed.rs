//! What is deployed, beside an open manifest.

use std::sync::Arc;

use tower_lsp::ls_types as lsp;

use super::run::{client, on_a_thread};
use crate::contract::Form;
use crate::remote::{Cancel, Problem, Reference};
use crate::server::session::Session;
use crate::submission::{Deployed, LARGEST_FILE, Refusal};
use crate::syntax::{Dialect, Source};

/// A deployed integration as a manifest, and how it is named.
pub(in crate::server) struct DeployedManifest {
    pub(in crate::server) text: String,
    pub(in crate::server) name: String,
}

/// What is deployed of the integration that `target` names, or else of the one that an open manifest is known to update or has
/// the name of. What the API does not tell is as in that manifest.
///
/// # Errors
/// `None` if nothing says which integration it is. In words, if the API refuses to say what is deployed, or could not be asked.
pub(in crate::server) async fn deployed_beside(
    session: &Arc<Session>,
    uri: &lsp::Uri,
    target: Option<Reference>,
) -> Result<DeployedManifest, Option<String>> {
    let open = session.documents.read(uri, |open| {
        let name = open.document.source().root().and_then(|root| root.get("name")?.as_string().map(Into::into));
        (name, open.document.form().0, open.document.source().text().to_owned())
    });
    let (name, form, local) = open.ok_or_else(|| Some("The document is not open.".to_owned()))?;
    let known = target.or_else(|| session.validations.target(uri.as_str()));
    let target = known.or_else(|| Reference::of(None, name, None)).ok_or(None)?;
    // It ends with the session.
    let running = session.validations.begin(&format!("{} (deployed)", uri.as_str()));
    let cancel = running.cancel.clone();
    let found = on_a_thread(move || fetched(&target, form, local, &cancel)).await;
    found.unwrap_or_else(|| Err("The request failed.".to_owned())).map_err(Some)
}

fn fetched(target: &Reference, form: Form, local: String, cancel: &Cancel) -> Result<DeployedManifest, String> {
    let client = client()?;
    let found = client.fetch(target, cancel).map_err(|problem| match problem {
        Problem::Refused(error) => {
            Refusal { status: error.code, kind: error.kind, message: error.message }.explain_alone()
        }
        Problem::Failed(failure) => failure.to_string(),
    })?;
    let description = Deployed::read(&found.text).map_err(|error| error.to_string())?;
    let local = Source::new(local, Dialect::Jsonc);
    let download = |_, url: String| client.download(&url, LARGEST_FILE, cancel).ok();
    let text = description.manifest_beside(form, local.root(), download);
    Ok(DeployedManifest { text, name: format!("{} (deployed)", description.label()) })
}

//! What is deployed, beside an open manifest.

use std::sync::Arc;

use tower_lsp::ls_types as lsp;

use super::run::{client, on_a_thread};
use crate::analysis::{Document, Options};
use crate::contract::Form;
use crate::remote::{Cancel, Problem, Reference};
use crate::server::session::Session;
use crate::submission::{Deployed, Files, LARGEST_FILE, Refusal};
use crate::syntax::{Dialect, Source};
use crate::text::visible;

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
    let own = || name.map(|name| Reference::Name { name, version: "latest".to_owned() });
    let target = target.or_else(|| session.validations.target(uri.as_str())).or_else(own).ok_or(None)?;
    // It ends with the session.
    let running = session.validations.begin(&format!("{} (deployed)", uri.as_str()));
    let cancel = running.cancel.clone();
    let found = on_a_thread(move || fetched(&target, form, local, &cancel)).await;
    found.unwrap_or_else(|| Err("The request failed.".to_owned())).map_err(Some)
}

fn fetched(target: &Reference, form: Form, local: String, cancel: &Cancel) -> Result<DeployedManifest, String> {
    let client = client()?;
    let found = client.fetch(target, cancel).map_err(|problem| match problem {
        // It is about no manifest.
        Problem::Refused(error) => Refusal { status: error.code, kind: error.kind, message: error.message }
            .explain(&Document::new(String::new(), Dialect::Json, Options::default())),
        Problem::Failed(failure) => failure.to_string(),
    })?;
    let description = Deployed::read(&found.text).map_err(|error| error.to_string())?;
    let mut unknown = Vec::new();
    let mut file = |key, url: Option<String>| {
        let file = url.map(|url| client.download(&url, LARGEST_FILE, cancel)).transpose();
        file.unwrap_or_else(|_| {
            unknown.push(key);
            None
        })
    };
    let files = Files { icon: file("icon", description.icon_url()), readme: file("readme", description.readme_url()) };
    let local = Source::new(local, Dialect::Jsonc);
    let text = match local.root() {
        Some(root) => description.manifest_beside(form, &files, root, &unknown),
        None => description.manifest(form, &files),
    };
    let parts = [description.name(), description.version()].into_iter().flatten();
    let name: Vec<String> = parts.map(|part| visible(&part).into_owned()).collect();
    Ok(DeployedManifest { text, name: format!("{} (deployed)", name.join(" ")) })
}

//! What is deployed, for the commands that write it or compare with it.

use anyhow::{Context, Result, anyhow};

use crate::features::code_action::sort_keys::sorted;
use crate::features::formatting::{Style, format};
use crate::remote::{Cancel, Client, Problem, Reference};
use crate::submission::{Deployed, LARGEST_FILE, Refusal};
use crate::syntax::{Dialect, Source};
use crate::text::visible;

/// A deployed integration.
pub(super) struct Fetched {
    pub(super) description: Deployed,
    id: Option<String>,
    is_from_hub: bool,
}

/// Asks for an integration.
///
/// # Errors
/// The API refuses to say what is deployed, or could not be asked.
pub(super) fn fetch(client: &Client, reference: &Reference) -> Result<Fetched> {
    let deployed = client.fetch(reference, &Cancel::default()).map_err(|problem| match problem {
        Problem::Refused(error) => {
            let refusal = Refusal { status: error.code, kind: error.kind, message: error.message };
            anyhow!(refusal.explain_alone())
        }
        Problem::Failed(failure) => failure.into(),
    })?;
    let description = Deployed::read(&deployed.text)?;
    Ok(Fetched { description, id: deployed.id, is_from_hub: deployed.is_from_hub })
}

impl Fetched {
    /// Which integration it is, with its ID, and where it was found.
    pub(super) fn origin(&self) -> String {
        let id = self.id.as_ref().map(|id| format!(" (ID {})", visible(id))).unwrap_or_default();
        let place = if self.is_from_hub { "the hub" } else { "the workspace" };
        format!("{}{id}, from {place}", self.description.label())
    }
}

/// Downloads a file of an integration. `noun`: what it is.
///
/// # Errors
/// It cannot be had.
pub(super) fn download(client: &Client, noun: &str, url: String) -> Result<Vec<u8>> {
    let file = client.download(&url, LARGEST_FILE, &Cancel::default());
    file.with_context(|| format!("the {noun} cannot be had"))
}

/// The manifest with its keys in the order of the contract, one to a line.
pub(super) fn laid_out(json: String) -> String {
    let source = Source::new(json, Dialect::Jsonc);
    let source = match sorted(&source) {
        Some(sorted) => Source::new(sorted, Dialect::Jsonc),
        None => source,
    };
    format(&source, Style::default()).unwrap_or_else(|| format!("{}\n", source.text()))
}

//! What is deployed, to compare with.

use std::process::ExitCode;

use anyhow::{Context, Result};

use super::Arguments;
use super::other::Other;
use crate::analysis::Document;
use crate::cli::deployed::{Fetched, download, fetch, laid_out};
use crate::cli::remark;
use crate::cli::remote_options::could_not_ask;
use crate::remote::{Client, Reference};

impl Arguments {
    /// The deployed version of the integration. If there is none, that is said, and the exit status is returned.
    pub(super) fn deployed(&self, version: &str, local: &Document) -> Result<Other, ExitCode> {
        self.fetched(version, local).map_err(|error| could_not_ask(&error))
    }

    fn fetched(&self, version: &str, local: &Document) -> Result<Other> {
        let reference = self.reference(version, local)?;
        let client = self.remote.client()?;
        let fetched = fetch(&client, &reference)?;
        remark(format!("compared with {}", fetched.origin()));
        let name = format!("{} (deployed)", fetched.description.label());
        Ok(Other { name, text: laid_out(manifest(&client, &fetched, local)) })
    }

    fn reference(&self, version: &str, local: &Document) -> Result<Reference> {
        let own = || local.source().root()?.get("name")?.as_string().map(Into::into);
        let reference = Reference::of(self.id.clone(), self.name.clone().or_else(own), Some(version.to_owned()));
        reference.context("the manifest has no name: say which integration it is, with --id or --name")
    }
}

/// The deployed manifest; of what is not known, it has the same as the local one.
fn manifest(client: &Client, fetched: &Fetched, local: &Document) -> String {
    fetched.description.manifest_beside(local.form().0, local.source().root(), |noun, url| {
        let file = download(client, noun, url);
        file.inspect_err(|error| remark(format!("{error:#} It is not compared."))).ok()
    })
}

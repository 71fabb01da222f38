//! What is deployed, to compare with.

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::Arguments;
use super::other::Other;
use crate::analysis::Document;
use crate::cli::deployed::{Fetched, download, fetch, laid_out};
use crate::cli::remark;
use crate::cli::remote_options::could_not_ask;
use crate::remote::{Client, Reference};
use crate::submission::Files;

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
        let name = format!("{} (deployed)", fetched.label());
        Ok(Other { name, text: laid_out(manifest(&client, &fetched, local)) })
    }

    fn reference(&self, version: &str, local: &Document) -> Result<Reference> {
        if let Some(id) = &self.id {
            return Ok(Reference::Id(id.clone()));
        }
        let own = || local.source().root()?.get("name")?.as_string().map(Into::into);
        match self.name.clone().or_else(own) {
            Some(name) => Ok(Reference::Name { name, version: version.to_owned() }),
            None => bail!("the manifest has no name: say which integration it is, with --id or --name"),
        }
    }
}

/// The deployed manifest; of what is not known, it has the same as the local one.
fn manifest(client: &Client, fetched: &Fetched, local: &Document) -> String {
    let description = &fetched.description;
    let mut unknown = Vec::new();
    let mut get = |key, url| {
        download(client, key, url).unwrap_or_else(|error| {
            remark(format!("{error:#} It is not compared."));
            unknown.push(key);
            None
        })
    };
    let files = Files { icon: get("icon", description.icon_url()), readme: get("readme", description.readme_url()) };
    let form = local.form().0;
    match local.source().root() {
        Some(root) => description.manifest_beside(form, &files, root, &unknown),
        None => description.manifest(form, &files),
    }
}

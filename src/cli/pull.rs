//! `pull`: writes what is deployed as a manifest.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args;

use super::deployed::{download, fetch, laid_out};
use super::remote_options::{RemoteOptions, could_not_ask};
use super::report::plural;
use super::sample::escaped;
use super::{print, remark};
use crate::contract::Form;
use crate::remote::{Client, Reference};
use crate::submission::{Deployed, Files};
use crate::text::{list, quoted};

/// The arguments of `pull`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The name of the integration, and after an @ its version or a range of versions [default: the latest version]
    #[arg(value_name = "NAME[@VERSION]", required_unless_present = "id")]
    integration: Option<String>,
    /// The ID of the integration, instead of its name
    #[arg(long, conflicts_with = "integration")]
    id: Option<String>,
    /// What the manifest is for: a create has the name and the version, an update has neither
    #[arg(long = "as", value_enum, default_value = "create")]
    form: PulledForm,
    /// Leave out icon and readme, which are downloaded from where the API says they are
    #[arg(long)]
    no_files: bool,
    #[command(flatten)]
    remote: RemoteOptions,
}

/// The form of the manifest to write.
#[derive(Clone, Copy, clap::ValueEnum)]
enum PulledForm {
    Create,
    Update,
}

/// Asks, and prints the manifest.
///
/// # Errors
/// Standard output cannot be written to.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    match arguments.pulled() {
        // In a terminal, nothing of a stranger's text may do more than be seen.
        Ok(text) => print(&if io::stdout().is_terminal() { escaped(&text) } else { text }),
        Err(error) => Ok(could_not_ask(&error)),
    }
}

impl Arguments {
    /// The manifest.
    fn pulled(&self) -> Result<String> {
        let client = self.remote.client()?;
        let fetched = fetch(&client, &self.reference())?;
        let files = self.files(&client, &fetched.description)?;
        remark(fetched.origin());
        let secrets = fetched.description.secrets();
        if !secrets.is_empty() {
            let names: Vec<String> = secrets.iter().map(|name| quoted(name)).collect();
            remark(format!(
                "{} without a value: {}. Fill them in, or remove them to keep what is deployed.",
                plural(secrets.len(), "secret"),
                list(&names, "and")
            ));
        }
        let form = match self.form {
            PulledForm::Create => Form::Create,
            PulledForm::Update => Form::Update,
        };
        Ok(laid_out(fetched.description.manifest(form, &files)))
    }

    fn reference(&self) -> Reference {
        match (&self.id, &self.integration) {
            (Some(id), _) => Reference::Id(id.clone()),
            (None, name) => Reference::parse(name.as_deref().unwrap_or_default()),
        }
    }

    fn files(&self, client: &Client, description: &Deployed) -> Result<Files> {
        if self.no_files {
            return Ok(Files::default());
        }
        let get = |noun, url: Option<String>| {
            let file = url.map(|url| download(client, noun, url)).transpose();
            file.map_err(|error| anyhow!("{error:#} With --no-files, icon and readme are left out."))
        };
        Ok(Files { icon: get("icon", description.icon_url())?, readme: get("readme", description.readme_url())? })
    }
}

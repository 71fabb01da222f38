//! `pull`: writes what is deployed as a manifest.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use super::remote_options::RemoteOptions;
use super::report::plural;
use super::sample::escaped;
use super::{complain, print, remark};
use crate::contract::Form;
use crate::features::code_action::sort_keys::sorted;
use crate::features::formatting::{Style, format};
use crate::remote::{Cancel, Client, Failure, Problem, Reference};
use crate::submission::{Deployed, Files};
use crate::syntax::{Dialect, Source};
use crate::text::{list, quoted, visible};

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

/// The exit status if the API was not asked, or gave no answer that can be understood.
const COULD_NOT_ASK: u8 = 3;
/// The most bytes of an icon or a readme.
const LARGEST_FILE: u64 = 16 << 20;

/// Asks, and prints the manifest.
///
/// # Errors
/// Standard output cannot be written to.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let client = match arguments.remote.client() {
        Ok(client) => client,
        Err(error) => return Ok(could_not_ask(&error)),
    };
    let deployed = match client.fetch(&arguments.reference(), &Cancel::default()) {
        Ok(deployed) => deployed,
        Err(Problem::Refused(error)) => {
            let host = client.login().address().host();
            complain(&anyhow::anyhow!("{host} refuses to say what is deployed: {error}"));
            return Ok(ExitCode::FAILURE);
        }
        Err(Problem::Failed(failure)) => return Ok(could_not_ask(&failure.into())),
    };
    let description = match Deployed::read(&deployed.text) {
        Ok(description) => description,
        Err(error) => return Ok(could_not_ask(&error.into())),
    };
    let files = match arguments.files(&client, &description) {
        Ok(files) => files,
        Err(error) => return Ok(could_not_ask(&error)),
    };
    let origin = if deployed.is_from_hub { "the hub" } else { "the workspace" };
    remark(format!("{}, from {origin}", label(&description, deployed.id.as_deref())));
    let secrets = description.secrets();
    if !secrets.is_empty() {
        let names: Vec<String> = secrets.iter().map(|name| quoted(name)).collect();
        remark(format!(
            "{} without a value: {}. Fill them in, or remove them to keep what is deployed.",
            plural(secrets.len(), "secret"),
            list(&names, "and")
        ));
    }
    let text = laid_out(description.manifest(arguments.form(), &files));
    // In a terminal, nothing of a stranger's text may do more than be seen.
    print(&if io::stdout().is_terminal() { escaped(&text) } else { text })
}

fn could_not_ask(why: &anyhow::Error) -> ExitCode {
    complain(why);
    ExitCode::from(COULD_NOT_ASK)
}

impl Arguments {
    fn reference(&self) -> Reference {
        match (&self.id, &self.integration) {
            (Some(id), _) => Reference::Id(id.clone()),
            (None, name) => Reference::parse(name.as_deref().unwrap_or_default()),
        }
    }

    fn form(&self) -> Form {
        match self.form {
            PulledForm::Create => Form::Create,
            PulledForm::Update => Form::Update,
        }
    }

    fn files(&self, client: &Client, description: &Deployed) -> Result<Files> {
        let download = |what: &str, url: Option<String>| -> Result<Option<Vec<u8>>> {
            let Some(url) = url.filter(|_| !self.no_files) else { return Ok(None) };
            let file: Result<_, Failure> = client.download(&url, LARGEST_FILE, &Cancel::default());
            file.map(Some).with_context(|| format!("the {what} cannot be had; --no-files leaves it out"))
        };
        Ok(Files {
            icon: download("icon", description.icon_url())?,
            readme: download("readme", description.readme_url())?,
        })
    }
}

/// Which integration it is: `acme/mail 1.2.0 (ID intver_01ABC)`.
fn label(description: &Deployed, id: Option<&str>) -> String {
    let parts = [description.name(), description.version(), id.map(|id| format!("(ID {id})"))];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| visible(&part).into_owned()).collect();
    if parts.is_empty() { "an integration without a name".to_owned() } else { parts.join(" ") }
}

/// The manifest with its keys in the order of the contract, one to a line.
fn laid_out(json: String) -> String {
    let source = Source::new(json, Dialect::Json);
    let source = match sorted(&source) {
        Some(sorted) => Source::new(sorted, Dialect::Json),
        None => source,
    };
    format(&source, Style::default()).unwrap_or_else(|| format!("{}\n", source.text()))
}

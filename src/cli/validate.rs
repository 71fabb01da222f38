//! `validate`: asks the API whether it would accept a manifest.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use clap::{Args, ColorChoice};

use super::color::{takes_color, write_colored};
use super::configuration::{ConfigurationOptions, options_for};
use super::inputs::Input;
use super::remote_options::{RemoteOptions, could_not_ask};
use super::report::{self, Checked, Format};
use super::sample::escaped;
use super::{print, remark};
use crate::analysis::{Document, Origin};
use crate::contract::Form;
use crate::remote::{Cancel, Client, Problem, Reference, Request};
use crate::submission::{Body, Concern, Refusal, SOURCE, Unsendable};
use crate::syntax::Dialect;
use crate::text::{list, quoted, visible};

/// The arguments of `validate`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The manifest; - is standard input
    file: PathBuf,
    /// Validate it as an update of the integration with this ID
    #[arg(long, conflicts_with = "name")]
    id: Option<String>,
    /// Validate it as an update of the integration with this name, which is looked up
    #[arg(long)]
    name: Option<String>,
    /// The version of that integration, for example 1.2.0 [default: latest]
    #[arg(long, requires = "name")]
    version: Option<String>,
    #[command(flatten)]
    remote: RemoteOptions,
    /// Print the request instead of sending it; the token and the values of secrets are masked
    #[arg(long)]
    dry_run: bool,
    /// Send it even if the check finds errors
    #[arg(long)]
    force: bool,
    /// The format of the report
    #[arg(long, value_enum, default_value = "full")]
    output_format: Format,
    #[command(flatten)]
    configuration: ConfigurationOptions,
    /// When to use colors; auto respects NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM
    #[arg(long, value_enum, default_value = "auto")]
    color: ColorChoice,
}

/// Asks, and reports the answer.
///
/// # Errors
/// The manifest or its configuration cannot be read, an update is not told what it updates, or the output cannot be written.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let resolver = arguments.configuration.resolver()?;
    let input = Input::named(&arguments.file);
    let mut options = options_for(input.path(), &resolver)?;
    if input.path().is_none() {
        options.origin = Origin::Pipe;
    }
    let document = Document::new(input.read()?, Dialect::of_name(&input.name()), options);
    let target = arguments.target(&document)?;
    let body = match Body::new(&document, target.form(), arguments.force) {
        Ok(body) => body,
        Err(why) => {
            let advice = if matches!(why, Unsendable::Errors(_)) { " Or send it anyway with --force." } else { "" };
            remark(format!("{} was not sent. {why}{advice}", input.name()));
            arguments.report(Checked::new(&input, document, 0, true))?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let client = match arguments.remote.client() {
        Ok(client) => client,
        Err(error) => return Ok(could_not_ask(&error)),
    };
    let answer = if arguments.dry_run { target.show(&client, &body) } else { target.ask(&client, &body) };
    match answer {
        Ok(Answer::Shown(request)) => print(&request),
        Ok(Answer::Accepted) if arguments.output_format.is_for_people() => {
            print(&format!("{}: {} accepts it as {}.\n", input.name(), client.login().address().host(), target.noun()))
        }
        Ok(Answer::Accepted) => {
            arguments.report(Checked::of_source(SOURCE, &input, &document, &[]))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Problem::Refused(error)) => {
            let refusal = Refusal { status: error.code, kind: error.kind, message: error.message };
            if refusal.concern() == Concern::Request {
                return Ok(could_not_ask(&anyhow!(refusal.explain(&document))));
            }
            let diagnostics = refusal.diagnostics(&document);
            arguments.report(Checked::of_source(SOURCE, &input, &document, &diagnostics))?;
            Ok(ExitCode::FAILURE)
        }
        Err(Problem::Failed(failure)) => Ok(could_not_ask(&failure.into())),
    }
}

impl Arguments {
    /// What the manifest is validated as.
    ///
    /// # Errors
    /// It is an update, and nothing says of what.
    fn target(&self, document: &Document) -> Result<Target> {
        let named = Reference::of(self.id.clone(), self.name.clone(), self.version.clone());
        Ok(match (named, document.form().0) {
            (Some(reference), _) => Target::Update(reference),
            (None, Form::Create) => Target::Create,
            (None, Form::Update) => bail!(
                "{} is an update: say of which integration, with --id, or with --name and --version",
                Input::named(&self.file).name()
            ),
        })
    }

    fn report(&self, checked: Checked) -> Result<()> {
        let with_color = takes_color(self.color);
        write_colored(&report::write(&[checked], self.output_format, with_color, true), with_color)
    }
}

/// What came of it.
enum Answer {
    /// The API accepts the manifest.
    Accepted,
    /// The request was only shown.
    Shown(String),
}

/// What a manifest is validated as.
enum Target {
    /// A new integration.
    Create,
    /// An update of this one.
    Update(Reference),
}

impl Target {
    fn form(&self) -> Form {
        match self {
            Self::Create => Form::Create,
            Self::Update(_) => Form::Update,
        }
    }

    fn noun(&self) -> &'static str {
        match self {
            Self::Create => "a new integration",
            Self::Update(_) => "an update",
        }
    }

    /// The request as it would be sent, with everything secret masked.
    fn show(&self, client: &Client, body: &Body) -> Result<Answer, Problem> {
        say_what_is_left_out(body);
        let id = match self {
            Self::Update(Reference::Name { name, version }) => {
                remark(format!(
                    "ID stands for the ID of {}, version {}, which is looked up first",
                    quoted(name),
                    visible(version)
                ));
                "ID"
            }
            Self::Update(Reference::Id(id)) => id,
            Self::Create => "",
        };
        let request = self.request(id, body)?;
        Ok(Answer::Shown(format!("{}\n{}\n", client.show(&request), escaped(body.shown()))))
    }

    /// Sends it, and first says what is sent to whom.
    fn ask(&self, client: &Client, body: &Body) -> Result<Answer, Problem> {
        say_what_is_left_out(body);
        let login = client.login();
        let (host, workspace) = (login.address().host(), login.workspace_id());
        remark(format!("sending to {host}, workspace {}: {}", visible(&workspace), body.summary()));
        let cancel = Cancel::default();
        let id = match self {
            Self::Update(Reference::Id(id)) => Some(id.clone()),
            Self::Update(reference) => client.fetch(reference, &cancel)?.id,
            Self::Create => None,
        };
        client.validate(&self.request(&id.unwrap_or_default(), body)?, &cancel)?;
        Ok(Answer::Accepted)
    }

    fn request(&self, id: &str, body: &Body) -> Result<Request, Problem> {
        let json = body.json().as_bytes().to_vec();
        match self {
            Self::Create => Ok(Request::validate_create(json)),
            Self::Update(_) => Ok(Request::validate_update(id, json)?),
        }
    }
}

fn say_what_is_left_out(body: &Body) {
    if !body.left_out().is_empty() {
        let names: Vec<String> = body.left_out().iter().take(MOST_LEFT_OUT).map(|name| quoted(name)).collect();
        remark(format!("left out, since the request has no such key: {}", list(&names, "and")));
    }
}

/// The most keys to name.
const MOST_LEFT_OUT: usize = 12;

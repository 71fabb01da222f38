//! The command line: parses the arguments and runs the command.

mod changes;
mod check;
mod color;
mod configuration;
#[cfg(feature = "remote")]
mod deployed;
mod diff;
mod doctor;
mod explain;
mod fields_page;
mod form;
mod format;
mod inputs;
#[cfg(feature = "remote")]
mod pull;
#[cfg(feature = "remote")]
mod remote_options;
mod report;
mod sample;
mod schema_at;
#[cfg(feature = "remote")]
mod validate;
#[cfg(not(feature = "remote"))]
mod without_remote;
mod write;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use tracing::Level;

use crate::analysis::FormChoice;
use crate::config;
use crate::contract::{Form, json_schema};
use crate::text::visible;

/// A language server and checker for Botpress integration manifests.
#[derive(Parser)]
#[command(name = "integration-ls", version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run the language server on standard input and output
    Lsp(LspArguments),
    /// Check manifests
    ///
    /// The exit status is 0 if there are no errors or warnings, 1 if there are, and 2 if a file could not be read or
    /// written. With --quiet, warnings are neither reported nor counted, unless --max-warnings says how many to allow.
    ///
    /// Files are changed only with --fix. Folders are searched except for what `.gitignore` and its like or the
    /// configuration leave out, and folders such as node_modules and .git. A file that is named is always checked, unless
    /// --force-exclude is given. Links are followed.
    Check(check::Arguments),
    /// Show what has changed since another manifest, and what of it breaks
    ///
    /// The other manifest is a file, what is deployed (--against latest, or a version), or a git revision. A change breaks if bots or installations that work today may stop
    /// working. The rules of the server are not published; these are an approximation. Defaults that the server fills in,
    /// the order of keys and how numbers are written make no difference; of secrets, only the names are compared.
    ///
    /// The exit status is 0 if nothing breaks, 1 if something does, 2 if a manifest could not be read or written, and 3 if the
    /// API could not be asked what is deployed. The file is changed only with --fix.
    Diff(changes::Arguments),
    /// Format manifests
    ///
    /// The exit status is 0 on success, 1 if --check or --diff found something to change, and 2 if a file could not be
    /// read or written, or is not valid JSON. Standard input is formatted to standard output.
    Format(format::Arguments),
    /// Print the form that people fill in for a configuration or an action's input, as an HTML page without scripts
    Form(form::Arguments),
    /// Print a JSON Schema (draft 7) of manifests
    Schema {
        /// The form to describe; auto describes both and distinguishes them by name and version
        #[arg(long, value_enum, default_value = "auto")]
        form: FormArgument,
        /// Add the keywords by which VS Code and other editors show more; strict validators do not know them
        #[arg(long, conflicts_with = "config")]
        editor: bool,
        /// Print a JSON Schema of integration-ls.toml instead
        #[arg(long, conflicts_with = "form")]
        config: bool,
    },
    /// Print the settings that apply to a manifest and where they are set
    Config {
        /// The manifest [default: the settings of this folder]
        manifest: Option<PathBuf>,
        /// Include the defaults
        #[arg(long)]
        all: bool,
        /// Print a Markdown table of all available settings instead
        #[arg(long, conflicts_with_all = ["manifest", "all"])]
        keys: bool,
    },
    /// Print the version, and the configuration file and manifests found in this folder
    Doctor,
    /// List all rules
    Rules,
    /// Explain a rule or a field
    Explain {
        /// The name of a rule or of an error of the API, as shown in diagnostics, or the path of a field, for example actions.*.title
        #[arg(required_unless_present = "all")]
        name: Option<String>,
        /// Explain every rule
        #[arg(long)]
        all: bool,
    },
    /// Print a value that fits a schema of a manifest
    ///
    /// The value fits the schema and looks like a real one: an example, a default or an allowed value if the schema has one,
    /// otherwise one that is made. The same schema always gets the same value. The exit status is 1 if no value that fits was
    /// found, and 2 if there is no schema at the pointer.
    Sample(sample::Arguments),
    /// Write what is deployed as a manifest to standard output
    ///
    /// The integration is looked for in the workspace, then on the hub. Its icon and readme are downloaded and encoded; secrets
    /// have empty values, since the API tells only their names.
    ///
    /// Who asks is found as for `validate`. The exit status is 0 if the manifest was written, and 3 if the API could not be asked
    /// or refuses to say what is deployed.
    #[cfg(feature = "remote")]
    Pull(pull::Arguments),
    /// Not in this build: write what is deployed as a manifest
    #[cfg(not(feature = "remote"))]
    Pull(without_remote::Arguments),
    /// Ask the Botpress API whether it would accept a manifest; nothing is changed
    ///
    /// The manifest is checked first, and sent only if that finds no error. A create is validated as a new integration; an
    /// update needs --id or --name. Secrets are sent, since they are part of the manifest; standard error says which.
    ///
    /// Who asks is found where the vendor's tool `bp` looks: a profile, or else BP_TOKEN, BP_WORKSPACE_ID and BP_API_URL, or else
    /// what `bp login` has saved. The exit status is 0 if the API accepts the manifest, 1 if it or the check does not, 2 if a
    /// file could not be read, and 3 if the API could not be asked.
    #[cfg(feature = "remote")]
    Validate(validate::Arguments),
    /// Not in this build: ask the Botpress API whether it would accept a manifest
    #[cfg(not(feature = "remote"))]
    Validate(without_remote::Arguments),
    /// Print a reference of all fields of a manifest, in Markdown
    Fields,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the version
    Version,
}

#[derive(clap::Args)]
struct LspArguments {
    /// Accepted because editors pass it; standard input and output are always used
    #[arg(long)]
    stdio: bool,
    /// Ignore documents that are not manifests; for editors that start one server for all JSON files
    #[arg(long)]
    only_manifests: bool,
    /// When the Botpress API may be asked whether it would accept a manifest; projects cannot set this
    #[arg(long, value_enum, default_value = "on-request", env = "INTEGRATION_LS_REMOTE")]
    remote: RemoteArgument,
    /// Append the log to this file instead of writing it to standard error; it never contains a document's text
    #[arg(long, value_name = "FILE")]
    log_file: Option<PathBuf>,
    /// How much to log
    #[arg(long, value_enum, default_value = "warn", env = "INTEGRATION_LS_LOG")]
    log_level: LogLevel,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
}

/// When the API may be asked.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RemoteArgument {
    /// Never, and nothing of it is offered
    Off,
    /// When somebody runs the command
    OnRequest,
    /// Also whenever a manifest is saved
    OnSave,
}

/// How to run the language server.
#[derive(Debug)]
pub struct Lsp {
    /// Whether to ignore documents that are neither named like a manifest nor configured to be one.
    pub only_manifests: bool,
    /// When the API may be asked.
    pub remote: RemoteArgument,
    /// The file to append the log to; `None` for standard error.
    pub log_file: Option<PathBuf>,
    /// The least severe level to log.
    pub log_level: Level,
}

/// The variable that forbids all requests.
const OFFLINE: &str = "INTEGRATION_LS_OFFLINE";

impl From<LspArguments> for Lsp {
    fn from(arguments: LspArguments) -> Self {
        let log_level = match arguments.log_level {
            LogLevel::Error => Level::ERROR,
            LogLevel::Warn => Level::WARN,
            LogLevel::Info => Level::INFO,
            LogLevel::Debug => Level::DEBUG,
        };
        let is_offline = std::env::var_os(OFFLINE).is_some_and(|value| !value.is_empty());
        Self {
            only_manifests: arguments.only_manifests,
            remote: if is_offline { RemoteArgument::Off } else { arguments.remote },
            log_file: arguments.log_file,
            log_level,
        }
    }
}

/// The form to check manifests as.
#[derive(Clone, Copy, ValueEnum)]
enum FormArgument {
    /// A create if there is a name or a version, otherwise an update
    Auto,
    /// The body of a create
    Create,
    /// The body of an update
    Update,
}

impl FormArgument {
    fn form(self) -> Option<Form> {
        match self {
            Self::Auto => None,
            Self::Create => Some(Form::Create),
            Self::Update => Some(Form::Update),
        }
    }

    fn choice(self) -> FormChoice {
        self.form().map_or(FormChoice::Auto, FormChoice::Force)
    }
}

/// The exit status if something failed, whatever else succeeded.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command given on the command line. `serve` runs the language server, which this module does not know.
pub fn run(serve: impl FnOnce(Lsp) -> Result<ExitCode>) -> ExitCode {
    run_command(Arguments::parse(), serve).unwrap_or_else(|error| {
        complain(&error);
        ExitCode::from(COULD_NOT_RUN)
    })
}

fn run_command(arguments: Arguments, serve: impl FnOnce(Lsp) -> Result<ExitCode>) -> Result<ExitCode> {
    let Some(command) = arguments.command else {
        return print(&Arguments::command().render_long_help().to_string());
    };
    match command {
        Command::Lsp(arguments) => serve(arguments.into()),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => changes::run(&arguments),
        Command::Format(arguments) => format::run(&arguments),
        Command::Form(arguments) => form::run(&arguments),
        Command::Schema { config: true, .. } => print(&format!("{:#}\n", config::schema::export())),
        Command::Schema { form, editor, .. } => print(&format!("{:#}\n", json_schema::export(form.form(), editor))),
        Command::Config { keys: true, .. } => print(&config::schema::page()),
        Command::Config { manifest, all, .. } => configuration::show(manifest.as_deref(), all),
        Command::Doctor => doctor::run(),
        Command::Rules => print(&explain::table()),
        Command::Explain { all: true, .. } => print(&explain::all()),
        Command::Explain { name, .. } => print(&explain::one(&name.unwrap_or_default())?),
        Command::Sample(arguments) => sample::run(&arguments),
        #[cfg(feature = "remote")]
        Command::Pull(arguments) => pull::run(&arguments),
        #[cfg(not(feature = "remote"))]
        Command::Pull(arguments) => without_remote::run(&arguments),
        #[cfg(feature = "remote")]
        Command::Validate(arguments) => validate::run(&arguments),
        #[cfg(not(feature = "remote"))]
        Command::Validate(arguments) => without_remote::run(&arguments),
        Command::Fields => print(&fields_page::page()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "integration-ls", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        Command::Version => print(concat!("integration-ls ", env!("CARGO_PKG_VERSION"), "\n")),
    }
}

/// Writes to standard output.
///
/// # Errors
/// Standard output cannot be written to.
fn print(text: &str) -> Result<ExitCode> {
    write_all(io::stdout().lock(), text)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes all of a text. A reader that has closed the pipe, such as `head`, is not an error.
fn write_all(mut out: impl Write, text: &str) -> Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("cannot write the output"),
        _ => Ok(()),
    }
}

/// Prints errors that concern a single input, and remembers that there were some. Other inputs are still processed.
#[derive(Default)]
struct Failures {
    any: bool,
}

impl Failures {
    fn note<T>(&mut self, result: Result<T>) -> Option<T> {
        result
            .map_err(|error| {
                complain(&error);
                self.any = true;
            })
            .ok()
    }

    /// The exit status of a command that otherwise worked. `has_found`: whether there is something to report.
    fn exit_code(&self, has_found: bool) -> ExitCode {
        match (self.any, has_found) {
            (true, _) => ExitCode::from(COULD_NOT_RUN),
            (false, true) => ExitCode::FAILURE,
            (false, false) => ExitCode::SUCCESS,
        }
    }
}

/// Writes something to standard error that is no error.
fn remark(text: String) {
    let _ = writeln!(io::stderr().lock(), "integration-ls: {text}");
}

/// Writes an error to standard error. If that fails too, there is no one left to tell.
fn complain(error: &anyhow::Error) {
    let text = format!("{error:#}");
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    let _ = writeln!(io::stderr().lock(), "integration-ls: {}", lines.join("\n"));
}

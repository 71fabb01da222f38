//! The command line: arguments, and which command runs.

mod check;
mod configuration;
mod diff;
mod discover;
mod explain;
mod format;
mod report;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::config;
use crate::contract::{Form, json_schema};
use crate::features::reference;

/// Language server and checker for Botpress integration manifests.
#[derive(Parser)]
#[command(name = "integration-ls", version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Speak the Language Server Protocol on standard input and output
    Lsp {
        /// Accepted because editors pass it; there is no other way to speak
        #[arg(long)]
        stdio: bool,
        /// Leave documents alone that are not named like a manifest, for editors that start one server for all JSON
        #[arg(long)]
        only_manifests: bool,
    },
    /// Check manifests: files, folders, or - for standard input
    ///
    /// Exit status: 0 if there is no error and no warning, 1 if there is, 2 if something could not be read.
    Check(check::Options),
    /// Format manifests: files, folders, or - for standard input
    Format(format::Options),
    /// Print the contract as a JSON Schema (draft 7)
    Schema {
        /// One form alone; both, told apart by name and version, if left out
        #[arg(long, value_enum)]
        form: Option<FormArgument>,
        /// That of integration-ls.toml instead
        #[arg(long, conflicts_with = "form")]
        config: bool,
    },
    /// Print what is set for a manifest, and where
    Config {
        /// The manifest; without it, what holds in this folder
        manifest: Option<PathBuf>,
        /// The defaults too
        #[arg(long)]
        all: bool,
        /// The keys that can be set, as a Markdown table, instead
        #[arg(long, conflicts_with_all = ["manifest", "all"])]
        keys: bool,
    },
    /// Print what this program is and what it finds here
    Doctor,
    /// List all rules
    Rules,
    /// Explain a rule, with an example and the way out
    Explain {
        /// The rule's name, as diagnostics show it
        #[arg(required_unless_present = "all")]
        rule: Option<String>,
        /// Explain every rule
        #[arg(long)]
        all: bool,
    },
    /// Print the reference of all fields, as Markdown
    Fields,
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the version
    Version,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormArgument {
    Create,
    Update,
}

impl From<FormArgument> for Form {
    fn from(form: FormArgument) -> Self {
        match form {
            FormArgument::Create => Self::Create,
            FormArgument::Update => Self::Update,
        }
    }
}

/// What the user is told when something could not be done at all.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command that the process was started with. `lsp` is how a language server is run.
pub fn run(lsp: fn(bool) -> ExitCode) -> ExitCode {
    let arguments = Arguments::parse();
    let Some(command) = arguments.command else {
        return print(&Arguments::command().render_long_help().to_string());
    };
    match command {
        Command::Lsp { only_manifests, .. } => lsp(only_manifests),
        Command::Check(options) => check::run(&options),
        Command::Format(options) => format::run(&options),
        Command::Schema { config: true, .. } => print(&format!("{:#}\n", config::schema::export())),
        Command::Schema { form, .. } => print(&format!("{:#}\n", json_schema::export(form.map(Into::into)))),
        Command::Config { keys: true, .. } => print(&config::schema::page()),
        Command::Config { manifest, all, .. } => configuration::show(manifest.as_deref(), all),
        Command::Doctor => configuration::doctor(),
        Command::Rules => print(&explain::table()),
        Command::Explain { all: true, .. } => print(&explain::all()),
        Command::Explain { rule, .. } => match explain::one(&rule.unwrap_or_default()) {
            Ok(text) => print(&text),
            Err(message) => fail(&message),
        },
        Command::Fields => print(&reference::reference()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "integration-ls", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        Command::Version => print(concat!("integration-ls ", env!("CARGO_PKG_VERSION"), "\n")),
    }
}

/// Writes to standard output. A reader that has gone away wants no more: that is no failure.
fn print(text: &str) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(COULD_NOT_RUN),
    }
}

fn fail(message: &str) -> ExitCode {
    complain(message);
    ExitCode::from(COULD_NOT_RUN)
}

/// Writes a line to standard error; if even that fails there is nobody left to tell.
fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "integration-ls: {message}");
}

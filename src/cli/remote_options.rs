//! The options of commands that ask the API: who asks.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Error, Result};
use clap::Args;

use super::{complain, remark};
use crate::remote::{Client, Environment, Flags, Given, Limits, Login};
use crate::text::visible;

/// Who asks, with the names that the vendor's tool has for these options, too. There is no option for the token: others on the machine can read the arguments of a command.
#[derive(Args)]
pub(super) struct RemoteOptions {
    /// The profile in profiles.json to use, whatever else is set [env: BP_PROFILE]
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// The ID of the workspace, unless BP_WORKSPACE_ID is set
    #[arg(long, alias = "workspaceId", value_name = "ID")]
    workspace_id: Option<String>,
    /// The URL of the API, unless BP_API_URL is set
    #[arg(long, alias = "apiUrl", value_name = "URL")]
    api_url: Option<String>,
    /// The folder of profiles.json and global.cache.json, unless BP_BOTPRESS_HOME is set [default: ~/.botpress]
    #[arg(long, alias = "botpressHome", value_name = "FOLDER")]
    botpress_home: Option<PathBuf>,
}

impl RemoteOptions {
    /// The client for whoever these options, the environment and the files of the vendor's tool name.
    ///
    /// # Errors
    /// Something is missing or wrong.
    pub(super) fn client(&self) -> Result<Client> {
        fn given<T: Clone>(value: &Option<T>, by: &'static str) -> Option<Given<T>> {
            value.clone().map(|value| Given { value, by })
        }
        let flags = Flags {
            profile: given(&self.profile, "--profile"),
            token: None,
            workspace_id: given(&self.workspace_id, "--workspace-id"),
            api_url: given(&self.api_url, "--api-url"),
            home: given(&self.botpress_home, "--botpress-home"),
        };
        let environment = Environment::of_process();
        let login = Login::find(&flags, &environment)?;
        for warning in login.warnings() {
            remark(visible(warning).into_owned());
        }
        Ok(Client::new(login, &environment, Limits::TERMINAL)?)
    }
}

/// The exit status if the API was not asked, or did not say what it was asked for.
const COULD_NOT_ASK: u8 = 3;

/// Says why there is no answer, and returns the exit status.
pub(super) fn could_not_ask(why: &Error) -> ExitCode {
    complain(why);
    ExitCode::from(COULD_NOT_ASK)
}

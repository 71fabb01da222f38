//! What the editor's user has set. A bad setting is shown, and the default holds instead.

use serde_json::Value;
use tower_lsp::ls_types as lsp;

use super::Backend;
use crate::config::{Config, from_json};

/// The name under which editors keep our settings.
const SECTION: &str = "integration-ls";

/// Settings of the editor's side of things.
const OTHERS: &[&str] = &["path", "files", "trace", "trace.server"];

/// Reads settings; what is wrong with them is said in sentences.
fn read(settings: &Value) -> (Config, Vec<String>) {
    let settings = settings.get(SECTION).unwrap_or(settings);
    let (config, config_errors) = from_json(settings, OTHERS);
    (
        config,
        config_errors
            .into_iter()
            .map(|config_error| format!("Settings of {SECTION}: {}", config_error.message))
            .collect(),
    )
}

impl Backend {
    /// Takes settings over, and says what is wrong with them.
    pub(super) fn take_settings(&self, settings: &Value) -> Vec<String> {
        let (config, problems) = read(settings);
        self.configurations.set_editor(config);
        self.configure_all();
        problems
    }

    /// The same, telling the user what is wrong with them, and everyone what has come of it.
    pub(super) async fn apply_settings(&self, settings: &Value) {
        for problem in self.take_settings(settings) {
            self.client.show_message(lsp::MessageType::WARNING, problem).await;
        }
        self.publish_all().await;
        self.look_again();
    }

    /// Asks the client for the settings. The answer is awaited on a task of its own: a
    /// handler that waited for it would keep it from being read.
    pub(super) fn pull_settings(&self) {
        if !self.abilities().pulls_configuration {
            return;
        }
        let backend = self.clone();
        tokio::spawn(async move {
            let item = lsp::ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            if let Ok(mut answer) = backend.client.configuration(vec![item]).await
                && let Some(settings) = answer.pop().filter(|settings| !settings.is_null())
            {
                backend.apply_settings(&settings).await;
            }
        });
    }
}

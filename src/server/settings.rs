//! What the editor's user has set. A bad setting is shown, and the default holds instead.

use serde_json::Value;
use tower_lsp::ls_types as lsp;

use super::Backend;
use crate::analysis::{FormChoice, Options};
use crate::contract::Form;

/// The name under which editors keep our settings.
const SECTION: &str = "integration-ls";

/// Reads settings; what is wrong with them is said in sentences.
fn read(settings: &Value) -> (Options, Vec<String>) {
    let (mut options, mut problems) = (Options::default(), Vec::new());
    let settings = settings.get(SECTION).unwrap_or(settings);
    let Some(settings) = settings.as_object() else {
        if !settings.is_null() {
            problems.push(format!("The settings of {SECTION} have to be an object."));
        }
        return (options, problems);
    };
    for (name, value) in settings {
        match (name.as_str(), value.as_str()) {
            ("form", Some("auto")) => options.form = FormChoice::Auto,
            ("form", Some("create")) => options.form = FormChoice::Prefer(Form::Create),
            ("form", Some("update")) => options.form = FormChoice::Prefer(Form::Update),
            ("form", _) => {
                problems
                    .push(format!("The setting {SECTION}.form is {value}; write \"auto\", \"create\" or \"update\"."));
            }
            // Settings of the editor's side of things.
            ("path" | "trace", _) => {}
            _ => problems.push(format!("There is no setting {SECTION}.{}.", name.escape_debug())),
        }
    }
    (options, problems)
}

impl Backend {
    /// Takes settings over: whether anything has changed, and what is wrong with them.
    pub(super) fn take_settings(&self, settings: &Value) -> (bool, Vec<String>) {
        let (options, problems) = read(settings);
        let before = self.options.lock().map(|mut known| std::mem::replace(&mut *known, options.clone()));
        let is_new = before.is_ok_and(|before| before != options);
        if is_new {
            self.documents.set_options(&options);
        }
        (is_new, problems)
    }

    /// The same, telling the user what is wrong with them.
    pub(super) async fn apply_settings(&self, settings: &Value) -> bool {
        let (is_new, problems) = self.take_settings(settings);
        for problem in problems {
            self.client.show_message(lsp::MessageType::WARNING, problem).await;
        }
        is_new
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
                && backend.apply_settings(&settings).await
            {
                backend.publish_all().await;
            }
        });
    }
}

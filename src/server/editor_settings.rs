//! Finds our settings in what an editor sends: often it sends the settings of everything that it runs.

use serde_json::{Map, Value};

use crate::config::declaration::KEYS;
use crate::text::nearest;

/// The section of our settings in editors.
pub(super) const SECTION: &str = "integration-ls";

/// Settings that only the editor's plugin reads. `remote` is among them on purpose: what a client passes on may be a project's,
/// and a project must not choose whether the API is asked, or by whom.
const EDITOR_ONLY: [&str; 7] = ["path", "files", "trace", "trace.server", "remote", "remote.mode", "remote.profile"];

/// Our settings.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) settings: Value,
    /// Keys among them that are not ours to judge.
    pub(super) ignored: Vec<String>,
}

/// Our settings in what an editor has sent unasked; `None` if there are none.
///
/// They are in our section, in whatever way its name is written, or they are all there is.
pub(super) fn find(sent: &Value) -> Option<Found> {
    let object = sent.as_object()?;
    if let Some(section) = section(object) {
        return Some(asked(&section));
    }
    // Clients that pass on what stands in their own configuration may pass on its name, too.
    if let Some(inner) = object.get("settings").filter(|_| object.len() == 1) {
        return find(inner);
    }
    let is_ours = |name: &String| KEYS.iter().any(|key| key.names().any(|known| known == name));
    if !object.keys().any(is_ours) {
        return None;
    }
    // Without our section's name, only a key that looks like one of ours can be a mistake in one of ours.
    let is_foreign = |name: &&String| nearest(name, KEYS.iter().map(|key| key.name)).is_none();
    let foreign = object.keys().filter(is_foreign).cloned();
    Some(Found { settings: sent.clone(), ignored: EDITOR_ONLY.map(str::to_owned).into_iter().chain(foreign).collect() })
}

/// Our settings in the answer to a question for our section. Some clients answer with what contains the section.
pub(super) fn asked(answer: &Value) -> Found {
    let inner = answer.as_object().and_then(section);
    let settings = match inner.as_ref().unwrap_or(answer) {
        // An empty table of Lua or PHP is an empty list, too.
        Value::Array(list) if list.is_empty() => Value::Null,
        settings => settings.clone(),
    };
    Found { settings, ignored: EDITOR_ONLY.map(str::to_owned).to_vec() }
}

/// Our section: a member with its name, or members whose names begin with it and a dot.
fn section(object: &Map<String, Value>) -> Option<Value> {
    if let Some(section) = object.iter().find(|(name, _)| is_section(name)).map(|(_, section)| section) {
        return Some(section.clone());
    }
    let dotted = object.iter().filter_map(|(name, value)| {
        let (first, rest) = name.split_once('.')?;
        is_section(first).then(|| (rest.to_owned(), value.clone()))
    });
    let dotted: Map<String, Value> = dotted.collect();
    (!dotted.is_empty()).then_some(Value::Object(dotted))
}

/// Whether a name is that of our section: languages without hyphens in names write it in other ways.
fn is_section(name: &str) -> bool {
    let letters = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    letters(name).eq_ignore_ascii_case(&letters(SECTION))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn our_settings_are_found_wherever_they_are() {
        let ours = json!({"form": "create"});
        for sent in [
            ours.clone(),
            json!({"integration-ls": ours}),
            json!({"yaml": {}, "integration_ls": ours, "form": "update"}),
            json!({"integrationLs": ours}),
            json!({"integration-ls": {"integration-ls": ours}}),
            json!({"settings": {"integration-ls": ours}}),
            json!({"integration-ls.form": "create", "editor.tabSize": 2}),
        ] {
            assert_eq!(find(&sent).map(|found| found.settings), Some(ours.clone()), "{sent}");
        }
    }

    #[test]
    fn the_settings_of_others_are_not_ours() {
        for sent in [
            json!(null),
            json!([]),
            json!("form"),
            json!(7),
            json!({}),
            json!({"yaml": {}, "gopls": {"form": 1}}),
            json!({"files": {"exclude": {}}, "trace": {"server": "off"}}),
            json!({"settings": {"yaml": {}}}),
            json!({"provideFormatter": true}),
        ] {
            assert_eq!(find(&sent), None, "{sent}");
        }
        let mixed = find(&json!({"form": "create", "fomr": 1, "yaml": {}})).map(|found| found.ignored);
        assert!(
            mixed.is_some_and(|ignored| ignored.contains(&"yaml".to_owned()) && !ignored.contains(&"fomr".to_owned()))
        );
    }
}

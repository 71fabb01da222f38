//! The keys of a configuration, as a JSON Schema (draft 7) for editors and as a page for people.

use serde_json::{Map, Value, json};

use super::declaration::{KEYS, Key, LEVELS, Takes};
use crate::analysis::{Group, RULES};

/// The schema of an `integration-ls.toml`.
pub fn export() -> Value {
    let mut schema = table(KEYS);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("Configuration of integration-ls");
    schema
}

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut schema = takes(key.takes);
            schema["description"] = json!(key.summary);
            (key.name.to_owned(), schema)
        })
        .collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

fn takes(takes: Takes) -> Value {
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let levels = |names: Vec<(&str, &str)>| {
        let level = |summary: &str| json!({"enum": LEVELS, "description": summary});
        let properties: Map<String, Value> =
            names.into_iter().map(|(name, summary)| (name.to_owned(), level(summary))).collect();
        json!({"type": "object", "properties": properties, "additionalProperties": false})
    };
    match takes {
        Takes::Text => json!({"type": "string"}),
        Takes::Choice(choices) => json!({"enum": choices}),
        Takes::Globs => json!({"type": "array", "items": {"type": "string"}}),
        Takes::RuleNames => json!({"type": "array", "items": {"enum": rules}}),
        Takes::GroupLevels => levels(Group::ALL.map(|group| (group.name(), group.summary())).into()),
        Takes::RuleLevels => levels(RULES.iter().map(|rule| (rule.name, rule.summary)).collect()),
        Takes::Pointer => json!({"type": "string", "pattern": "^(/.*)?$"}),
        Takes::Tables(keys) => json!({"type": "array", "items": table(keys)}),
    }
}

/// The keys as a table in Markdown.
pub fn page() -> String {
    let mut page = String::from("| key | default | what it does |\n| --- | --- | --- |\n");
    for key in KEYS {
        page += &format!("| `{}` | `{}` | {} For example `{}`. |\n", key.name, key.default, key.summary, key.example);
        if let Takes::Tables(keys) = key.takes {
            for inner in keys {
                page += &format!("| `{}.{}` | `{}` | {} |\n", key.name, inner.name, inner.default, inner.summary);
            }
        }
    }
    page
}

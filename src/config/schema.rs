//! The configuration keys as a [draft 7 JSON Schema](https://json-schema.org/draft-07) for editors, and as a table for
//! people.

use serde_json::{Map, Value, json};

use super::declaration::{FORMS, KEYS, Key, SEVERITIES, Takes};
use crate::analysis::{Group, RULES};

/// The schema of an `integration-ls.toml`.
pub fn export() -> Value {
    let mut schema = table(KEYS);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("Configuration of integration-ls");
    schema
}

fn table<T>(keys: &[Key<T>]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let described = |description: &str| {
            let mut schema = value(&key.takes);
            schema["description"] = json!(description);
            schema
        };
        properties.insert(key.name.to_owned(), described(key.summary));
        for name in key.deprecated_names {
            properties.insert((*name).to_owned(), described(&format!("Deprecated: use `{}`.", key.name)));
        }
    }
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

fn value<T>(takes: &Takes<T>) -> Value {
    match takes {
        Takes::Text(_) | Takes::Baseline(_) => json!({"type": "string"}),
        Takes::Form(_) => json!({"enum": names(FORMS)}),
        Takes::Severity(_) => json!({"enum": names(SEVERITIES)}),
        Takes::Globs(..) => json!({"type": "array", "items": {"type": "string"}}),
        Takes::RuleNames(_) => {
            let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            json!({"type": "array", "items": {"enum": rules}})
        }
        Takes::GroupSeverities(_) => severities(Group::ALL.iter().map(|group| (group.name(), group.summary()))),
        Takes::RuleSeverities(_) => severities(RULES.iter().map(|rule| (rule.name, rule.summary))),
        Takes::Pointer(_) => json!({"type": "string", "pattern": "^(/.*)?$"}),
        Takes::Overrides(keys, _) => json!({"type": "array", "items": table(keys)}),
    }
}

fn names<V>(choices: &[(&'static str, V)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

/// The schema of a table from these names to severities.
fn severities(names_and_summaries: impl Iterator<Item = (&'static str, &'static str)>) -> Value {
    let severity = |summary: &str| json!({"enum": names(SEVERITIES), "description": summary});
    let properties: Map<String, Value> =
        names_and_summaries.map(|(name, summary)| (name.to_owned(), severity(summary))).collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// The keys as a Markdown table.
pub fn page() -> String {
    let mut page = String::from("| key | default | what it does |\n| --- | --- | --- |\n");
    for key in KEYS {
        let former = former_names(key);
        page += &format!(
            "| `{}` | `{}` | {}{former} For example `{}`. |\n",
            key.name, key.default, key.summary, key.example
        );
        if let Takes::Overrides(keys, _) = key.takes {
            for inner in keys {
                let former = former_names(inner);
                page +=
                    &format!("| `{}.{}` | `{}` | {}{former} |\n", key.name, inner.name, inner.default, inner.summary);
            }
        }
    }
    page
}

fn former_names<T>(key: &Key<T>) -> String {
    key.deprecated_names
        .iter()
        .map(|name| format!(" The former name `{name}` is deprecated, but still works."))
        .collect()
}

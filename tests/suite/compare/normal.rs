//! What means the same although it is written differently.

use integration_ls::contract::Form;
use integration_ls::syntax::{Dialect, Source};
use serde_json::{Map, Value};

use super::{changes, changes_of, lines};
use crate::mutation::{damage, rounds};
use crate::shared::{manifests, own_jsonc_manifests};

#[test]
fn what_the_server_fills_in_is_no_change() {
    for (old, new) in [
        (r#"{"visibility": "private"}"#, "{}"),
        (r#"{"public": false}"#, "{}"),
        (r#"{"title": null, "url": null}"#, "{}"),
        (r#"{"actions": {}, "secrets": {}, "user": {"tags": {}}}"#, r#"{"user": {}}"#),
        (r#"{"actions": {"a": null}}"#, "{}"),
        (r#"{"configuration": {"identifier": {"required": false}}}"#, "{}"),
        (r#"{"configuration": {"schema": {"type": "object", "properties": {}}}}"#, "{}"),
        (
            r#"{"interfaces": {"i": {"id": "itf_01J0000000000000000000000000", "name": "hitl", "version": "1.0.0"}}}"#,
            r#"{"interfaces": {"i": {"id": "itf_01J0000000000000000000000000"}}}"#,
        ),
        (r#"{"icon": "PHN2Zy8+"}"#, "{\"icon\": \"PHN2\\nZy8+\"}"),
        (r#"{"readme": "IyBB"}"#, r#"{"readme": "\u0049yBB"}"#),
        (
            r#"{"user": {"creation": {"enabled": true, "requiredTags": ["a", "b"]}}}"#,
            r#"{"user": {"creation": {"requiredTags": ["b", "a"], "enabled": true}}}"#,
        ),
        (
            r#"{"events": {"e": {"schema": {"type": "object", "properties": {"n": {"maximum": 10}}}}}}"#,
            r#"{"events": {"e": {"schema": {"properties": {"n": {"maximum": 1e1}}, "type": "object"}}}}"#,
        ),
    ] {
        for (old, new) in [(old, new), (new, old)] {
            assert_eq!(lines(&changes(old, new)), [""; 0], "{old}\n{new}");
        }
    }
}

/// The members of all objects in another order.
fn reversed(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .rev()
                .map(|(name, value)| format!("{}: {}", Value::from(name.as_str()), reversed(value)))
                .collect();
            format!("{{{}}}", members.join(",\n"))
        }
        Value::Array(elements) => format!("[{}]", elements.iter().map(reversed).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

#[test]
fn manifests_with_their_keys_in_another_order_are_the_same() {
    for (name, text) in manifests() {
        let value: Value = serde_json::from_str(&text).unwrap();
        for form in [Form::Create, Form::Update] {
            assert_eq!(lines(&changes_of(&text, &reversed(&value), form)), [""; 0], "{name}");
        }
    }
}

#[test]
fn whatever_is_removed_or_added_is_said() {
    for (name, text) in manifests() {
        let value: Value = serde_json::from_str(&text).unwrap();
        for section in ["actions", "events", "channels", "states", "entities", "configurations", "interfaces"] {
            let entries = value.get(section).and_then(Value::as_object).map(Map::keys).into_iter().flatten();
            for entry in entries.filter(|entry| !value[section][entry.as_str()].is_null()).take(1) {
                let mut without = value.clone();
                without[section].as_object_mut().unwrap().remove(entry);
                let path = format!("{section}/{entry}");
                let removed = changes(&text, &without.to_string());
                assert_eq!(removed.changes[0].path.join("/"), path, "{name}");
                assert_eq!(removed.verdict().name(), "breaks", "{name}: {path}");
                let added = changes(&without.to_string(), &text);
                assert_eq!((added.changes.len(), added.verdict().name()), (1, "fine"), "{name}: {path}");
            }
        }
    }
}

#[test]
fn any_two_texts_can_be_compared() {
    let texts: Vec<String> = manifests().into_iter().chain(own_jsonc_manifests()).map(|(_, text)| text).collect();
    let texts: Vec<&String> = texts.iter().filter(|text| text.len() < 60_000).collect();
    let mut random = fastrand::Rng::with_seed(14);
    for round in 0..rounds(60) {
        let old = texts[round % texts.len()];
        let mut new = old.clone();
        damage(&mut random, &mut new, 1..6);
        let before = Source::new(old.clone(), Dialect::Jsonc);
        let after = Source::new(new.clone(), Dialect::Jsonc);
        for form in [Form::Create, Form::Update] {
            let comparison = integration_ls::compare::compare(before.root(), after.root(), form, false);
            for change in &comparison.changes {
                let is_in = |range: Option<integration_ls::text::TextRange>, text: &str| {
                    range.is_none_or(|range| text.get(range.to_std_range()).is_some())
                };
                assert!(is_in(change.old, old) && is_in(change.new, &new) && is_in(change.around, &new), "{change:?}");
                assert!(change.old.is_some() || change.new.is_some(), "{change:?}");
                assert!(change.reason.ends_with('.'), "{change:?}");
            }
        }
    }
}

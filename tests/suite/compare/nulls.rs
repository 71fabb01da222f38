//! Writing `null` for what an update removes.

use integration_ls::analysis::edits::applied;
use integration_ls::analysis::removals::write_nulls;
use integration_ls::contract::Form;
use integration_ls::syntax::{Dialect, Kind, Node, Source};
use serde_json::Value;

use super::changes_of;
use crate::mutation::rounds;
use crate::shared::{manifests, own_jsonc_manifests};

/// The text with every `null` that is missing.
fn written(old: &str, new: &str) -> String {
    let comparison = changes_of(old, new, Form::Update);
    let kept = comparison.changes.iter().filter(|change| change.is_kept).map(|change| change.path.as_slice());
    let source = Source::new(new.to_owned(), Dialect::Jsonc);
    applied(new, &write_nulls(&source, kept))
}

#[test]
fn in_the_style_of_the_document() {
    let old =
        r#"{"url": "https://a.b", "secrets": {"A": ""}, "actions": {"x": {}, "y": {}}, "user": {"tags": {"t": {}}}}"#;
    for (new, expected) in [
        (
            "{}",
            r#"{"actions": {"x": null, "y": null}, "secrets": {"A": null}, "url": null, "user": {"tags": {"t": null}}}"#,
        ),
        (
            "{\n  \"actions\": {\n    \"y\": {}\n  },\n  \"secrets\": {}\n}\n",
            "{\n  \"actions\": {\n    \"y\": {},\n    \"x\": null\n  },\n  \"secrets\": {\n    \"A\": null\n  },\n  \"url\": null,\n  \"user\": {\"tags\": {\"t\": null}}\n}\n",
        ),
        (r#"{"actions":{"x":null,"y":{}},"secrets":{"A":"s"},"url":null,"user":{"tags":{"t":null}}}"#, ""),
    ] {
        let expected = if expected.is_empty() { new } else { expected };
        assert_eq!(written(old, new), expected);
    }
}

/// Removes some entries of the maps of a manifest.
fn thinned(value: &mut Value, random: &mut fastrand::Rng, depth: usize) {
    let Some(members) = value.as_object_mut() else { return };
    members.retain(|_, _| random.usize(..8) > 0);
    if depth > 0 {
        members.values_mut().for_each(|value| thinned(value, random, depth - 1));
    }
}

/// Whether what was there is there, in the same order.
fn has_all_of(before: &str, after: &str) -> bool {
    let mut rest = after;
    let source = Source::new(before.to_owned(), Dialect::Jsonc);
    let is_scalar = |node: &Node<'_>| !matches!(node.kind(), Kind::Object | Kind::Array | Kind::Property);
    let tokens = source.root().into_iter().flat_map(Node::subtree).filter(is_scalar);
    for token in tokens {
        let Some(at) = rest.find(token.source()) else { return false };
        rest = &rest[at + token.source().len()..];
    }
    true
}

#[test]
fn only_nulls_are_inserted_and_twice_is_once() {
    let mut texts: Vec<String> = manifests().into_iter().map(|(_, text)| text).collect();
    texts.extend(own_jsonc_manifests().into_iter().map(|(_, text)| text));
    texts.retain(|text| text.len() < 100_000);
    let mut random = fastrand::Rng::with_seed(7);
    let mut count = 0;
    for round in 0..rounds(300) {
        let old = &texts[round % texts.len()];
        let Ok(mut value) = serde_json::from_str::<Value>(old) else { continue };
        thinned(&mut value, &mut random, 2);
        let new = if random.bool() { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() };
        let text = written(old, &new);
        count += usize::from(text != new);
        assert!(has_all_of(&new, &text), "{new}\n{text}");
        assert_eq!(written(old, &text), text, "twice is once");
        // What is there without the nulls is what was there.
        let before: Value = serde_json::from_str(&new).unwrap();
        let after: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(pruned(&after, &before), before, "{new}\n{text}");
        let again = changes_of(old, &text, Form::Update);
        assert!(!again.changes.iter().any(|change| change.is_kept), "{text}");
    }
    assert!(count > rounds(300) / 4, "{count}");
}

/// A value without the members that are `null` and that `before` does not have, nor what has only such members.
fn pruned(value: &Value, before: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().filter_map(|(name, value)| {
                let known = before.get(name);
                let inner = pruned(value, known.unwrap_or(&Value::Null));
                let is_new =
                    known.is_none() && (inner.is_null() || inner.as_object().is_some_and(|inner| inner.is_empty()));
                (!is_new).then(|| (name.clone(), inner))
            });
            Value::Object(members.collect())
        }
        other => other.clone(),
    }
}

//! Sound manifests: none gets an error, and no beginning of one upsets anything.

use std::collections::BTreeMap;

use integration_ls::analysis::{Document, Options, Severity};
use integration_ls::features::completion::complete;
use integration_ls::features::hover::hover;
use integration_ls::syntax::{Dialect, Kind, Node};
use integration_ls::text::{TextRange, floor_boundary};

use crate::invariants;
use crate::mutation::{Edit, SEEDS, rounds};
use crate::shared::{manifests, own_jsonc_manifests};

#[test]
fn no_manifest_has_an_error() {
    let mut others: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    let json = manifests().into_iter().map(|manifest| (Dialect::Json, manifest));
    let jsonc = own_jsonc_manifests().into_iter().map(|manifest| (Dialect::Jsonc, manifest));
    for (dialect, (name, text)) in json.chain(jsonc) {
        let document = Document::new(text, dialect, Options::default());
        for diagnostic in document.diagnostics() {
            assert_ne!(
                diagnostic.severity,
                Severity::Error,
                "{name}: [{}] {}",
                diagnostic.rule.name,
                diagnostic.message
            );
            *others.entry((diagnostic.severity, diagnostic.rule.name)).or_default() += 1;
        }
    }
    for ((severity, rule), count) in others {
        eprintln!("{count} × {severity} [{rule}] over all manifests");
    }
}

/// The whole pipeline over one text: nothing panics, every range is a piece of the text.
fn pipeline(text: &str) {
    let document = Document::new(text.to_owned(), Dialect::Json, Options::default());
    for diagnostic in document.diagnostics() {
        assert!(text.get(diagnostic.range.to_std_range()).is_some(), "{diagnostic:?}");
        assert!(
            diagnostic.related.iter().all(|related| text.get(related.range.to_std_range()).is_some()),
            "{diagnostic:?}"
        );
    }
    for offset in [0, text.len() / 2, text.len().saturating_sub(1), text.len()] {
        let offset = floor_boundary(text, offset) as u32;
        if let Some(hover) = hover(&document, offset) {
            assert!(text.get(hover.range.to_std_range()).is_some());
        }
        for item in complete(&document, offset, true) {
            assert!(text.get(item.replace_range.to_std_range()).is_some(), "{item:?}");
        }
    }
}

#[test]
fn every_prefix_of_a_seed() {
    for seed in SEEDS {
        for end in (0..=seed.len()).filter(|&end| seed.is_char_boundary(end)) {
            pipeline(&seed[..end]);
        }
    }
}

#[test]
fn prefixes_of_every_manifest() {
    for (_, text) in manifests() {
        // Every file, sampled: the small ones more densely, the largest at a dozen places.
        let steps = (4_000_000 / text.len().max(1)).clamp(8, 60);
        for step in 0..=steps {
            pipeline(&text[..floor_boundary(&text, text.len() * step / steps)]);
        }
    }
}

#[test]
fn diagnostics_after_edits_equal_those_of_the_new_text() {
    let bad = "{\"title\": \"\", \"actions\": {\"a\": {}, \"sendMail\": {\"input\": null, \"output\": {\"schema\": 1}}}, \"secrets\": {\"a\": \"\"}, \"user\": {\"tags\": {\"x\": {\"titel\": 1}}, \"creation\": {\"enabled\": true, \"requiredTags\": [\"y\"]}}}";
    let unclosed = "{\"title\": \"x, \"url\": \"y, \"actions: {\"a\": {\"titel\": \"z, \"input: {}}, \"b\": 1}, \"user: {\"tags: {\"A\": {\"title\": \"\n}}}}";
    let mut random = fastrand::Rng::with_seed(3);
    for round in 0..rounds(6_000) / 12 {
        let mut text = [SEEDS[0], bad, unclosed][round % 3].to_owned();
        let mut document = invariants::edits::document(&text, Dialect::Json);
        for _ in 0..12 {
            let edit = Edit::random(&mut random, &text);
            edit.apply(&mut text);
            // There may be several edits between two analyses.
            let checks = random.bool();
            let range = TextRange::new(edit.start as u32, edit.end as u32);
            invariants::edits::hold(&mut document, range, &edit.inserted, checks);
        }
    }
}

/// What is found in a property of a schema is kept while others change, unless something in the schema refers elsewhere.
#[test]
fn diagnostics_after_edits_inside_schemas_equal_those_of_the_new_text() {
    const KEYS: [&str; 10] = [
        r#""properties""#,
        r#""required""#,
        r#""enum""#,
        r#""default""#,
        r#""$ref""#,
        r#""\u0024ref""#,
        r#""not""#,
        r#""type""#,
        r#""address""#,
        r#""x-zui""#,
    ];
    const VALUES: [&str; 9] = [
        "1",
        r#""string""#,
        r#"["address", "address", "none"]"#,
        r##"{"$ref": "#/properties/address", "description": "It is described there, and only there, by its author."}"##,
        r##"{"$ref": "#/definitions/none"}"##,
        r#"{"type": "strng", "minLength": 3, "maxLength": 1, "enum": ["a", "a"], "default": 1}"#,
        r#"{"type": "object", "required": ["b"], "properties": {"a": {"type": "string", "default": 1, "description": "A property of a property"}}}"#,
        "null",
        "false",
    ];
    const TEXT: &str = r#"{
  "title": "Acme",
  "actions": {"send": {"input": {"schema": {"type": "object", "required": ["address", "parts"], "properties": {
    "address": {"type": "string", "format": "email", "default": "a", "description": "The mail address of the recipient."},
    "parts": {"type": "array", "items": {"type": "object", "required": ["none"], "properties": {
      "kind": {"enum": ["text", "text", "file"], "description": "What kind of part it is, told apart by its name."},
      "body": {"type": "object", "properties": {"text": {"type": "strng", "maxLength": 1, "minLength": 2, "title": "The text"}}}
    }}}
  }}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string", "minimum": 1, "title": "The identifier"}}}}}}
}"#;
    let real = manifests().into_iter().map(|(_, text)| text).filter(|text| text.len() < 40_000);
    let mut random = fastrand::Rng::with_seed(5);
    for text in std::iter::repeat_n(TEXT.to_owned(), 200).chain(real) {
        let mut document = invariants::edits::document(&text, Dialect::Json);
        for _ in 0..20 {
            let nodes: Vec<_> = document.source().root().into_iter().flat_map(Node::subtree).collect();
            let written = nodes.into_iter().filter(|node| node.kind() != Kind::Property && !node.range().is_empty());
            let written: Vec<_> = written.skip(1).collect();
            let Some(node) = written.get(random.usize(..written.len().max(1))) else { break };
            let choices: &[&str] = if node.is_key() { &KEYS } else { &VALUES };
            let (range, inserted) = (node.range(), choices[random.usize(..choices.len())]);
            invariants::edits::hold(&mut document, range, inserted, random.bool());
        }
    }
}

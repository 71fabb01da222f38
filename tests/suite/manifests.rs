//! Our own manifests in `tests/data/manifests` are what other tests take them for: together they contain everything
//! that a manifest can contain, and the only errors in them are the missing titles and descriptions of the incomplete
//! ones.

use std::collections::BTreeSet;

use integration_ls::analysis::{Document, Group, Options, Severity};
use integration_ls::contract::manifest::MANIFEST;
use integration_ls::contract::{Form, Object, Shape, Text};
use integration_ls::syntax::Dialect;
use serde_json::{Value, json};

use crate::contract::every_field;
use crate::shared::{contract, incomplete_manifests, own_jsonc_manifests, own_manifests};

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn of_form(form: Form) -> impl Iterator<Item = (String, Value)> {
    own_manifests()
        .into_iter()
        .filter(move |(name, _)| name.contains(&format!("/{form}/")))
        .map(|(name, text)| (name, value(&text)))
}

#[test]
fn each_is_in_the_folder_of_its_form() {
    for form in [Form::Create, Form::Update] {
        for (name, manifest) in of_form(form) {
            let is_create = manifest.get("name").is_some() || manifest.get("version").is_some();
            assert_eq!(is_create, form == Form::Create, "{name}");
        }
    }
}

#[test]
fn every_field_every_allowed_value_and_every_removal_occurs_in_each_form() {
    for form in [Form::Create, Form::Update] {
        let mut wanted = BTreeSet::new();
        every_field(&MANIFEST, "", &mut |field, path| {
            if !field.forms.has(form) {
                return;
            }
            wanted.insert(path.to_owned());
            if field.nullable.has(form) {
                wanted.insert(format!("{path} = null"));
            }
            if let Shape::Text(Text { choices, .. }) = field.shape {
                wanted.extend(choices.iter().map(|choice| format!("{path} = {:?}", choice.value)));
            }
        });
        let mut met = BTreeSet::new();
        for (_, manifest) in of_form(form) {
            note(&manifest, &MANIFEST, "", &mut met);
        }
        let absent: Vec<_> = wanted.difference(&met).collect();
        assert!(absent.is_empty(), "add these to a manifest in tests/data/manifests/{form}: {absent:#?}");
    }
}

/// Notes which declared fields occur in an object, in the notation of the test above.
fn note(value: &Value, declared: &'static Object, path: &str, met: &mut BTreeSet<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        if let Some(field) = declared.field(key) {
            note_value(value, field.shape, format!("{path}/{}", field.name), met);
        }
    }
}

fn note_value(value: &Value, shape: Shape, path: String, met: &mut BTreeSet<String>) {
    match shape {
        Shape::Object(declared) => note(value, declared, &path, met),
        Shape::Map(map) => {
            for value in value.as_object().into_iter().flat_map(|entries| entries.values()) {
                note_value(value, map.entry.shape, format!("{path}/{}", map.entry.name), met);
            }
        }
        _ => {}
    }
    if value.is_null() || value.is_string() {
        met.insert(format!("{path} = {value}"));
    }
    met.insert(path);
}

/// Keywords of JSON Schema: those of real manifests, and some more.
const KEYWORDS: &str = "$ref $schema additionalItems additionalProperties allOf anyOf const contains default \
    definitions dependencies else enum exclusiveMinimum format if items maxItems maxLength maximum minItems minLength \
    minimum multipleOf not oneOf pattern patternProperties properties propertyNames required then type uniqueItems";
/// Keywords of OpenAPI.
const OF_OPENAPI: &str = "discriminator propertyName";
/// Keywords that the user interface of the service reads.
const OF_THE_USER_INTERFACE: &str = "x-zui def displayAs hidden placeholder secret title";

#[test]
fn the_schemas_use_the_keywords_that_real_ones_use() {
    let mut keys = BTreeSet::new();
    for (_, text) in own_manifests() {
        note_keys_of_schemas(&value(&text), false, &mut keys);
    }
    for key in [KEYWORDS, OF_OPENAPI, OF_THE_USER_INTERFACE].into_iter().flat_map(str::split_whitespace) {
        assert!(keys.contains(key), "no schema in tests/data has {key:?}");
    }
}

fn note_keys_of_schemas(value: &Value, is_in_schema: bool, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                if is_in_schema {
                    keys.insert(key.clone());
                }
                note_keys_of_schemas(value, is_in_schema || key == "schema", keys);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|value| note_keys_of_schemas(value, is_in_schema, keys)),
        _ => {}
    }
}

#[test]
fn interfaces_are_mapped_in_all_their_parts() {
    let manifests: Vec<Value> = own_manifests().iter().map(|(_, text)| value(text)).collect();
    let interfaces = || manifests.iter().filter_map(|manifest| manifest["interfaces"].as_object()).flatten();
    for part in ["entities", "actions", "events", "channels"] {
        assert!(interfaces().any(|(_, interface)| interface[part].as_object().is_some_and(|part| !part.is_empty())));
    }
    for key in ["typing-indicator", "llm<modelRef>", "speech-to-text<voice,tempo>"] {
        assert!(interfaces().any(|(name, _)| name == key), "no interface in tests/data is called {key:?}");
    }
}

#[test]
fn the_manifests_have_varied_layouts() {
    let json = own_manifests();
    let jsonc = own_jsonc_manifests();
    let has = |text: &str, any: &dyn Fn(char) -> bool| text.contains(any);
    let some_json = |what: &str, is: &dyn Fn(&str) -> bool| {
        assert!(json.iter().any(|(_, text)| is(text)), "no manifest in tests/data has {what}");
    };
    some_json("100 KB", &|text| text.len() > 100_000);
    some_json("less than 10 bytes", &|text| text.len() < 10);
    some_json("no line break in 20 KB", &|text| text.len() > 20_000 && !text.contains('\n'));
    some_json("Windows line ends throughout", &|text| text.contains('\r') && !text.replace("\r\n", "").contains('\n'));
    some_json("an indentation of one space", &|text| text.contains("\n \""));
    some_json("an indentation of two spaces", &|text| text.contains("\n  \""));
    some_json("an indentation of four spaces", &|text| text.contains("\n    \"") && !text.contains("\n  \""));
    some_json("tabs", &|text| text.contains("\n\t\""));
    some_json("no line break at the end", &|text| !text.ends_with('\n'));
    some_json("characters outside the basic multilingual plane", &|text| has(text, &|c| c > '\u{ffff}'));
    some_json("surrogate pairs written as escapes", &|text| text.contains("\\ud83d\\udd8b") && text.is_ascii());
    some_json("combining marks", &|text| has(text, &|c| ('\u{300}'..'\u{370}').contains(&c)));
    some_json("right-to-left text", &|text| has(text, &|c| ('\u{600}'..'\u{700}').contains(&c)));
    some_json("joined emoji", &|text| text.contains('\u{200d}'));
    some_json("a line separator that is not one in JSON", &|text| text.contains('\u{2028}'));
    some_json("escaped control characters", &|text| text.contains("\\u0000"));
    some_json("a key that a JSON Pointer escapes", &|text| text.contains("/d~e\""));
    some_json("an empty key", &|text| text.contains("\"\": {"));
    some_json("a bundle of JavaScript", &|text| {
        text.contains("\"code\":\"\\\"use strict\\\";") && text.contains("\\\\p{")
    });
    some_json("a script in VRL", &|text| {
        text.contains("\"extractScript\":") && text.contains("parse_json!(string!(.body))")
    });
    some_json("a title behind the actions", &|text| text.find("\"title\"") > text.find("\"actions\""));

    let some_jsonc = |what: &str, is: &dyn Fn(&str) -> bool| {
        assert!(jsonc.iter().any(|(_, text)| is(text)), "no JSONC manifest in tests/data has {what}");
    };
    some_jsonc("a comment", &|text| text.contains("// "));
    some_jsonc("a block comment over two lines", &|text| text.contains("/* A block comment\n"));
    some_jsonc("a comma before a bracket", &|text| text.contains(",]") && text.contains(",\n}"));
    some_jsonc("what looks like a comment in a string", &|text| text.contains("http://ferry.example/*\""));
    some_jsonc("its form in a comment", &|text| text.starts_with("// integration-ls-form: update\n"));
    some_jsonc("a comment that silences a diagnostic", &|text| text.contains("// integration-ls-ignore "));
}

/// An independent validator with the API's own schema objects to nothing but the keys that we call undeclared.
#[test]
fn the_schema_of_the_api_accepts_them() {
    for form in [Form::Create, Form::Update] {
        let mut schema = contract(form);
        to_draft_7(&mut schema);
        let validator = jsonschema::draft7::new(&schema).unwrap();
        for (name, text) in own_manifests().into_iter().filter(|(name, _)| name.contains(&format!("/{form}/"))) {
            let mut theirs = Vec::new();
            for error in validator.iter_errors(&value(&text)) {
                let jsonschema::error::ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() else {
                    panic!("{name}: {error}")
                };
                theirs.extend(unexpected.iter().map(|key| format!("{}/{key}", error.instance_path())));
            }
            let document = Document::new(text, Dialect::Json, Options::default());
            let diagnostics = document.diagnostics().to_vec();
            let undeclared =
                diagnostics.iter().filter(|found| matches!(found.rule.name, "accepted-extra-key" | "editor-key"));
            let mut ours: Vec<_> = undeclared
                .map(|found| document.source().node_at(found.range.start).unwrap().pointer().to_string())
                .collect();
            ours.sort();
            theirs.sort();
            assert_eq!(ours, theirs, "{name}");
        }
    }
}

/// Turns `nullable` of OpenAPI 3.0 into the `type` that says the same in JSON Schema.
fn to_draft_7(schema: &mut Value) {
    if let Value::Object(members) = schema {
        if members.remove("nullable") == Some(json!(true)) {
            members["type"] = json!([members["type"], "null"]);
        }
        members.values_mut().for_each(to_draft_7);
    }
}

#[test]
fn incomplete_manifests_lack_only_titles_and_descriptions() {
    for (name, text) in incomplete_manifests() {
        let document = Document::new(text, Dialect::Json, Options::default());
        let errors = document.diagnostics().iter().filter(|found| found.severity == Severity::Error);
        let other: Vec<_> = errors.filter(|found| found.rule.group != Group::Hub).map(|found| &found.message).collect();
        assert!(other.is_empty(), "{name}: {other:?}");
    }
}

//! Our declaration of the contract against the machine-readable copy of it, and the exported schema
//! against our own verdicts.

use std::collections::BTreeMap;

use integration_ls::analysis::{Document, FormChoice, Group, Options};
use integration_ls::contract::manifest::MANIFEST;
use integration_ls::contract::schema::SCHEMA;
use integration_ls::contract::{EntryKind, Field, Form, Forms, Object, Shape, Status, json_schema};
use integration_ls::syntax::Dialect;
use serde_json::{Value, json};

use crate::mutation::{damage, rounds};
use crate::shared::{contract, folder, manifests};

/// The exported schema in the dialect of the copy (OpenAPI 3): that `null` is allowed is a keyword of its own, and there are no
/// explanations. Keys that the API merely tolerates have no type in the export, and are left out.
fn as_openapi(schema: &Value) -> Value {
    const KEPT: &[&str] = &["minLength", "maxLength", "enum", "required", "deprecated"];
    if let Some(alternatives) = schema["anyOf"].as_array() {
        assert_eq!(alternatives[1], json!({"type": "null"}));
        let mut plain = as_openapi(&alternatives[0]);
        plain["nullable"] = json!(true);
        if let Some(deprecated) = schema.get("deprecated") {
            plain["deprecated"] = deprecated.clone();
        }
        return plain;
    }
    let mut plain: serde_json::Map<String, Value> =
        schema.as_object().unwrap().clone().into_iter().filter(|(key, _)| KEPT.contains(&&**key)).collect();
    plain.insert("type".to_owned(), schema["type"].clone());
    if let Some(properties) = schema["properties"].as_object() {
        let declared =
            properties.iter().filter(|(_, property)| property.get("type").or(property.get("anyOf")).is_some());
        let properties = declared.map(|(name, property)| (name.clone(), as_openapi(property))).collect();
        plain.insert("properties".to_owned(), Value::Object(properties));
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get(key) {
            plain.insert(key.to_owned(), if inner.is_object() { as_openapi(inner) } else { inner.clone() });
        }
    }
    Value::Object(plain)
}

/// Every difference between two schemas, with its place. The order within `required` and `enum` does not matter.
pub(crate) fn differences(ours: &Value, theirs: &Value, place: &str, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for key in ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key))) {
                match (ours.get(key), theirs.get(key)) {
                    (Some(a), Some(b)) => differences(a, b, &format!("{place}/{key}"), found),
                    (a, b) => found.push(format!("{place}/{key}: ours {a:?}, theirs {b:?}")),
                }
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() && a.iter().all(|item| b.contains(item)) => {}
        (a, b) if a == b => {}
        (a, b) => found.push(format!("{place}: ours {a}, theirs {b}")),
    }
}

#[test]
fn the_declaration_is_the_contract() {
    for form in [Form::Create, Form::Update] {
        let mut found = Vec::new();
        let ours = as_openapi(&json_schema::export(Some(form), true));
        differences(&ours, &contract(form), "", &mut found);
        assert!(
            found.is_empty(),
            "src/contract/manifest.rs and tests/data/contract/{form}.json must declare the same:\n{}",
            found.join("\n")
        );
    }
}

/// Visits every field that is declared below `object`, entries of maps included. Each has a path: `/actions/<action>/title`.
pub(crate) fn every_field(object: &'static Object, path: &str, visit: &mut dyn FnMut(&'static Field, &str)) {
    for field in object.fields {
        let path = format!("{path}/{}", field.name);
        visit(field, &path);
        match field.shape {
            Shape::Object(object) => every_field(object, &path, visit),
            Shape::Map(map) => {
                assert_eq!(map.entry.entry, Some(map.kind), "{path}");
                let path = format!("{path}/{}", map.entry.name);
                visit(&map.entry, &path);
                if let Shape::Object(object) = map.entry.shape {
                    every_field(object, &path, visit);
                }
            }
            _ => {}
        }
    }
}

/// Visits every keyword of a schema, with the entries of its maps and the elements of its lists.
fn every_keyword(visit: &mut dyn FnMut(&'static Field, &str)) {
    fn below(field: &'static Field, path: &str, visit: &mut dyn FnMut(&'static Field, &str)) {
        visit(field, path);
        let inner = if field.shape.is_schema() { &[] } else { field.shape.fields() };
        for field in inner {
            below(field, &format!("{path}/{}", field.name), visit);
        }
        if let Some(element) = field.shape.element() {
            below(element, &format!("{path}/*"), visit);
        }
    }
    for field in SCHEMA.fields {
        below(field, &format!("<schema>/{}", field.name), visit);
    }
}

#[test]
fn every_field_explains_itself() {
    let mut explains_itself = |field: &'static Field, path: &str| {
        assert!(
            field.summary.ends_with('.') && field.summary.len() > 10,
            "{path}: the summary must be a sentence that ends in a full stop"
        );
        assert!(field.detail.is_empty() || field.detail.ends_with('.'), "{path}: {}", field.detail);
        assert!(serde_json::from_str::<Value>(field.example).is_ok(), "{path}: the example is not valid JSON");
        assert_eq!(field.nullable == Forms::None, field.null.is_empty(), "{path} does not say what null does");
    };
    every_field(&MANIFEST, "", &mut explains_itself);
    every_keyword(&mut explains_itself);
}

/// The example of a field, put where it belongs.
fn with_example(path: &str, example: &Value) -> Value {
    let mut value = example.clone();
    for segment in path.split('/').skip(1).collect::<Vec<_>>().into_iter().rev() {
        let key = if segment == EntryKind::Secret.placeholder() {
            EntryKind::Secret.sample_name()
        } else {
            segment.trim_matches(['<', '>']).to_owned()
        };
        value = json!({key: value});
    }
    value
}

/// What a string refers to is declared around it, or nothing could be found.
#[test]
fn every_reference_has_something_to_refer_to() {
    let mut found = Vec::new();
    every_field(&MANIFEST, "", &mut |field, path| {
        let Some(kind) = field.refers_to else { return };
        let mut holders = vec![(String::new(), &MANIFEST)];
        let mut shape = Shape::Object(&MANIFEST);
        let mut at = String::new();
        for segment in path.split('/').skip(1) {
            let fields = shape.fields();
            shape = fields.iter().find(|field| field.name == segment).unwrap().shape;
            at += &format!("/{segment}");
            if let Shape::Object(object) = shape {
                holders.push((at.clone(), object));
            }
        }
        let scope = holders.iter().rev().find_map(|(at, object)| Some((at, object.map_of(kind)?.name)));
        let (holder, map) = scope.unwrap_or_else(|| panic!("{path} refers to what nothing declares"));
        found.push(format!("{path} → {holder}/{map}"));
    });
    assert_eq!(
        found,
        [
            "/channels/<channel>/conversation/creation/requiredTags → /channels/<channel>/conversation/tags",
            "/user/creation/requiredTags → /user/tags",
            "/interfaces/<interface>/entities/<mapping>/name → /entities",
            "/interfaces/<interface>/actions/<mapping>/name → /actions",
            "/interfaces/<interface>/events/<mapping>/name → /events",
            "/interfaces/<interface>/channels/<mapping>/name → /channels",
        ]
    );
}

/// Real manifests carry these keys, and the API accepts them though it does not declare them.
#[test]
fn keys_that_the_api_merely_tolerates_get_a_hint() {
    let schema = r#""schema": {"type": "object"}, "ui": {}"#;
    let text = format!(
        r#"{{"configuration": {{{schema}}}, "configurations": {{"key": {{{schema}}}}},
            "channels": {{"thread": {{"name": "thread", "messages": {{"text": {{{schema}}}}}}}}},
            "actions": {{"send": {{"name": "send", "input": {{{schema}}}, "output": {{{schema}}}}}}},
            "events": {{"sent": {{"name": "sent", {schema}}}}}, "states": {{"sync": {{"type": "user", {schema}}}}},
            "entities": {{"mailbox": {{{schema}}}}}}}"#
    );
    let document = Document::new(text, Dialect::Json, Options::default());
    let diagnostics = document.diagnostics().to_vec();
    let found: Vec<_> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.rule.group == Group::Contract)
        .map(|found| {
            assert_eq!(found.rule.name, "accepted-extra-key", "{}", found.message);
            document.source().node_at(found.range.start + 1).unwrap().pointer().to_string()
        })
        .collect();
    assert_eq!(
        found,
        [
            "/configuration/ui",
            "/configurations/key/ui",
            "/channels/thread/name",
            "/channels/thread/messages/text/ui",
            "/actions/send/name",
            "/actions/send/input/ui",
            "/actions/send/output/ui",
            "/events/sent/name",
            "/events/sent/ui",
            "/states/sync/ui",
            "/entities/mailbox/ui",
        ]
    );
}

/// What the API's documentation says of secrets has to be on their hover.
#[test]
fn hovers_of_secrets_explain_their_scope_and_names() {
    let field = MANIFEST.map_of(EntryKind::Secret).unwrap();
    for fact in [
        "belong to the integration, not to a single installation",
        "SCREAMING_SNAKE_CASE",
        "environment variable `SECRET_`",
    ] {
        assert!(field.detail.contains(fact), "{}", field.detail);
    }
}

/// An update removes an extra operation with `null`, a create cannot.
#[test]
fn an_extra_operation_can_be_removed_only_in_an_update() {
    let text = r#"{"extraOperations": {"ping": null, "pong": {"enabled": false}}}"#;
    assert_eq!(our_verdict(text, Form::Update), Ok(()));
    let refused =
        our_verdict(&text.replacen('{', r#"{"name": "a", "version": "1.0.0", "#, 1), Form::Create).unwrap_err();
    assert!(matches!(&refused[..], [one] if one.starts_with("null-not-allowed")), "{refused:?}");
}

#[test]
fn every_example_fits_its_field() {
    every_field(&MANIFEST, "", &mut |field, path| {
        let value = with_example(path, &serde_json::from_str(field.example).unwrap());
        for form in [Form::Create, Form::Update].into_iter().filter(|&form| field.forms.has(form)) {
            let mut options = Options { form: FormChoice::Force(form), ..Options::default() };
            // The surroundings of the example are not complete, and examples are not to be sent.
            for group in [Group::Hub, Group::Hygiene, Group::References] {
                options.severities.set_group(group, None);
            }
            let document = Document::new(value.to_string(), Dialect::Json, options);
            let own: Vec<_> = document
                .diagnostics()
                .iter()
                .filter(|diagnostic| {
                    !matches!(
                        diagnostic.rule.name,
                        "missing-key" | "deprecated-key" | "accepted-extra-key" | "editor-key"
                    )
                })
                .map(|diagnostic| format!("{} {}", diagnostic.rule.name, diagnostic.message))
                .collect();
            assert!(own.is_empty(), "{path} as {form}: {own:?}");
        }
    });
}

#[test]
fn the_outline_of_the_contract() {
    let mut outline = String::new();
    every_field(&MANIFEST, "", &mut |field, path| {
        let forms = |name, forms: Forms| match forms {
            Forms::None => String::new(),
            Forms::Create => format!(", {name} in a create"),
            Forms::Update => format!(", {name} in an update"),
            Forms::Both => format!(", {name}"),
        };
        let only = if field.forms == Forms::Both { String::new() } else { forms("only", field.forms) };
        let status = if field.status == Status::Stable {
            String::new()
        } else {
            format!(", {:?}", field.status).chars().take_while(|&c| c != '(').collect()
        };
        outline += &format!(
            "{path}: {}{only}{}{}{status}\n",
            field.shape.noun(),
            forms("required", field.required),
            forms("nullable", field.nullable)
        );
    });
    insta::assert_snapshot!(outline);
}

/// The rules that say what a JSON Schema can say too.
const IN_SCHEMA: &[&str] = &[
    "wrong-type",
    "null-not-allowed",
    "unknown-key",
    "other-form-key",
    "missing-key",
    "unknown-value",
    "too-long",
    "too-short",
];

fn our_verdict(text: &str, form: Form) -> Result<(), Vec<String>> {
    let document =
        Document::new(text.to_owned(), Dialect::Json, Options { form: FormChoice::Force(form), ..Options::default() });
    let found = document.diagnostics().iter().filter(|diagnostic| IN_SCHEMA.contains(&diagnostic.rule.name));
    let found: Vec<String> =
        found.map(|diagnostic| format!("{}: {}", diagnostic.rule.name, diagnostic.message)).collect();
    if found.is_empty() { Ok(()) } else { Err(found) }
}

#[test]
fn the_exported_schema_agrees_with_the_rules() {
    let mut texts: Vec<String> =
        manifests().into_iter().map(|(_, text)| text).filter(|text| text.len() < 30_000).collect();
    texts.push(include_str!("../../examples/acme-mail.integration.json").to_owned());
    let mut random = fastrand::Rng::with_seed(4);
    for form in [Form::Create, Form::Update] {
        let validator = jsonschema::draft7::new(&json_schema::export(Some(form), false)).unwrap();
        let either = jsonschema::draft7::new(&json_schema::export(None, false)).unwrap();
        let mut both = [0, 0];
        let mut judge = |text: &str| {
            let Ok(value) = serde_json::from_str::<Value>(text) else { return };
            // An object with a key twice is not the same to a schema, which sees the last one alone.
            let document = Document::new(text.to_owned(), Dialect::Json, Options::default());
            if document.diagnostics().iter().any(|diagnostic| diagnostic.rule.name == "duplicate-key")
                || !value.is_object()
            {
                return;
            }
            let theirs = validator.is_valid(&value);
            let ours = our_verdict(text, form);
            assert_eq!(
                ours.is_ok(),
                theirs,
                "as {form}: ours {ours:?}, theirs {:?}\n{text}",
                validator.iter_errors(&value).map(|e| e.to_string()).collect::<Vec<_>>()
            );
            both[usize::from(theirs)] += 1;
            let shown =
                if value.get("name").is_some() || value.get("version").is_some() { Form::Create } else { Form::Update };
            if shown == form {
                assert_eq!(either.is_valid(&value), theirs, "{text}");
            }
        };
        for text in &texts {
            judge(text);
        }
        for _ in 0..rounds(2_000) {
            let mut text = texts[random.usize(..texts.len())].clone();
            damage(&mut random, &mut text, 1..3);
            judge(&text);
        }
        for (path, example) in examples() {
            judge(&with_example(&path, &example).to_string());
            judge(&with_example(&path, &Value::Null).to_string());
            judge(&with_example(&path, &json!(1.0)).to_string());
            judge(&with_example(&path, &json!("x".repeat(300))).to_string());
        }
        assert!(both.iter().all(|&count| count > 20), "too one-sided to say much: {both:?}");
    }
}

fn examples() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    every_field(&MANIFEST, "", &mut |field, path| {
        found.push((path.to_owned(), serde_json::from_str(field.example).unwrap()))
    });
    found
}

/// An independent validator with the API's own schema: what it objects to in real manifests is what we give a hint of.
#[test]
fn the_errors_of_an_independent_validator_are_our_hints() {
    let Some(corpus) = folder("corpus") else { return };
    let text = std::fs::read_to_string(corpus.join("oracle-contract.json")).unwrap();
    let oracle: BTreeMap<String, Vec<Value>> = serde_json::from_str(&text).unwrap();
    let mut compared = 0;
    for (name, text) in manifests() {
        let Some(theirs) = oracle.get(&name) else { continue };
        let mut expected: Vec<String> = theirs
            .iter()
            .map(|objection| {
                assert_eq!(objection["keyword"], "additionalProperties", "{name}");
                let key = objection["params"]["additionalProperty"].as_str().unwrap();
                format!("{}/{key}", objection["instancePath"].as_str().unwrap())
            })
            .collect();
        let document = Document::new(text, Dialect::Json, Options::default());
        let diagnostics = document.diagnostics().to_vec();
        let of_contract = diagnostics.iter().filter(|diagnostic| diagnostic.rule.group == Group::Contract);
        let mut found: Vec<String> = of_contract
            .map(|diagnostic| {
                assert_eq!(diagnostic.rule.name, "accepted-extra-key", "{name}: {}", diagnostic.message);
                document.source().node_at(diagnostic.range.start).unwrap().pointer().to_string()
            })
            .collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{name}");
        compared += 1;
    }
    assert_eq!(compared, oracle.len());
}

/// Strict validators refuse a schema with a keyword that is not in its draft, or a list of types.
#[test]
fn the_exported_schemas_have_only_keywords_of_their_draft() {
    const DRAFT_7: &[&str] = &[
        "$schema",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "minLength",
        "maxLength",
        "pattern",
        "default",
        "examples",
        "anyOf",
        "$ref",
        "minItems",
        "uniqueItems",
        "minimum",
        "exclusiveMinimum",
        "if",
        "then",
        "else",
    ];
    fn unknown(schema: &Value, found: &mut Vec<String>) {
        let Some(object) = schema.as_object() else { return };
        if schema["type"].is_array() {
            found.push(format!("type: {}", schema["type"]));
        }
        for (keyword, value) in object {
            match keyword.as_str() {
                "properties" | "definitions" => {
                    value.as_object().unwrap().values().for_each(|schema| unknown(schema, found))
                }
                "anyOf" | "allOf" => value.as_array().unwrap().iter().for_each(|schema| unknown(schema, found)),
                "additionalProperties" | "items" | "if" | "then" | "else" => unknown(value, found),
                known if DRAFT_7.contains(&known) => {}
                other => found.push(other.to_owned()),
            }
        }
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        found.extend(
            required.filter(|key| schema["properties"].get(key).is_none()).map(|key| format!("required {key}")),
        );
    }
    let of = |schema: &Value| {
        let mut found = Vec::new();
        unknown(schema, &mut found);
        found.sort();
        found.dedup();
        found
    };
    for form in [None, Some(Form::Create), Some(Form::Update)] {
        assert_eq!(of(&json_schema::export(form, false)), [""; 0], "{form:?}");
        assert_eq!(of(&json_schema::export(form, true)), ["deprecated", "deprecationMessage", "enumDescriptions"]);
    }
    assert_eq!(of(&integration_ls::config::schema::export()), [""; 0]);
}

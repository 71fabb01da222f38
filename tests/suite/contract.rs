//! Our declaration of the contract against the machine-readable copy of it, and the exported schema
//! against our own verdicts.

use std::collections::BTreeMap;

use integration_ls::analysis::{Document, FormChoice, Group, Options};
use integration_ls::contract::manifest::MANIFEST;
use integration_ls::contract::{Field, Form, Forms, Object, Shape, Status, Text, json_schema};
use integration_ls::syntax::Dialect;
use serde_json::{Value, json};

use crate::mutation::{Edit, rounds};
use crate::shared::{folder, manifests};

/// Our declaration in the dialect of the copy.
fn as_openapi(object: &Object, form: Form) -> Value {
    let fields: Vec<&Field> =
        object.fields.iter().filter(|field| field.forms.has(form) && field.status.is_offered()).collect();
    let properties: serde_json::Map<String, Value> =
        fields.iter().map(|field| (field.name.to_owned(), field_schema(field, form))).collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required.has(form)).map(|field| field.name).collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn field_schema(field: &Field, form: Form) -> Value {
    let mut schema = match field.shape {
        Shape::Text(Text { length, choices, .. }) => {
            let mut schema = json!({"type": "string"});
            if length.min > 0 {
                schema["minLength"] = json!(length.min);
            }
            if let Some(max) = length.limit() {
                schema["maxLength"] = json!(max);
            }
            if !choices.is_empty() {
                schema["enum"] = choices.iter().map(|choice| choice.value).collect();
            }
            schema
        }
        Shape::Boolean => json!({"type": "boolean"}),
        Shape::Integer => json!({"type": "integer"}),
        Shape::Object(object) => as_openapi(object, form),
        Shape::Map(map) => json!({"type": "object", "additionalProperties": field_schema(&map.entry, form)}),
        Shape::TextList => json!({"type": "array", "items": {"type": "string"}}),
        Shape::JsonSchema => json!({"type": "object", "additionalProperties": true}),
    };
    if field.nullable.has(form) {
        schema["nullable"] = json!(true);
    }
    if matches!(field.status, Status::Deprecated(_)) {
        schema["deprecated"] = json!(true);
    }
    schema
}

/// Every difference between two schemas, with its place. The order of `required` and `enum` is none.
fn differences(ours: &Value, theirs: &Value, place: &str, found: &mut Vec<String>) {
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
    let Some(contract) = folder("contract") else { return };
    for (form, file) in [(Form::Create, "create.json"), (Form::Update, "update.json")] {
        let copy: Value = serde_json::from_str(&std::fs::read_to_string(contract.join(file)).unwrap()).unwrap();
        let mut theirs = copy["body"].clone();
        theirs.as_object_mut().unwrap().remove("title");
        let mut found = Vec::new();
        differences(&as_openapi(&MANIFEST, form), &theirs, "", &mut found);
        assert!(found.is_empty(), "{file}:\n{}", found.join("\n"));
    }
}

fn every_field(object: &'static Object, path: &str, visit: &mut dyn FnMut(&'static Field, &str)) {
    for field in object.fields {
        let path = format!("{path}/{}", field.name);
        visit(field, &path);
        match field.shape {
            Shape::Object(object) => every_field(object, &path, visit),
            Shape::Map(map) => {
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

#[test]
fn every_field_explains_itself() {
    every_field(&MANIFEST, "", &mut |field, path| {
        assert!(field.summary.ends_with('.') && field.summary.len() > 10, "{path} has no summary");
        assert!(field.detail.is_empty() || field.detail.ends_with('.'), "{path}: {}", field.detail);
        assert!(serde_json::from_str::<Value>(field.example).is_ok(), "{path}: the example is no JSON");
        assert_eq!(field.nullable == Forms::None, field.null.is_empty(), "{path} does not say what null does");
    });
}

/// The example of a field, put where it belongs.
fn with_example(path: &str, example: &Value) -> Value {
    let mut value = example.clone();
    for segment in path.split('/').skip(1).collect::<Vec<_>>().into_iter().rev() {
        let key = match segment {
            "<secret>" => "API_KEY",
            other => other.trim_matches(['<', '>']),
        };
        value = json!({key: value});
    }
    value
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
fn the_exported_schema_judges_as_we_do() {
    let mut texts: Vec<String> =
        manifests().into_iter().map(|(_, text)| text).filter(|text| text.len() < 30_000).collect();
    texts.push(include_str!("../../examples/acme-mail.integration.json").to_owned());
    let mut random = fastrand::Rng::with_seed(4);
    for form in [Form::Create, Form::Update] {
        let validator = jsonschema::draft7::new(&json_schema::export(Some(form))).unwrap();
        let either = jsonschema::draft7::new(&json_schema::export(None)).unwrap();
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
            for _ in 0..random.usize(1..3) {
                Edit::random(&mut random, &text).apply(&mut text);
            }
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
fn the_objections_of_an_independent_validator_are_our_hints() {
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

//! The body of a request, and what an answer means.

use std::collections::BTreeSet;
use std::fs;

use integration_ls::analysis::{Document, Options, Severity};
use integration_ls::contract::Form;
use integration_ls::contract::manifest::MANIFEST;
use integration_ls::submission::error_types::{ERROR_TYPES, UNKNOWN};
use integration_ls::submission::{Body, Concern, Refusal, Unsendable};
use integration_ls::syntax::Dialect;
use serde_json::{Map, Value, json};

use crate::mutation::{SEEDS, damage, rounds};
use crate::shared::{contract, folder, manifests, own_jsonc_manifests};

fn document(text: &str) -> Document {
    Document::new(text.to_owned(), Dialect::Jsonc, Options::default())
}

fn body(text: &str, form: Form) -> String {
    Body::new(&document(text), form, true).unwrap().json().to_owned()
}

/// What the API declares at the top of the body of a request, from the facts.
fn declared(form: Form) -> BTreeSet<String> {
    contract(form)["properties"].as_object().unwrap().keys().cloned().collect()
}

/// A manifest without what the API does not declare.
fn without_undeclared(mut manifest: Value, form: Form) -> Value {
    let declared = declared(form);
    manifest.as_object_mut().unwrap().retain(|key, _| declared.contains(key));
    manifest
}

#[test]
fn the_body_has_what_is_declared_and_nothing_else() {
    let text = r#"{ // of both forms
        "$schema": "./x.json", "name": "acme", "version": "1.0.0", "title": "Acme", "maxExecutionTime": 60, "titel": 1,
    }"#;
    assert_eq!(body(text, Form::Create), r#"{"name":"acme","version":"1.0.0","title":"Acme"}"#);
    assert_eq!(body(text, Form::Update), r#"{"title":"Acme","maxExecutionTime":60}"#);
    let left_out = |form| Body::new(&document(text), form, true).unwrap().left_out().to_vec();
    assert_eq!(left_out(Form::Create), ["maxExecutionTime", "titel"], "not that which is for editors");
    assert_eq!(left_out(Form::Update), ["name", "version", "titel"]);
    for form in [Form::Create, Form::Update] {
        let ours = MANIFEST.fields.iter().filter(|field| field.forms.has(form) && field.name != "$schema");
        assert_eq!(ours.map(|field| field.name.to_owned()).collect::<BTreeSet<_>>(), declared(form));
    }
}

#[test]
fn values_are_sent_as_they_are_written() {
    for value in [
        r#""\u00e9\/\ud83d\ude00é""#,
        "1.0",
        "1e2",
        "-0",
        "1E+2",
        "123456789012345678901234567890.000000000000000000001",
        r#"{"b":1,"a":2,"b":3}"#,
        "[[],{},[{}]]",
        "\"\u{feff} // no comment, }\"",
    ] {
        let text = format!("\u{feff}{{\r\n  \"attributes\"  :\t{{ \"x\" : {value} , /* c */ }} , // d\r\n}}\r\n");
        assert_eq!(body(&text, Form::Update), format!("{{\"attributes\":{{\"x\":{value}}}}}"));
    }
}

#[test]
fn the_body_of_every_manifest_parses_and_has_the_same_values() {
    let mut count = 0;
    for (name, text) in manifests() {
        let document = Document::new(text.clone(), Dialect::Json, Options::default());
        let form = document.form().0;
        let body = Body::new(&document, form, false).unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = without_undeclared(serde_json::from_str(&text).unwrap(), form);
        assert_eq!(serde_json::from_str::<Value>(body.json()).unwrap(), expected, "{name}");
        assert!(body.size() <= text.len() && body.size() == body.json().len());
        count += 1;
    }
    assert!(count > 10, "{count}");
    for (name, text) in own_jsonc_manifests() {
        let document = document(&text);
        let body = Body::new(&document, document.form().0, false).unwrap_or_else(|error| panic!("{name}: {error}"));
        serde_json::from_str::<Value>(body.json()).unwrap();
    }
}

/// A value as somebody may write it in JSONC.
fn write(value: &Value, random: &mut fastrand::Rng, text: &mut String) {
    let gap = |random: &mut fastrand::Rng| {
        random.choice(["", "", " ", "\t", "\r\n", "\n  ", "/* , ] } \" */", "// } ] , \"\n", "\u{a0}"]).unwrap()
    };
    text.push_str(gap(random));
    let end = |random: &mut fastrand::Rng| if random.bool() { "," } else { "" };
    match value {
        Value::Array(elements) => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write(element, random, text);
            }
            text.push_str(if elements.is_empty() { "" } else { end(random) });
            text.push_str(gap(random));
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                text.push_str(gap(random));
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push_str(gap(random));
                text.push(':');
                write(member, random, text);
            }
            text.push_str(if members.is_empty() { "" } else { end(random) });
            text.push_str(gap(random));
            text.push('}');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
    text.push_str(gap(random));
}

#[test]
fn comments_commas_and_white_space_never_get_into_the_body() {
    let mut random = fastrand::Rng::with_seed(14);
    let values: Vec<Value> = manifests()
        .into_iter()
        .filter(|(_, text)| text.len() < 20_000)
        .map(|(_, text)| serde_json::from_str(&text).unwrap())
        .collect();
    for round in 0..rounds(200) {
        let value = &values[round % values.len()];
        let mut text = if random.bool() { "\u{feff}".to_owned() } else { String::new() };
        write(value, &mut random, &mut text);
        for form in [Form::Create, Form::Update] {
            let sent: Value = serde_json::from_str(&body(&text, form)).unwrap();
            assert_eq!(sent, without_undeclared(value.clone(), form), "{text}");
        }
    }
}

#[test]
fn the_body_of_a_damaged_document_parses_or_is_refused() {
    let mut random = fastrand::Rng::with_seed(41);
    let mut texts: Vec<String> = SEEDS.iter().map(|seed| (*seed).to_owned()).collect();
    texts.extend(manifests().into_iter().map(|(_, text)| text).filter(|text| text.len() < 8_000));
    texts.extend(own_jsonc_manifests().into_iter().map(|(_, text)| text));
    let (mut sent, mut refused) = (0, 0);
    for round in 0..rounds(4_000) {
        let mut text = texts[round % texts.len()].clone();
        damage(&mut random, &mut text, 1..3);
        let document = document(&text);
        match Body::new(&document, Form::Update, true) {
            Ok(body) => {
                let value: Value = serde_json::from_str(body.json()).unwrap_or_else(|error| panic!("{error}: {text}"));
                if let Ok(read) = serde_json::from_str::<Value>(&text) {
                    assert_eq!(value, without_undeclared(read, Form::Update), "{text}");
                }
                sent += 1;
            }
            Err(_) => {
                let is_strict = serde_json::from_str::<Map<String, Value>>(&text).is_ok();
                assert!(!is_strict, "refused, but is an object: {text}");
                refused += 1;
            }
        }
    }
    assert!(sent > 500 && refused > 500, "{sent} sent, {refused} refused");
}

#[test]
fn what_should_not_be_sent_is_refused() {
    let refused = |text: &str, is_forced| Body::new(&document(text), Form::Update, is_forced).unwrap_err();
    for text in
        ["", "{\"title\": }", "{\"title\": 'x'}", "{\"title\": \"\\ud83d\"}", "{\"maxExecutionTime\": 1e999}", "{"]
    {
        assert_eq!(refused(text, true), Unsendable::Broken, "{text}");
    }
    assert_eq!(refused("[]", true), Unsendable::NotAnObject);
    let wrong = r#"{"titel": "Acme", "visibility": "hidden"}"#;
    assert_eq!(refused(wrong, false), Unsendable::Errors(2));
    assert_eq!(body(wrong, Form::Update), r#"{"visibility":"hidden"}"#);
    assert!(refused(wrong, false).to_string().contains("2 errors"));
}

#[test]
fn secrets_are_named_and_never_shown() {
    let text = r#"{"title": "Acme", "secrets": {"API_KEY": "hunter2", "OLD": null, "N": 12345678, "E": "h\u0075nter3", "LONG": "hunter2-and-more-of-it"}}"#;
    let document = document(text);
    let body = Body::new(&document, Form::Update, true).unwrap();
    assert_eq!(body.secrets(), ["API_KEY", "N", "E", "LONG"]);
    assert!(body.json().contains("hunter2"));
    for shown in [body.shown().to_owned(), format!("{body:?}")] {
        assert!(!shown.contains("unter") && !shown.contains("123"), "{shown}");
        assert!(shown.contains("API_KEY") && shown.contains("Acme"), "{shown}");
    }
    let cut_off = format!("{} hunter2", "x ".repeat(2_043));
    for message in [
        &*cut_off,
        "request/body/secrets/API_KEY must not be \"hunter2\", 12345678 or h\\u0075nter3",
        "hunter3hunter2hunter2, hunter2-and-more-of-it, hunter2-and-m… and hunter2-and-more-of-ithunter3",
    ] {
        let refusal = Refusal { status: 400, kind: "InvalidPayload".to_owned(), message: message.to_owned() };
        let said = refusal.diagnostics(&document)[0].message.to_string() + &refusal.explain(&document);
        assert!(!said.contains("unter") && !said.contains("123"), "{said}");
    }
}

#[test]
fn every_declared_type_of_error_is_in_the_table() {
    let ours: Vec<_> = std::iter::once(&UNKNOWN).chain(&ERROR_TYPES).collect();
    assert_eq!(ours.len(), 26);
    assert_eq!(ours.iter().map(|one| one.name()).collect::<BTreeSet<_>>().len(), 26);
    for one in &ours {
        for text in [one.meaning(), one.advice()] {
            assert!(text.ends_with('.') && text.len() < 120, "{text}");
        }
    }
    let Some(facts) = folder("contract") else { return };
    let facts: Vec<Value> = serde_json::from_str(&fs::read_to_string(facts.join("api-errors.json")).unwrap()).unwrap();
    let facts: BTreeSet<_> =
        facts.iter().map(|one| (one["type"].as_str().unwrap(), one["status"].as_u64().unwrap())).collect();
    assert_eq!(ours.iter().map(|one| (one.name(), u64::from(one.status))).collect::<BTreeSet<_>>(), facts);
}

/// What a person reads for each type of error.
#[test]
fn error_types() {
    let document = document("{\"title\": \"Acme\"}");
    let mut text = String::new();
    for one in std::iter::once(&UNKNOWN).chain(&ERROR_TYPES) {
        let message = "request/body/title must be string".to_owned();
        let refusal = Refusal { status: one.status, kind: one.name().to_owned(), message };
        let concern = if refusal.concern() == Concern::Manifest { "manifest" } else { "request" };
        text += &format!("{} {} ({concern}): {}\n", one.status, one.name(), refusal.explain(&document));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn an_answer_is_put_where_it_belongs() {
    let text = "\u{feff}{\r\n  \"title\": \"\",\r\n  \"actions\": {\"send\": {}}\r\n}";
    let document = document(text);
    let refusal =
        |status, kind: &str, message: &str| Refusal { status, kind: kind.to_owned(), message: message.to_owned() };
    let list = "request/body/actions/send must have required property 'input', request/body/title must be longer";
    let diagnostics = refusal(400, "InvalidPayload", list).diagnostics(&document);
    let found: Vec<_> = diagnostics.iter().map(|one| (one.rule.name, one.range.of(text), one.severity)).collect();
    let (name, severity) = ("InvalidPayload", Severity::Error);
    assert_eq!(found, [(name, "\"\"", severity), (name, "\"send\"", severity)]);
    assert!(diagnostics[0].message.contains("“request/body/title must be longer”"), "{}", diagnostics[0].message);

    let nowhere = refusal(400, "BreakingChanges", "").diagnostics(&document);
    assert_eq!((nowhere.len(), nowhere[0].range.of(text)), (1, "{"));
    let hostile = refusal(502, "Unknown", "<b>\u{1b}[31m\u{202e}[x](command:y)");
    assert_eq!(hostile.concern(), Concern::Request);
    assert!(hostile.explain(&document).contains("“<b>\\u{1b}[31m\\u{202e}[x](command:y)”"));
    let new = refusal(400, "SomethingNew", "no");
    assert_eq!(new.concern(), Concern::Manifest);
    assert_eq!(
        new.explain(&document),
        "The Botpress API refuses it with an error of a new type, \"SomethingNew\". The API says: “no”"
    );
    assert_eq!(refusal(500, "SomethingNew", "no").concern(), Concern::Request);
    let long = refusal(400, "InvalidPayload", &"é".repeat(100_000)).explain(&document);
    assert!(long.chars().count() < 800 && long.contains("…”"), "{}", long.len());
    assert_eq!(json!(nowhere[0].rule.group.name()), "contract");
}

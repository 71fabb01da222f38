//! The form that people fill in: what is drawn, for whom, and what of a hostile manifest reaches the page.

use std::collections::HashSet;
use std::fmt::Write;

use integration_ls::analysis::{Document, Options};
use integration_ls::features::form::{Form, form_at, form_of};
use integration_ls::syntax::{Dialect, Pointer};
use serde_json::json;

use crate::cli::{Folder, run, run_with_input};
use crate::lsp::client::Client;
use crate::shared;

fn document(text: &str) -> Document {
    Document::new(text.to_owned(), Dialect::Jsonc, Options::default())
}

fn of(document: &Document, pointer: &str) -> Option<Form> {
    form_of(document, &Pointer::parse(pointer).unwrap())
}

fn of_input(schema: &str) -> Form {
    let text = format!("{{\"actions\": {{\"sendMail\": {{\"input\": {{\"schema\": {schema}}}}}}}}}");
    of(&document(&text), "/actions/sendMail/input").unwrap()
}

/// What stands between the head and the end of the page.
fn body(html: &str) -> &str {
    html.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0
}

/// The body with a line for each field.
fn lines(form: &Form) -> String {
    let starts = ["<div class=\"field", "<fieldset>", "</fieldset>", "<details", "<footer>", "<div class=\"entry"];
    starts.iter().fold(body(&form.html).to_owned(), |text, start| text.replace(start, &format!("\n{start}")))
}

#[test]
fn every_kind_of_field() {
    let form = of_input(
        r##"{
        "type": "object",
        "required": ["subject", "count", "kind"],
        "properties": {
            "subject": {
                "type": "string", "minLength": 1, "maxLength": 64, "description": "What it is about.\nIn a line.",
                "x-zui": {"title": "Subject", "placeholder": "Hello"}
            },
            "text": {"type": "string", "x-zui": {"displayAs": ["text", {"multiLine": true}]}, "default": "\nHi"},
            "long": {"type": "string", "maxLength": 5000},
            "code": {"type": "string", "pattern": "^[a-z]+$"},
            "slow": {"type": "string", "pattern": "^(a+)+$", "default": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"},
            "token": {"type": "string", "default": "hunter2", "x-zui": {"secret": true}},
            "internal": {"type": "string", "x-zui": {"hidden": true, "title": "For us"}},
            "sometimes": {"type": "string", "x-zui": {"hidden": "!value.code"}},
            "mail": {"type": "string", "format": "email"},
            "page": {"type": "string", "format": "uri"},
            "at": {"type": "string", "format": "date-time", "default": "2026-11-25T09:30:00Z"},
            "count": {"type": "integer", "minimum": 1, "maximum": 10, "default": 3},
            "share": {"type": "number", "minimum": 0, "maximum": 1, "x-zui": {"displayAs": ["slider", {"stepSize": 0.1}]}},
            "open": {"type": "boolean", "default": true, "description": "Whether it is."},
            "level": {"enum": ["low", "high"], "default": "high"},
            "either": {"anyOf": [{"const": "a"}, {"const": "b"}, {"type": "null"}]},
            "nullable": {"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}], "x-zui": {"title": "Optional"}},
            "address": {"$ref": "#/definitions/address"},
            "people": {"type": "array", "maxItems": 5, "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
            "tags": {"type": "array", "items": {"type": "string"}},
            "headers": {"type": "object", "additionalProperties": {"type": "string"}},
            "kind": {
                "oneOf": [
                    {"type": "object", "properties": {"type": {"const": "card"}, "title": {"type": "string"}}},
                    {"type": "object", "properties": {"type": {"const": "text"}}, "x-zui": {"title": "A plain text"}}
                ]
            },
            "mixed": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "number"}}]},
            "tree": {"$ref": "#/definitions/tree"},
            "gone": {"$ref": "#/definitions/gone"},
            "never": false,
            "anything": {}
        },
        "definitions": {
            "address": {"type": "object", "required": ["city"], "properties": {"city": {"type": "string"}}},
            "tree": {"type": "object", "properties": {"inner": {"type": "array", "items": {"$ref": "#/definitions/tree"}}}}
        }
    }"##,
    );
    assert!(!form.html.contains("hunter2"), "the default of a secret is not shown");
    insta::assert_snapshot!(lines(&form));
}

#[test]
fn the_heading_says_what_the_form_is_for() {
    let text = r#"{
        "configuration": {"schema": {"type": "object"}},
        "configurations": {"oauth": {"title": "With OAuth", "description": "Log in.", "schema": {"type": "object"}}},
        "actions": {"sendMail": {"title": "Send", "input": {"schema": {"type": "object", "properties": {"to": {"title": "To"}}}}}},
        "states": {"lastSeen": {"schema": {"type": "object"}}, "😀": {"schema": {}}, "": {"schema": {}}}
    }"#;
    for (pointer, title, found) in [
        ("/configuration", "Configuration", "/configuration/schema"),
        ("/configuration/schema", "Configuration", "/configuration/schema"),
        ("/configurations/oauth", "With OAuth", "/configurations/oauth/schema"),
        ("/actions/sendMail/input", "Send", "/actions/sendMail/input/schema"),
        ("/actions/sendMail", "Send", "/actions/sendMail/input/schema"),
        ("/actions/sendMail/input/schema/properties/to", "To", "/actions/sendMail/input/schema/properties/to"),
        ("/states/lastSeen", "Last Seen", "/states/lastSeen/schema"),
        ("/states/😀", "😀", "/states/😀/schema"),
        ("/states/", "Form", "/states//schema"),
    ] {
        let form = of(&document(text), pointer).unwrap();
        assert_eq!((form.title.as_str(), form.pointer.to_string().as_str()), (title, found), "{pointer}");
        assert!(body(&form.html).contains(&format!("<h1>{title}</h1>")));
    }
    let form = of(&document(text), "/configurations/oauth").unwrap();
    assert!(body(&form.html).contains("<p class=\"lead\">Log in.</p>"));
}

#[test]
fn the_cursor_chooses_the_schema_around_it() {
    let text = r#"{"title": "A", "actions": {"a": {"title": "Do it", "input": {"schema": {"type": "object", "properties": {"b": {"type": "string"}}}}, "output": {"schema": {}}}}}"#;
    for (at, expected) in [
        ("\"b\"", Some("/actions/a/input/schema")),
        ("string", Some("/actions/a/input/schema")),
        ("\"input\"", Some("/actions/a/input/schema")),
        ("Do it", Some("/actions/a/input/schema")),
        ("\"output\"", Some("/actions/a/output/schema")),
        ("\"title\": \"A\"", None),
        ("\"actions\"", None),
    ] {
        let offset = text.find(at).unwrap() as u32 + 1;
        let found = form_at(&document(text), offset).map(|form| form.pointer.to_string());
        assert_eq!(found.as_deref(), expected, "{at}");
    }
}

/// The tags and attributes of a page; anything else came from the manifest.
fn assert_only_our_markup(html: &str) {
    const TAGS: [&str; 24] = [
        "header", "p", "h1", "div", "label", "span", "code", "input", "select", "option", "textarea", "fieldset",
        "legend", "details", "summary", "footer", "html", "head", "meta", "style", "title", "body", "main", "!DOCTYPE",
    ];
    const ATTRIBUTES: [&str; 26] = [
        "class",
        "id",
        "for",
        "type",
        "value",
        "aria-describedby",
        "required",
        "disabled",
        "readonly",
        "checked",
        "selected",
        "placeholder",
        "minlength",
        "maxlength",
        "min",
        "max",
        "step",
        "pattern",
        "rows",
        "spellcheck",
        "autocomplete",
        "name",
        "open",
        "title",
        "content",
        "http-equiv",
    ];
    let (head, body) = html.split_once("</head>").unwrap();
    assert!(head.contains("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"));
    for tag in body.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("an open tag: {tag:?}"));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(TAGS.contains(&name), "{tag}");
        // Outside of quotes are only names.
        for (index, part) in tag.split('"').enumerate().filter(|(index, _)| index % 2 == 0) {
            let part = if index == 0 { part.split_once(' ').map_or("", |(_, rest)| rest) } else { part };
            for attribute in part.split_whitespace() {
                assert!(ATTRIBUTES.contains(&attribute.trim_end_matches('=')), "{attribute} in {tag}");
            }
        }
    }
    let ids: Vec<&str> = body.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "an ID occurs twice");
    for label in body.split(" for=\"").skip(1) {
        assert!(ids.contains(&label.split('"').next().unwrap()), "a label without an input");
    }
}

#[test]
fn a_hostile_manifest_adds_no_markup() {
    let evil = "\\\"'></style></textarea></title><script src=//evil.example></script><img onerror=x>&lt;\\u202e\\u0000";
    let texts = format!("\"title\": \"{evil}\", \"description\": \"{evil}\"");
    let look = format!(
        "\"x-zui\": {{\"title\": \"{evil}\", \"placeholder\": \"{evil}\", \"displayAs\": [\"{evil}\", {{\"stepSize\": \"{evil}\"}}]}}"
    );
    let mut properties = String::new();
    for (index, keywords) in [
        format!("\"type\": \"string\", \"pattern\": \"^{evil}$\", \"format\": \"{evil}\", \"default\": \"{evil}\""),
        format!("\"type\": \"string\", \"maxLength\": 500, \"default\": \"{evil}\""),
        format!("\"type\": \"number\", \"minimum\": \"{evil}\", \"default\": \"{evil}\", \"multipleOf\": \"{evil}\""),
        format!("\"type\": \"{evil}\""),
        format!("\"enum\": [\"{evil}\", {{\"{evil}\": 1}}, [\"{evil}\"]]"),
        format!("\"const\": \"{evil}\""),
        format!("\"$ref\": \"{evil}\""),
        format!("\"default\": {{\"{evil}\": \"{evil}\"}}"),
        format!(
            "\"oneOf\": [{{\"properties\": {{\"{evil}\": {{\"const\": \"{evil}1\"}}}}}}, {{\"properties\": {{\"{evil}\": {{\"const\": \"{evil}2\"}}}}}}]"
        ),
        "\"type\": \"boolean\"".to_owned(),
        format!("\"type\": \"array\", \"items\": {{{texts}, \"type\": \"string\", {look}}}"),
        format!("\"x-zui\": {{\"hidden\": true, \"title\": \"{evil}\"}}"),
    ]
    .iter()
    .enumerate()
    {
        let _ = write!(properties, "\"{evil}{index}\": {{{texts}, {keywords}, {look}}},\n\"plain{index}\": {{{keywords}}},");
    }
    let form = of_input(&format!("{{\"type\": \"object\", {texts}, \"properties\": {{{properties} \"z\": {{}}}}}}"));
    assert_only_our_markup(&form.html);
    assert!(!form.html.contains(['\u{202e}', '\0']) && form.html.contains("&lt;script src="), "{}", body(&form.html));
}

#[test]
fn the_page_of_a_hostile_schema_is_short() {
    let mut wide = String::from("{\"$ref\": \"#/definitions/0\", \"definitions\": {");
    for level in 0..15 {
        let next: String =
            (0..50).map(|name| format!("\"{name}\": {{\"$ref\": \"#/definitions/{}\"}},", level + 1)).collect();
        let _ = write!(wide, "\"{level}\": {{\"type\": \"object\", \"properties\": {{{next} \"z\": {{}}}}}},");
    }
    wide += "\"15\": {}}}";
    let long = "<".repeat(100_000);
    let many: String =
        (0..20_000).map(|name| format!("\"{name}\": {{\"enum\": [{0}\"a\"]}},", "\"<<<\",".repeat(9))).collect();
    for schema in [
        wide,
        format!("{}{}", "{\"type\": \"array\", \"items\": ".repeat(20_000), "}".repeat(20_000)),
        format!("{}{}", "{\"type\": \"object\", \"properties\": {\"a\": ".repeat(20_000), "}}".repeat(20_000)),
        format!("{}{}", "{\"anyOf\": [true, ".repeat(20_000), "]}".repeat(20_000)),
        format!("{{\"type\": \"object\", \"properties\": {{{many} \"z\": {{}}}}}}"),
        format!("{{\"properties\": {{\"{long}\": {{\"description\": \"{long}\", \"default\": \"{long}\", \"const\": \"{long}\"}}}}}}"),
        format!("{{\"anyOf\": [{}{{}}]}}", "{\"$ref\": \"#\"},".repeat(5_000)),
        format!("{{\"enum\": [{}1]}}", format!("\"{}\",", "<".repeat(500)).repeat(2_000)),
        "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#\"}, \"b\": {\"$ref\": \"#\"}, \"c\": {\"items\": {\"$ref\": \"#\"}}}}"
            .to_owned(),
        "{\"$ref\": \"#\"}".to_owned(),
    ] {
        let form = of_input(&schema);
        assert!(form.html.len() < 600_000, "{}: {}", form.html.len(), &schema[..60.min(schema.len())]);
        assert_only_our_markup(&form.html);
    }
}

#[test]
fn every_real_schema_has_a_form() {
    let Some(_) = shared::folder("corpus") else { return };
    let mut drawn = 0;
    for (name, text) in shared::real_manifests() {
        let document = document(&text);
        let root = document.source().root().unwrap();
        for schema in root.subtree().filter(|node| node.is_named("schema")) {
            let pointer = schema.pointer().to_string();
            let Some(form) = of(&document, &pointer) else { continue };
            assert_only_our_markup(&form.html);
            assert!(!form.html.contains("There is more than fits"), "{name} {pointer}");
            drawn += 1;
        }
    }
    assert!(drawn > 1_000, "{drawn}");
}

#[test]
fn in_a_terminal() {
    let text = r#"{"title": "A", "configuration": {"schema": {"type": "object", "properties": {"token": {"type": "string"}}}},
        "actions": {"send": {"input": {"schema": {"type": "object"}}, "output": {"schema": {"type": "object"}}}}}"#;
    let folder = Folder::new("form");
    let file = folder.write("integration.json", text);
    let ran = run(&["form", &file, "/configuration"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.starts_with("<!DOCTYPE html>") && ran.out.contains("<span class=\"title\">Token</span>"),
        "{}",
        ran.out
    );
    assert_eq!(run_with_input(&["form", "-", "/configuration"], text.as_bytes()).out, ran.out);
    assert_eq!(run_with_input(&["form", "-", "#/configuration/schema"], text.as_bytes()).out, ran.out);
    for (pointer, why) in [
        ("/actions/sned/input", "<stdin> has no \"sned\" at /actions. Did you mean \"send\"?"),
        (
            "/actions",
            "/actions of <stdin> is not a schema and has none. Schemas are at /actions/send/input and /actions/send/output.",
        ),
    ] {
        let ran = run_with_input(&["form", "-", pointer], text.as_bytes());
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{pointer}");
        assert_eq!(ran.err, format!("integration-ls: {why}\n"));
    }
    assert_eq!(run(&["form", "gone.json", "/a"]).status, 2);
}

#[test]
fn over_the_protocol_it_follows_edits() {
    const URI: &str = "file:///w/integration.json";
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\"configuration\": {\"schema\": {\n\"type\": \"object\", \"properties\": {\"😀\": {\"title\": \"Smile\"}, \"b\": {}}}}}");
    let at = |line: u32, character: u32| json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}});
    let answer = client.request("integration-ls/form", at(1, 42))["result"].clone();
    assert_eq!((&answer["title"], &answer["version"]), (&json!("Configuration"), &json!(1)));
    assert_eq!(answer["pointer"], "/configuration/schema");
    assert!(answer["html"].as_str().unwrap().contains("<span class=\"title\">Smile</span>"), "{answer}");
    assert_eq!(client.request("integration-ls/form", at(0, 0))["result"], json!(null));
    assert_eq!(client.request("integration-ls/form", at(99, 99))["result"], json!(null));
    let nowhere = json!({"textDocument": {"uri": URI}});
    assert_eq!(client.request("integration-ls/form", nowhere)["result"], json!(null));
    let unknown = json!({"textDocument": {"uri": "file:///w/other.json"}, "pointer": "/configuration"});
    assert_eq!(client.request("integration-ls/form", unknown)["result"], json!(null));

    let pointed = json!({"textDocument": {"uri": URI}, "pointer": "/configuration/schema"});
    let change = |version: i32, text: &str| json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": [{"text": text}]});
    client.notify(
        "textDocument/didChange",
        change(2, "{\"configuration\": {\"schema\": {\"properties\": {\"c\": {\"title\": \"Half"),
    );
    let answer = client.request("integration-ls/form", pointed.clone())["result"].clone();
    assert!(answer["html"].as_str().unwrap().contains("<code class=\"key\">c</code>"), "{answer}");
    assert_eq!(answer["version"], 2);
    client.notify("textDocument/didChange", change(3, "{\"configuration\": "));
    assert_eq!(client.request("integration-ls/form", pointed)["result"], json!(null));
}

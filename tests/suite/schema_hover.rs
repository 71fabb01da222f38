//! Hovers and symbols inside the JSON Schemas of a manifest.

use integration_ls::features::code_lens::lenses;
use integration_ls::features::document_symbol::{Symbol, outline};
use integration_ls::features::hover::hover;

use crate::features::with_cursor;

/// The hover in an entity's schema, in which the cursor is marked with `|`.
fn hover_at(schema: &str) -> String {
    let (document, offset) = with_cursor(&format!(r#"{{"entities": {{"mailbox": {{"schema": {schema}}}}}}}"#));
    hover(&document, offset).map(|hover| hover.markdown).unwrap_or_default()
}

#[test]
fn hovers_in_schemas() {
    let mut shown = String::new();
    for schema in [
        r#"|{"type": "object", "properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"]}"#,
        r#"{"properties": {"na|me": {"type": "string", "minLength": 1, "maxLength": 64, "x-zui": {"title": "Full name"},
            "description": "As in your passport.\nNot a [nickname](https://acme.example).", "examples": ["Ada"]}}, "required": ["name"]}"#,
        r#"{"properties": {"a": {"min|Length": 3}}}"#,
        r#"{"properties": {"a": {"type": "str|ing"}}}"#,
        r#"{"properties": {"a": {"type": ["string", "nu|ll"]}}}"#,
        r#"{"properties": {"a": {"anyOf|": [{"type": "string"}, {"type": "null"}]}}}"#,
        r#"{"properties": {"a": {"items": {"ty|pe": "string"}}}}"#,
        r#"{"properties": {"a": {"format": "em|ail"}}}"#,
        r#"{"properties": {"a": {"x-zui": {"place|holder": "x"}}}}"#,
        r#"{"properties": {"a": {"nulla|ble": true}}}"#,
        r##"{"definitions": {"po|int": {"type": "number"}}, "properties": {"a": {"$re|f": "#/definitions/point"}}}"##,
        r##"{"definitions": {"point": {"type": "number"}}, "properties": {"|a": {"$ref": "#/definitions/point"}}}"##,
        r#"{"required": ["na|me"], "properties": {"name": {"type": "string"}}}"#,
    ] {
        shown += &format!("### {schema}\n{}\n\n", hover_at(schema));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn nothing_is_said_of_the_values_of_a_schema() {
    for schema in [r#"{"default": {"ti|tle": 1}}"#, r#"{"enum": ["lo|w"]}"#, r#"{"x-anything": {"type|": 1}}"#] {
        assert!(!hover_at(schema).contains("type"), "{schema}");
    }
}

#[test]
fn the_outline_shows_fields_with_their_types() {
    fn lines(symbols: &[Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            *out += &format!("{}{} · {}\n", "  ".repeat(depth), symbol.name, symbol.detail);
            lines(&symbol.children, depth + 1, out);
        }
    }
    let (document, _) = with_cursor(
        r##"|{"events": {"mailReceived": {"schema": {"type": "object", "definitions": {"address": {"type": "string", "format": "email"}},
            "properties": {"from": {"$ref": "#/definitions/address"}, "size": {"type": ["integer", "null"]},
            "tags": {"type": "array", "items": {"type": "string"}}, "kind": {"enum": ["a", "b"]},
            "body": {"type": "object", "title": "Body", "properties": {"text": {"type": "string"}}},
            "either": {"anyOf": [{"type": "string"}, {"type": "object", "properties": {"id": {"type": "string"}}}]}}}}}}"##,
    );
    let mut out = String::new();
    lines(&outline(&document), 0, &mut out);
    insta::assert_snapshot!(out);
}

#[test]
fn a_required_property_gets_no_line_of_its_own() {
    let schema = r#"{"properties": {"a": {"type": "string"}}, "required": ["a"]}"#;
    let (document, _) = with_cursor(&format!(r#"|{{"entities": {{"mailbox": {{"schema": {schema}}}}}}}"#));
    assert_eq!(lenses(&document).len(), 1, "that of the form");
}

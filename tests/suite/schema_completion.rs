//! Completion inside the JSON Schemas of a manifest.

use crate::features::{after, labels};

/// The labels offered in an entity's schema, in which the cursor is marked with `|`.
fn offered(schema: &str) -> Vec<String> {
    labels(&within(schema))
}

fn within(schema: &str) -> String {
    format!(r#"{{"entities": {{"mailbox": {{"schema": {schema}}}}}}}"#)
}

#[test]
fn the_keywords_that_suit_the_type_come_first_and_the_others_not_at_all() {
    let text = offered(r#"{"type": "object", "properties": {"name": {"type": "string", |}}}"#);
    assert_eq!(
        text[..6],
        ["minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType"],
        "{text:?}"
    );
    for other in ["type", "minimum", "items", "properties", "$defs", "nullable"] {
        assert!(!text.iter().any(|label| label == other), "{other} in {text:?}");
    }
    let number = offered(r#"{"type": "object", "properties": {"name": {"type": ["number", "null"], |}}}"#);
    assert_eq!(number[..3], ["minimum", "maximum", "exclusiveMinimum"], "{number:?}");
    let top = offered(r#"{"type": "object", |}"#);
    assert_eq!(top[..3], ["properties", "required", "additionalProperties"], "{top:?}");
    let nothing = offered("{|}");
    assert_eq!(nothing[0], "type", "{nothing:?}");
}

#[test]
fn types_formats_and_hints() {
    let types = ["string", "number", "integer", "boolean", "object", "array", "null"];
    assert_eq!(offered(r#"{"properties": {"a": {"type": "|"}}}"#)[..7], types);
    assert_eq!(offered(r#"{"properties": {"a": {"type": ["string", |]}}}"#)[..7], types, "in a list");
    assert_eq!(offered(r#"{"properties": {"a": {"format": "|"}}}"#)[..3], ["date-time", "date", "time"]);
    assert_eq!(
        offered(r#"{"properties": {"a": {"x-zui": {"title": "A", |}}}}"#)[..3],
        ["placeholder", "tooltip", "secret"]
    );
    assert_eq!(offered(r#"{"properties": {"a": {"x-zui": {"hidden": |}}}}"#)[..2], ["true", "false"]);
}

#[test]
fn required_offers_the_properties_that_are_not_in_it_yet() {
    let found =
        offered(r#"{"properties": {"a": {"properties": {"inner": {}}}, "b": {}, "c": {}}, "required": ["a", |]}"#);
    assert_eq!(found, ["b", "c"]);
    let typed = within(r#"{"properties": {"name": {}}, "required": ["na|]}"#);
    assert_eq!(after(&typed, "name"), within(r#"{"properties": {"name": {}}, "required": ["name"]}"#));
}

#[test]
fn values_of_the_schema_itself() {
    assert_eq!(
        offered(r#"{"properties": {"a": {"enum": ["low", "high"], "default": |}}}"#)[..2],
        ["\"low\"", "\"high\""]
    );
    assert_eq!(offered(r#"{"properties": {"a": {"type": "boolean", "default": |}}}"#)[..2], ["true", "false"]);
    assert_eq!(offered(r#"{"properties": {"a": {"enum": [1, 2], "examples": [|]}}}"#)[..2], ["1", "2"]);
    let half = within(r#"{"properties": {"a": {"enum": ["low", "high"], "default": "l|}}}"#);
    assert_eq!(
        after(&half, "\"low\""),
        within(r#"{"properties": {"a": {"enum": ["low", "high"], "default": "low"}}}"#)
    );
}

#[test]
fn references_lead_to_the_definitions_of_the_same_schema() {
    let found = offered(r##"{"definitions": {"an/address": {}, "b": {}}, "properties": {"a": {"$ref": "|"}}}"##);
    assert_eq!(found, ["#/definitions/an~1address", "#/definitions/b", "#"]);
}

#[test]
fn whole_properties() {
    let found = offered(r#"{"type": "object", "properties": {|}}"#);
    assert_eq!(
        found[..6],
        [
            "new property: text",
            "new property: number",
            "new property: yes or no",
            "new property: choice",
            "new property: list of texts",
            "new property: object"
        ]
    );
    assert_eq!(
        after(&within(r#"{"properties": {"a": {}, |}}"#), "new property: number"),
        within(r#"{"properties": {"a": {}, "myProperty": { "type": "number" }}}"#)
    );
}

//! Refactorings inside the JSON Schemas of a manifest. The cursor is a bar in the text.

use integration_ls::analysis::{Document, Options};
use integration_ls::contract::EntryKind;
use integration_ls::contract::visit::declared;
use integration_ls::features::code_action::refactor::{extractions, inlinings, refactorings};
use integration_ls::syntax::{Dialect, Pointer};
use integration_ls::text::TextRange;
use serde_json::{Value, json};

use crate::shared::manifests;

fn document(text: &str) -> Document {
    Document::new(text.to_owned(), Dialect::Jsonc, Options::default())
}

/// What is offered for a range inside a schema: titles, and the texts that they make.
fn offers(document: &Document, range: TextRange) -> Vec<(String, String)> {
    let fixes = [refactorings, extractions, inlinings].into_iter().flat_map(|offers| offers(document, range));
    let offers = fixes.map(|fix| {
        let mut text = document.source().text().to_owned();
        for edit in fix.edits.iter().rev() {
            text.replace_range(edit.range.to_std_range(), &edit.text);
        }
        assert!(fix.edits.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "in order, apart: {fix:?}");
        (fix.title, text)
    });
    offers.filter(|(title, _)| !title.contains("placeholder") && title != "Add an example").collect()
}

const BEFORE: &str = r#"{"states": {"s": {"schema": "#;

/// What is offered at the bar, or between two bars, in a schema: titles, and what becomes of the schema.
fn offered(schema: &str) -> Vec<(String, String)> {
    let fixture = format!("{BEFORE}{schema}}}}}}}");
    let start = fixture.find('|').unwrap() as u32;
    let end = (fixture.rfind('|').unwrap() as u32).saturating_sub(1).max(start);
    let document = document(&fixture.replace('|', ""));
    let inner = |text: String| text.strip_prefix(BEFORE).unwrap().strip_suffix("}}}").unwrap().to_owned();
    offers(&document, TextRange::new(start, end)).into_iter().map(|(title, text)| (title, inner(text))).collect()
}

fn done(schema: &str, title: &str) -> Option<String> {
    offered(schema).into_iter().find(|(offer, _)| offer.starts_with(title)).map(|(_, text)| text)
}

fn titles(schema: &str) -> Vec<String> {
    offered(schema).into_iter().map(|(title, _)| title).collect()
}

#[track_caller]
fn assert_done(title: &str, schema: &str, expected: &str) {
    assert_eq!(done(schema, title).as_deref(), Some(expected), "{title}: {schema}\n{:?}", titles(schema));
}

#[test]
fn what_is_offered_where() {
    assert_eq!(
        titles(r#"{"properties": {"api|Key": {"type": "string"}}}"#),
        [
            "Make \"apiKey\" required",
            "Allow null",
            "Add a title and a description",
            "Mark \"apiKey\" as secret",
            "Extract to definitions as \"apiKey\""
        ]
    );
    assert_eq!(
        titles(r##"{"properties": {"a": {"$ref": "#/definitions/|d"}}, "definitions": {"d": {"type": "null"}}}"##),
        ["Make \"a\" required", "Allow null", "Inline the $ref to \"#/definitions/d\""]
    );
    assert_eq!(
        titles(r#"{"properties": {"a": {"items": {"ty|pe": "string"}}}}"#),
        ["Allow null", "Extract to definitions as \"a\""]
    );
    for nothing in [
        r#"{"ty|pe": "object", "properties": {"a": {"type": "string"}}}"#,
        r#"|{"properties": {"a": {"type": "string"}}, "required": ["b"|]}"#,
        r#"{"default": {"properties": {"a|": {"type": "string"}}}}"#,
        r#"{"properties": {"a|": {"type": "string"}}"#,
        r#"{"properties": {"a|": {"type": "string"}, "b": }}"#,
    ] {
        assert_eq!(titles(nothing), [""; 0], "{nothing}");
    }
}

#[test]
fn a_property_becomes_required_and_optional() {
    let required = "Make \"a\" required";
    assert_done(required, r#"{"properties": {"a|": {}}}"#, r#"{"properties": {"a": {}}, "required": ["a"]}"#);
    assert_done(required, r#"{"properties":{"a|":{}}}"#, r#"{"properties":{"a":{}},"required":["a"]}"#);
    assert_done(
        required,
        r#"{"properties":{"a|":{}},"required":["b"]}"#,
        r#"{"properties":{"a":{}},"required":["b","a"]}"#,
    );
    assert_done(
        required,
        r#"{"required": [], "properties": {"a": {"type"|: "string"}}}"#,
        r#"{"required": ["a"], "properties": {"a": {"type": "string"}}}"#,
    );
    assert_done(
        required,
        "{\r\n\t\"properties\": {\"|a\": {}}, // all\r\n\t\"required\": [\r\n\t\t\"b\", // one\r\n\t]\r\n}",
        "{\r\n\t\"properties\": {\"a\": {}}, // all\r\n\t\"required\": [\r\n\t\t\"b\",\r\n\t\t\"a\", // one\r\n\t]\r\n}",
    );
    let optional = "Make \"a\" optional";
    assert_done(optional, r#"{"properties": {"a|": {}}, "required": ["a"]}"#, r#"{"properties": {"a": {}}}"#);
    assert_done(optional, r#"{"required": ["a"], "properties": {"a|": {}}}"#, r#"{"properties": {"a": {}}}"#);
    assert_done(
        optional,
        r#"{"required": ["b", "a"], "properties": {"a|": {}}}"#,
        r#"{"required": ["b"], "properties": {"a": {}}}"#,
    );
    assert_done(
        optional,
        "{\n  \"properties\": {\"|a\": {}},\n  \"required\": [\n    \"a\" // why\n  ]\n}",
        "{\n  \"properties\": {\"a\": {}},\n  \"required\": [\n    // why\n  ]\n}",
    );
    for schema in [
        r#"{"properties": {"a|": {}}, "required": true}"#,
        r#"{"properties": {"a|": {}}, "required": ["a", "a"]}"#,
        r#"{"items": {"type": "|string"}}"#,
    ] {
        assert_eq!(done(schema, "Make"), None, "{schema}");
    }
}

#[test]
fn titles_and_descriptions_where_they_are_missing() {
    let both = "Add a title and a description";
    assert_done(
        both,
        r#"{"properties": {"userId|": {"type": "string"}}}"#,
        r#"{"properties": {"userId": {"type": "string", "description": "TODO: describe it.", "x-zui": {"title": "User id"}}}}"#,
    );
    assert_done(
        both,
        r#"{"properties":{"a|":{"x-zui":{"secret":true},"description":""}}}"#,
        r#"{"properties":{"a":{"x-zui":{"secret":true,"title":"A"},"description":"TODO: describe it."}}}"#,
    );
    assert_done(
        "Add a title",
        r#"{"properties": {"a|": {"description": "It."}}}"#,
        r#"{"properties": {"a": {"description": "It.", "x-zui": {"title": "A"}}}}"#,
    );
    assert_done(
        "Add a description",
        r#"{"properties": {"a|": {"anyOf": [{"x-zui": {"title": "B"}}, {}]}}}"#,
        r#"{"properties": {"a": {"anyOf": [{"x-zui": {"title": "B"}}, {}], "description": "TODO: describe it."}}}"#,
    );
    assert_eq!(done(r#"{"properties": {"a|": {"description": "A", "x-zui": {"title": "A"}}}}"#, "Add"), None);
}

#[test]
fn null_is_allowed() {
    for (schema, expected) in [
        (r#"{"type": "string", "minLength": 1}"#, r#"{"type": ["string", "null"], "minLength": 1}"#),
        (r#"{"type":["string","number"]}"#, r#"{"type":["string","number","null"]}"#),
        (r#"{"type": "string", "enum": ["a"]}"#, r#"{"type": ["string", "null"], "enum": ["a", null]}"#),
        (r#"{"type": "string", "const": "a"}"#, r#"{"type": ["string", "null"], "enum": ["a", null]}"#),
        (r#"{"const": {"a": 1}}"#, r#"{"enum": [{"a": 1}, null]}"#),
        (r#"{"type": ["string", "null"], "enum": ["a"]}"#, r#"{"type": ["string", "null"], "enum": ["a", null]}"#),
        (r#"{"anyOf": [{"type": "string"}]}"#, r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#),
        (r##"{"$ref": "#/definitions/d"}"##, r##"{"anyOf": [{"$ref": "#/definitions/d"}, {"type": "null"}]}"##),
        (
            r#"{"type": "string", "not": {"const": "a"}, "x-zui": {"def": {"typeName": "ZodAny"}}}"#,
            r#"{"anyOf": [{"type": "string", "not": {"const": "a"}, "x-zui": {"def": {"typeName": "ZodAny"}}}, {"type": "null"}]}"#,
        ),
        (r#"{"enum": [1], "const": 1}"#, r#"{"anyOf": [{"enum": [1], "const": 1}, {"type": "null"}]}"#),
    ] {
        let around = |schema: &str| format!(r#"{{"properties": {{"a": {schema}}}}}"#);
        let fixture = around(schema).replace("\"a\": {", "\"a|\": {");
        assert_done("Allow null", &fixture, &around(expected));
        let again = around(expected).replacen("\"a\": {", "\"a|\": {", 1);
        assert_eq!(done(&again, "Allow null"), None, "it is allowed now: {again}");
    }
    assert_done(
        "Allow null",
        r##"{"properties": {"a|": {"allOf": [{"items": {}}]}}, "not": {"$ref": "#/properties/a/allOf/0/items"}}"##,
        r##"{"properties": {"a": {"anyOf": [{"allOf": [{"items": {}}]}, {"type": "null"}]}}, "not": {"$ref": "#/properties/a/anyOf/0/allOf/0/items"}}"##,
    );
    for schema in [
        r#"{"properties": {"a|": {}}}"#,
        r#"{"properties": {"a|": {"description": "Anything."}}}"#,
        r#"{"properties": {"a|": {"type": "null"}}}"#,
        r#"{"properties": {"a|": {"type": {}}}}"#,
        r#"{"properties": {"a|": {"type": "string", "enum": 1}}}"#,
        r#"{"properties": {"a|": {"anyOf": [{"type": "string"}, {}]}}}"#,
        r#"{"properties": {"a|": {"anyOf": [{"type": "string"}, true]}}}"#,
    ] {
        assert_eq!(done(schema, "Allow null"), None, "{schema}");
    }
}

#[test]
fn a_schema_moves_into_the_definitions() {
    let title = "Extract to definitions";
    assert_done(
        title,
        "{\n  \"properties\": {\n    \"a\": {\n      // Why.\n      \"type|\": \"string\"\n    }\n  }\n}",
        "{\n  \"properties\": {\n    \"a\": {\"$ref\": \"#/definitions/a\"}\n  },\n  \"definitions\": {\n    \"a\": {\n      // Why.\n      \"type\": \"string\"\n    }\n  }\n}",
    );
    assert_done(
        title,
        "{\r\n\t\"definitions\": {\r\n\t\t\"a/b\": {}\r\n\t},\r\n\t\"properties\": {\"x\": {\"properties\": {\r\n\t\t\t\"a/b|\": {\r\n\t\t\t\t\"type\": \"null\"\r\n\t\t\t}}}}\r\n}",
        "{\r\n\t\"definitions\": {\r\n\t\t\"a/b\": {},\r\n\t\t\"a/b2\": {\r\n\t\t\t\"type\": \"null\"\r\n\t\t}\r\n\t},\r\n\t\"properties\": {\"x\": {\"properties\": {\r\n\t\t\t\"a/b\": {\"$ref\": \"#/definitions/a~1b2\"}}}}\r\n}",
    );
    assert_done(
        title,
        r#"{"items":{"not|":{"type":"null"}}}"#,
        r##"{"items":{"not":{"$ref":"#/definitions/definition"}},"definitions":{"definition":{"type":"null"}}}"##,
    );
    assert_done(
        title,
        r##"{"properties": {"a|": {"items": {"$ref": "#/properties/a"}, "not": {"$ref": "#/properties/a/items"}}, "b": {"$ref": "#/properties/a/not"}, "c": {"$ref": "#/properties/a"}}}"##,
        r##"{"properties": {"a": {"$ref": "#/definitions/a"}, "b": {"$ref": "#/definitions/a/not"}, "c": {"$ref": "#/properties/a"}}, "definitions": {"a": {"items": {"$ref": "#/properties/a"}, "not": {"$ref": "#/definitions/a/items"}}}}"##,
    );
    for schema in [
        r#"{"definitions": {"a|": {"type": "string"}}}"#,
        r#"{"definitions": true, "properties": {"a|": {"type": "string"}}}"#,
        r#"{"properties": {"a|": {}}}"#,
        r#"{"properties": {"b": {"$id": "https://a.example", "properties": {"a|": {"type": "string"}}}}}"#,
    ] {
        assert_eq!(done(schema, title), None, "{schema}");
    }
}

#[test]
fn a_reference_becomes_what_it_leads_to() {
    let title = "Inline the $ref";
    assert_done(
        title,
        "{\n  \"definitions\": {\n    \"d\": {\n      \"type\": \"string\" // text\n    }\n  },\n  \"items\": {\n    \"items\": {\"$ref\": \"|#/definitions/d\", \"title\": \"D\"}\n  }\n}",
        "{\n  \"definitions\": {\n    \"d\": {\n      \"type\": \"string\" // text\n    }\n  },\n  \"items\": {\n    \"items\": {\n      \"type\": \"string\" // text\n    }\n  }\n}",
    );
    assert_done(title, r##"{"not": {"$ref|": "#/allOf/0"}, "allOf": [true]}"##, r#"{"not": true, "allOf": [true]}"#);
    for schema in [
        r##"{"properties": {"a": {"$ref": "#|"}}}"##,
        r##"{"definitions": {"a": {"$ref": "#/definitions/a|"}}}"##,
        r##"{"definitions": {"a": {"items": {"$ref": "#/definitions/b"}}, "b": {"items": {"$ref": "#/definitions/a"}}}, "not": {"$ref": "#/definitions/a|"}}"##,
        r##"{"definitions": {"a": {"items": {"$ref": "#/definitions/a|"}}}}"##,
        r##"{"definitions": {"a": {}}, "not": { /* why */ "$ref": "#/definitions/a|"}}"##,
        r##"{"definitions": {"a": {}}, "not": {"$ref": "#/definitions/a|", "items": {}}, "contains": {"$ref": "#/not/items"}}"##,
        r##"{"definitions": {"a": {}}, "not": {"$ref": "#/definitions/b|"}}"##,
        r##"{"default": {}, "not": {"$ref": "#/default|"}}"##,
        r##"{"definitions": {"a": {}}, "$ref": "#/definitions/a|"}"##,
    ] {
        assert_eq!(done(schema, title), None, "{schema}");
    }
}

#[test]
fn a_text_whose_name_sounds_secret_is_marked() {
    for (schema, expected) in [
        (r#""apiKey|": {"type": "string"}"#, r#""apiKey": {"type": "string", "x-zui": {"secret": true}}"#),
        (r#""TOKEN|":{"type":["string","null"]}"#, r#""TOKEN":{"type":["string","null"],"x-zui":{"secret":true}}"#),
        (
            r#""client_secret|": {"type": "string", "x-zui": {"title": "Secret"}}"#,
            r#""client_secret": {"type": "string", "x-zui": {"title": "Secret", "secret": true}}"#,
        ),
        (
            r#""password|": {"anyOf": [{"type": "string"}], "x-zui": {"secret": false}}"#,
            r#""password": {"anyOf": [{"type": "string"}], "x-zui": {"secret": true}}"#,
        ),
    ] {
        let around = |property: &str| format!("{{\"properties\": {{{property}}}}}");
        assert_done("Mark", &around(schema), &around(expected));
    }
    for schema in [
        r#"{"properties": {"monkey|": {"type": "string"}}}"#,
        r#"{"properties": {"maxTokens|": {"type": "integer"}}}"#,
        r#"{"properties": {"token|": {"type": "string", "x-zui": {"secret": true}}}}"#,
        r#"{"properties": {"token|": {"type": "string", "x-zui": true}}}"#,
    ] {
        assert_eq!(done(schema, "Mark"), None, "{schema}");
    }
}

/// Other ways to write a manifest.
fn variants(text: &str) -> [String; 4] {
    let value: Value = serde_json::from_str(text).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    let commented = pretty.replace(",\n", ", // and\n").replace("{\n", "{ /* opens */\n");
    [serde_json::to_string(&value).unwrap(), pretty.replace('\n', "\r\n"), commented, pretty.replace("  ", "\t")]
}

/// The value of a text with comments, and their number.
fn value_of(text: &str) -> (Value, usize) {
    let document = document(text);
    let tree = document.source().tree();
    assert!(tree.errors().is_empty(), "{:?} in {text}", tree.errors());
    let mut plain = text.to_owned();
    for comment in tree.comments().iter().rev() {
        plain.replace_range(comment.range.to_std_range(), "");
    }
    (serde_json::from_str(&plain).unwrap(), tree.comments().len())
}

/// The value without what a pointer leads to.
fn without(mut value: Value, pointers: &[&str]) -> Value {
    for pointer in pointers {
        let (owner, name) = pointer.rsplit_once('/').unwrap();
        if let Some(Value::Object(members)) = value.pointer_mut(owner) {
            members.remove(&name.replace("~1", "/").replace("~0", "~"));
        }
    }
    value
}

#[test]
fn refactorings_of_real_schemas_change_what_they_say_and_nothing_else() {
    let mut random = fastrand::Rng::with_seed(13);
    let mut count = [0; 6];
    for (name, text) in manifests().into_iter().filter(|(_, text)| text.len() < 100_000) {
        let variants = variants(&text);
        let text = &variants[random.usize(..variants.len())];
        let document = document(text);
        let properties = document.source().root().into_iter().flat_map(declared);
        let keys: Vec<_> = properties
            .filter(|(_, field)| field.entry == Some(EntryKind::Property))
            .filter_map(|(property, _)| property.key())
            .collect();
        let (before, comments) = value_of(text);
        for _ in 0..if keys.is_empty() { 0 } else { 1 } {
            let key = keys[random.usize(..keys.len())];
            let place = key.parent().unwrap().value().unwrap().pointer().to_string();
            let owner = place.rsplitn(3, '/').nth(2).unwrap().to_owned();
            let top = Pointer::parse(&owner).unwrap();
            let depth = top.segments().iter().position(|segment| segment == "schema").unwrap();
            let top = Pointer::from(top.segments()[..=depth].to_vec()).to_string();
            for (title, after) in offers(&document, TextRange::empty(key.range().start + 1)) {
                let (new, kept) = value_of(&after);
                let what = format!("{title} at {place} in {name}");
                assert_eq!(kept, comments, "{what}: comments");
                let (required, definitions) = (format!("{owner}/required"), format!("{top}/definitions"));
                let changed: Vec<&str> = match &title {
                    title if title.starts_with("Make") => vec![required.as_str()],
                    title if title.starts_with("Extract") => vec![place.as_str(), definitions.as_str()],
                    _ => vec![place.as_str()],
                };
                assert!(without(new.clone(), &changed) == without(before.clone(), &changed), "{what} changes more");
                assert!(new != before, "{what} changes nothing");
                let again = |title: &str| {
                    let document = self::document(&after);
                    let node = Pointer::parse(&place).unwrap().find(document.source().root().unwrap()).unwrap();
                    let key = node.parent().and_then(|property| property.key()).unwrap();
                    let offers = offers(&document, TextRange::empty(key.range().start + 1));
                    offers.into_iter().find(|(offer, _)| offer.starts_with(title)).map(|(_, text)| value_of(&text))
                };
                if title.starts_with("Make") {
                    let (value, _) = again("Make").unwrap();
                    let sorted = |value: &Value| {
                        let mut names: Vec<String> =
                            serde_json::from_value(value.pointer(&required).cloned().unwrap_or(json!([]))).unwrap();
                        names.sort();
                        names
                    };
                    assert_eq!(sorted(&value), sorted(&before), "{what} and back");
                    assert!(without(value, &[&required]) == without(before.clone(), &[&required]), "{what} and back");
                    count[0] += 1;
                } else if title.starts_with("Extract") {
                    let (value, _) = again("Inline").unwrap();
                    assert!(
                        without(value, &[&definitions]) == without(before.clone(), &[&definitions]),
                        "{what} and back"
                    );
                    count[1] += 1;
                } else if title == "Allow null" {
                    assert!(again("Allow null").is_none(), "{what} again");
                    count[2] += 1;
                } else if title.starts_with("Add") {
                    assert!(again("Add").is_none(), "{what} again");
                    count[3] += 1;
                } else if title.starts_with("Mark") {
                    count[4] += 1;
                } else {
                    count[5] += 1;
                }
            }
        }
    }
    assert!(count[..3].iter().all(|count| *count > 0), "{count:?}");
}

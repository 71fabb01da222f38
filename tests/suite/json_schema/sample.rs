//! Values that fit a schema and look like real ones.

use integration_ls::json_schema::sample::sample;
use integration_ls::syntax::{Dialect, Source};

fn sampled(schema: &str) -> String {
    let source = Source::new(schema.to_owned(), Dialect::Jsonc);
    let root = source.root().unwrap();
    match sample(root, root, None) {
        Ok(value) => value.to_json(),
        Err(why) => why.to_string(),
    }
}

fn table(schemas: &[&str]) -> String {
    schemas.iter().map(|schema| format!("{schema}\n    {}\n", sampled(schema))).collect()
}

#[test]
fn what_the_schema_gives_comes_first() {
    insta::assert_snapshot!(table(&[
        r#"{"type": "string", "examples": [3, "first", "second"], "default": "x"}"#,
        r#"{"type": "string", "default": "x"}"#,
        r#"{"type": "object", "default": {}, "properties": {"a": {"type": "boolean"}}}"#,
        r#"{"type": "string", "default": "too long", "maxLength": 3}"#,
        r#"{"const": {"a": [1.50]}}"#,
        r#"{"enum": ["red", "green"]}"#,
        r#"{"type": "string", "x-zui": {"placeholder": "sk-123"}}"#,
        r#"{"examples": [{"a": /* comment */ 1,}]}"#,
    ]));
}

#[test]
fn otherwise_it_is_made() {
    insta::assert_snapshot!(table(&[
        "{}",
        "true",
        r#"{"type": "string", "title": "Thread ID"}"#,
        r#"{"type": "string", "minLength": 30}"#,
        r#"{"type": "string", "maxLength": 2}"#,
        r#"{"type": "string", "format": "email"}"#,
        r#"{"type": "string", "format": "date-time"}"#,
        r#"{"type": "string", "pattern": "^[A-Z]{2}-\\d{4}$"}"#,
        r#"{"type": "string", "pattern": "^(?!\\.)(?!.*\\.\\.)([a-zA-Z0-9_+-\\.]*)[a-zA-Z0-9_+-]@([a-zA-Z0-9][a-zA-Z0-9\\-]*\\.)+[a-zA-Z]{2,}$"}"#,
        r#"{"type": "string", "pattern": "^[a-z]+$", "minLength": 12}"#,
        r#"{"type": "integer", "minimum": 18}"#,
        r#"{"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.01}"#,
        r#"{"type": "number", "minimum": 101, "multipleOf": 7}"#,
        r#"{"minimum": 9007199254740993}"#,
        r#"{"type": ["null", "boolean"]}"#,
        r#"{"type": "array", "items": {"type": "number"}, "minItems": 3, "uniqueItems": true}"#,
        r#"{"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 2, "uniqueItems": true}"#,
        r#"{"items": [{"type": "string"}, {"type": "boolean"}], "additionalItems": false}"#,
        r#"{"type": "array", "contains": {"const": 3}}"#,
        r#"{"anyOf": [{"type": "null"}, {"type": "string"}]}"#,
        r#"{"oneOf": [false, {"type": "string", "minLength": 3, "maxLength": 2}, {"type": "number"}]}"#,
        r#"{"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"minLength": 12}}, "required": ["a"]}]}"#,
        r#"{"not": {"type": "string"}}"#,
        r#"{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "required": ["a"]}"#,
    ]));
}

#[test]
fn an_object_shows_its_properties() {
    insta::assert_snapshot!(table(&[
        r#"{"properties": {"email": {"type": "string"}, "createdAt": {"type": "string"}, "websiteUrl": {"type": "string"},
            "firstName": {"type": "string"}, "threadTitle": {"type": "string"}, "userId": {"type": "string"}, "age": {"type": "integer"}}}"#,
        r#"{"properties": {"apiKey": {"type": "string", "x-zui": {"secret": true, "placeholder": "sk-live"}, "default": "sk-real", "examples": ["sk-real"]}}}"#,
        r#"{"type": "object", "required": ["x"], "additionalProperties": {"type": "number"}}"#,
        r#"{"type": "object", "additionalProperties": {"type": "number"}}"#,
        r#"{"type": "object", "patternProperties": {"^x-[0-9]$": {"const": 1}}, "additionalProperties": false, "minProperties": 2}"#,
        r#"{"type": "object", "propertyNames": {"enum": ["red", "green"]}, "minProperties": 2}"#,
        r#"{"properties": {"a": {}, "b": {}}, "maxProperties": 1, "required": ["b"]}"#,
        r#"{"properties": {"card": {"type": "string"}}, "dependencies": {"card": ["address"]}}"#,
        r#"{"properties": {"a": false, "b": {"type": "null"}}}"#,
    ]));
}

#[test]
fn a_schema_inside_itself_ends() {
    insta::assert_snapshot!(table(&[
        r##"{"properties": {"name": {"type": "string"}, "parent": {"$ref": "#"}, "children": {"type": "array", "items": {"$ref": "#"}}}}"##,
        r##"{"properties": {"next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}, "required": ["next"]}"##,
        r##"{"type": "object", "properties": {"next": {"$ref": "#"}}, "required": ["next"]}"##,
        r##"{"$ref": "#"}"##,
        r##"{"definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"type": "boolean"}}, "$ref": "#/definitions/a"}"##,
    ]));
}

#[test]
fn where_nothing_fits_that_is_said() {
    insta::assert_snapshot!(table(&[
        "false",
        r#"{"type": "string", "minLength": 3, "maxLength": 2}"#,
        r#"{"type": "string", "minLength": 1000000}"#,
        r#"{"type": "array", "minItems": 100000}"#,
        r#"{"type": "object", "required": ["a"], "properties": {"a": false}}"#,
        r#"{"allOf": [{"type": "string"}, {"type": "number"}]}"#,
        r#"{"type": "string", "pattern": "^(a)\\1$"}"#,
        r#"{"type": "strng"}"#,
        r#"{"$ref": "other.json"}"#,
        r#"{"type": "object", "properties": []}"#,
    ]));
}

#[test]
fn hostile_schemas_end() {
    let deep =
        r#"{"type": "object", "required": ["a"], "properties": {"a": "#.repeat(20_000) + "{}" + &"}}".repeat(20_000);
    let branches = vec![
        r##"{"required": ["a", "b"], "properties": {"a": {"$ref": "#/definitions/x"}, "b": {"type": "string", "minLength": 9, "maxLength": 8}}}"##;
        200
    ];
    let wide = format!(
        "{{\"definitions\": {{\"x\": {{\"anyOf\": [{}]}}}}, \"$ref\": \"#/definitions/x\"}}",
        branches.join(", ")
    );
    let many: Vec<String> = (0..20_000).map(|index| format!("\"p{index}\": {{\"type\": \"string\"}}")).collect();
    let many = format!("{{\"properties\": {{{}}}}}", many.join(", "));
    let nested = (0..12).fold("{\"type\": \"string\"}".to_owned(), |inner, _| {
        format!("{{\"type\": \"array\", \"minItems\": 9, \"items\": {inner}}}")
    });
    for schema in [&deep, &wide, &nested] {
        assert_eq!(sampled(schema), "no value that fits the schema was found");
    }
    assert!(sampled(&many).len() < 5_000);
}

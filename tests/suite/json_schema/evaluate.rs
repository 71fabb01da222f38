//! Whether a value fits a schema, and where and why it does not.

use integration_ls::json_schema::evaluate::{Settings, Verdict, evaluate, examine};
use integration_ls::syntax::{Dialect, Node, Source};

fn source(text: &str) -> Source {
    Source::new(text.to_owned(), Dialect::Json)
}

fn root(source: &Source) -> Node<'_> {
    source.root().unwrap_or_else(|| panic!("{} has a value", source.text()))
}

/// The verdict in a word, or each mismatch with its pointer, its range, the keyword's pointer and the message.
fn said(schema: &str, value: &str) -> String {
    let (schema, value) = (source(schema), source(value));
    match evaluate(root(&schema), root(&schema), root(&value), Settings::default()) {
        Verdict::Fits => "fits\n".to_owned(),
        Verdict::CannotTell => "cannot tell\n".to_owned(),
        Verdict::Mismatches(mismatches) => {
            assert!(!mismatches.is_empty());
            let line = |mismatch: &integration_ls::json_schema::evaluate::Mismatch<'_, '_>| {
                let range = mismatch.range().of(value.text());
                let keyword = mismatch.keyword.value().unwrap_or(mismatch.keyword).pointer();
                format!("{} `{range}` {keyword}\n    {}\n", mismatch.value.pointer(), mismatch.message)
            };
            mismatches.iter().map(line).collect()
        }
    }
}

fn table(cases: &[(&str, &str)]) -> String {
    cases.iter().map(|(schema, value)| format!("{schema}\n{value}\n{}\n", said(schema, value))).collect()
}

#[test]
fn what_refuses_a_value_is_said_at_its_place() {
    insta::assert_snapshot!(table(&[
        (r#"{"type": "object", "properties": {"age": {"type": "integer", "minimum": 18}}}"#, r#"{"age": 3}"#),
        (r#"{"properties": {"age": {"type": "integer"}}}"#, r#"{"age": 3.5}"#),
        (r#"{"properties": {"age": {"type": ["number", "null"]}}}"#, r#"{"age": "old"}"#),
        (r#"{"properties": {"on": {"type": "string"}}}"#, r#"{"on": true}"#),
        (r#"{"exclusiveMinimum": 0}"#, "0"),
        (r#"{"exclusiveMaximum": 1e2}"#, "100.0"),
        (r#"{"maximum": 9007199254740992}"#, "9007199254740993"),
        (r#"{"multipleOf": 0.01}"#, "0.015"),
        (r#"{"properties": {"name": {"minLength": 1}}}"#, r#"{"name": ""}"#),
        (r#"{"properties": {"name": {"maxLength": 2}}}"#, r#"{"name": "😀é!"}"#),
        (r#"{"properties": {"id": {"pattern": "^[a-z]+$"}}}"#, r#"{"id": "A 1"}"#),
        (r#"{"properties": {"at": {"format": "date-time"}}}"#, r#"{"at": "tomorrow"}"#),
        (r#"{"properties": {"color": {"enum": ["red", "green"]}}}"#, r#"{"color": "gren"}"#),
        (r#"{"enum": [1, 2, 3, 4, 5, 6, 7]}"#, "8"),
        (r#"{"properties": {"kind": {"const": "text"}}}"#, r#"{"kind": "image"}"#),
        (r#"{"const": {"a": 1}}"#, r#"{"a": 2}"#),
        (r#"{"required": ["to", "subject"]}"#, r#"{"to": 1}"#),
        (r#"{"properties": {"mail": {"required": ["to"]}}}"#, r#"{"mail": {}}"#),
        (r#"{"items": {"required": ["to"]}}"#, "[{}]"),
        (r#"{"properties": {"title": {}}, "additionalProperties": false}"#, r#"{"titel": 1, "x": 2}"#),
        (
            r#"{"patternProperties": {"^x-": {"type": "null"}}, "additionalProperties": {"type": "string"}}"#,
            r#"{"x-a": 1, "b": 2}"#
        ),
        (r#"{"propertyNames": {"pattern": "^[a-z]+$"}}"#, r#"{"a": 1, "B": 2}"#),
        (r#"{"minProperties": 1}"#, "{}"),
        (r#"{"maxProperties": 1}"#, r#"{"a": 1, "b": 2}"#),
        (r#"{"dependencies": {"card": ["address"], "x": {"required": ["y"]}}}"#, r#"{"card": 1, "x": 1}"#),
        (r#"{"properties": {"tags": {"items": {"type": "string"}}}}"#, r#"{"tags": ["a", 1]}"#),
        (r#"{"items": [{"type": "string"}], "additionalItems": false}"#, r#"["a", 1, 2]"#),
        (r#"{"items": [{"type": "string"}], "additionalItems": {"type": "number"}}"#, r#"["a", 1, "b"]"#),
        (r#"{"properties": {"tags": {"contains": {"const": "a"}}}}"#, r#"{"tags": ["b"]}"#),
        (
            r#"{"properties": {"tags": {"uniqueItems": true}}}"#,
            r#"{"tags": [{"a": 1, "b": 2}, 3, {"b": 2.0, "a": 1}]}"#
        ),
        (r#"{"minItems": 2}"#, "[1]"),
        (r#"{"maxItems": 1}"#, "[1, 2]"),
        (r#"{"properties": {"old": false}}"#, r#"{"old": 1}"#),
        (r#"{"not": {"type": "string"}}"#, r#""a""#),
        (r#"{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}}"#, r#""a""#),
        (r#"{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}}"#, "1"),
        (r##"{"definitions": {"a b": {"type": "string"}}, "items": {"$ref": "#/definitions/a%20b"}}"##, "[1]"),
        (r#"{"allOf": [{"minimum": 2}, {"multipleOf": 2}]}"#, "1"),
    ]));
}

#[test]
fn of_several_schemas_the_closest_is_explained() {
    let messages = r#"{"anyOf": [
      {"type": "object", "properties": {"type": {"const": "text"}, "text": {"type": "string"}}, "required": ["type", "text"]},
      {"type": "object", "properties": {"type": {"const": "image"}, "url": {"type": "string"}}, "required": ["type", "url"]}
    ]}"#;
    insta::assert_snapshot!(table(&[
        (messages, r#"{"type": "image", "url": 1}"#),
        (messages, r#"{"type": "imag", "url": 1}"#),
        (messages, r#"{"url": 1}"#),
        (messages, "1"),
        (r#"{"anyOf": [{"type": "string", "minLength": 2}, {"type": "null"}]}"#, r#""a""#),
        (r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "1"),
        (r#"{"anyOf": [{"const": "a"}, {"const": "b"}, {"type": "null"}]}"#, r#""c""#),
        (r#"{"oneOf": [{"minimum": 1}, {"multipleOf": 2}, {"maximum": 5}]}"#, "4"),
        (r#"{"oneOf": [{"required": ["a", "b"]}, {"required": ["c"]}]}"#, "{}"),
    ]));
}

#[test]
fn values_that_fit() {
    for (schema, value) in [
        ("true", "1"),
        ("{}", "null"),
        (r#"{"type": "integer"}"#, "1.0"),
        (r#"{"type": "integer"}"#, "1e300"),
        (r#"{"multipleOf": 0.1}"#, "0.3"),
        (r#"{"multipleOf": 0.01}"#, "1e100"),
        (r#"{"maxLength": 1}"#, r#""\ud83d\ude00""#),
        (r#"{"const": 1}"#, "1.0"),
        (r#"{"const": {"a": [1], "b": 2}}"#, r#"{"b": 2, "a": [1e0]}"#),
        (r#"{"uniqueItems": true}"#, r#"[1, true, "1", [1], {"a": 1}, {"a": 2}, null]"#),
        (r#"{"minLength": 2.0}"#, r#""ab""#),
        (r##"{"$ref": "#/definitions/a", "minimum": 5, "definitions": {"a": {}}}"##, "1"),
        (r##"{"properties": {"next": {"$ref": "#"}}}"##, r#"{"next": {"next": {"next": {}}}}"#),
        (r#"{"properties": {"$ref": {"type": "string"}}}"#, r#"{"$ref": "a"}"#),
        (r#"{"required": ["a"], "required": []}"#, "{}"),
        (r#"{"properties": {"a": {"type": "string"}}}"#, r#"{"a": 1, "a": "last"}"#),
        (r#"{"discriminator": {"propertyName": 3}, "unknown": 4}"#, "{}"),
        (r#"{"format": "unknown"}"#, r#""anything""#),
        (r#"{"then": false}"#, "1"),
        (r#"{"additionalItems": false}"#, "[1]"),
    ] {
        assert_eq!(said(schema, value), "fits\n", "{schema} {value}");
    }
}

#[test]
fn what_is_unclear_is_no_mismatch() {
    for (schema, value) in [
        // The schema is broken, and turned round.
        (r#"{"minLength": "3"}"#, r#""""#),
        (r#"{"not": {"minLength": "3"}}"#, r#""""#),
        (r#"{"type": "strng"}"#, "1"),
        (r#"{"type": ["null", 3]}"#, "1"),
        (r#"{"enum": []}"#, "1"),
        (r#"{"enum": "a"}"#, "1"),
        (r#"{"multipleOf": 0}"#, "1"),
        (r#"{"minItems": -1}"#, "[]"),
        (r#"{"minItems": 1.5}"#, "[]"),
        (r#"{"exclusiveMinimum": true}"#, "1"),
        (r#"{"required": true}"#, "{}"),
        (r#"{"required": [3]}"#, "{}"),
        (r#"{"properties": []}"#, r#"{"a": 1}"#),
        (r#"{"properties": [], "additionalProperties": false}"#, r#"{"a": 1}"#),
        (r#"{"properties": {"a": 3}}"#, r#"{"a": 1}"#),
        (r#"{"allOf": {}}"#, "1"),
        (r#"{"anyOf": []}"#, "1"),
        (r#"{"not": 3}"#, "1"),
        (r#"{"not": {"not": 3}}"#, "1"),
        (r#"{"items": 3}"#, "[1]"),
        (r#"{"pattern": "("}"#, r#""""#),
        ("3", "1"),
        // References that lead nowhere, outside or in a circle.
        (r##"{"$ref": "#/definitions/a"}"##, "1"),
        (r#"{"$ref": "other.json"}"#, "1"),
        (r##"{"$ref": "#"}"##, "1"),
        (r##"{"allOf": [{"$ref": "#"}, {"$ref": "#"}]}"##, "1"),
        (
            r##"{"items": {"$id": "http://a/b", "items": {"$ref": "#/definitions/a"}}, "definitions": {"a": false}}"##,
            "[[1]]",
        ),
        (r##"{"definitions": {"a": 3}, "$ref": "#/definitions/a"}"##, "1"),
        // OpenAPI's keyword, which some validators know.
        (r#"{"type": "string", "nullable": true}"#, "null"),
        // A pattern that is not matched.
        (r#"{"pattern": "^(a)\\1$"}"#, r#""ab""#),
        (r#"{"anyOf": [{"pattern": "^(a)\\1$"}, {"type": "null"}]}"#, r#""ab""#),
        (r#"{"patternProperties": {"(a)\\1": {}}, "additionalProperties": false}"#, r#"{"ab": 1}"#),
        // The value is half typed.
        (r#"{"required": ["a"]}"#, r#"{"#),
        (r#"{"required": ["a"]}"#, r#"{b: 1}"#),
        (r#"{"type": "number"}"#, "tru"),
        (r#"{"minLength": 5}"#, r#""a"#),
        (r#"{"minLength": 5}"#, r#""\ud83d""#),
        (r#"{"properties": {"a": {"type": "string"}}}"#, r#"{"a": }"#),
        (r#"{"minimum": 5}"#, "1e999"),
        (r#"{"uniqueItems": true}"#, "[1, 2"),
        (r#"{"contains": {"const": 3}}"#, "[1, 2"),
    ] {
        assert_eq!(said(schema, value), "cannot tell\n", "{schema} {value}");
    }
}

#[test]
fn secret_values_are_not_repeated() {
    let schema = r#"{"properties": {"token": {"x-zui": {"secret": true}, "anyOf": [{"minLength": 9, "pattern": "^x", "const": "y"}]}}}"#;
    let said = said(schema, r#"{"token": "hunter2"}"#);
    assert!(said.contains("must match the pattern") || said.contains("must be"), "{said}");
    assert!(!said.replace("`\"hunter2\"`", "").contains("hunter2"), "{said}");
}

/// The steps of an evaluation, and whether it gave an answer.
fn steps(schema: &str, value: &str) -> (u64, bool) {
    let (schema, value) = (source(schema), source(value));
    let evaluation = examine(root(&schema), root(&schema), root(&value), Settings::default());
    (evaluation.steps, evaluation.verdict != Verdict::CannotTell)
}

#[test]
fn steps_are_bounded() {
    let doubled = r##"{"anyOf": [{"properties": {"a": {"$ref": "#"}}, "required": ["b"]}, {"properties": {"a": {"$ref": "#"}}, "required": ["c"]}]}"##;
    let deep = r#"{"a": "#.repeat(60) + "1" + &"}".repeat(60);
    assert_eq!(steps(doubled, &deep), (Settings::default().steps, false));
    let lists = |count: usize| {
        let equal = vec!["[1, 2, 3]"; count].join(", ");
        let different: Vec<String> = (0..count).map(|index| format!("[{index}]")).collect();
        (format!("[{equal}]"), format!("[{}]", different.join(", ")))
    };
    for schema in
        [r#"{"uniqueItems": true}"#, r#"{"items": {"enum": [[1, 2, 3], [4]]}}"#, r#"{"contains": {"const": 7}}"#]
    {
        let ((few, _), (many, _)) = (steps(schema, &lists(1_000).1), steps(schema, &lists(2_000).1));
        assert!(many <= 2 * few + 10 && few > 500, "{schema}: {few} and {many}");
        assert!(steps(schema, &lists(2_000).0).1);
    }
    let wide: String = (0..2_000).map(|index| format!("\"k{index}\": {{}}, ")).collect();
    let (all, wide) = (
        format!("{{{wide}\"k\": 1}}"),
        format!("{{\"properties\": {{{wide}\"k\": {{}}}}, \"additionalProperties\": false}}"),
    );
    assert!(steps(&wide, &all).0 < 20_000);
}

#[test]
fn a_pattern_that_backtracks_for_ever_is_answered_in_few_steps() {
    let hostile = r#"{"pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"}"#;
    let text = |length: usize| format!("\"{}\"", "a".repeat(length));
    let ((few, answered), (many, _)) = (steps(hostile, &text(1_000)), steps(hostile, &text(2_000)));
    assert!(answered && few > 1_000 && many < 3 * few, "{few} and {many}");
    let (huge, answered) = steps(r#"{"pattern": "(?=(a|a)*b)(?:a{100}){100}c"}"#, &text(100_000));
    assert!(!answered && huge < Settings::default().steps, "{huge}");
}

#[test]
fn nesting_does_not_use_up_the_stack() {
    let value = "[".repeat(50_000) + &"]".repeat(50_000);
    let nested = r#"{"items": "#.repeat(50_000) + "{}" + &"}".repeat(50_000);
    let chain: String =
        (0..50_000).map(|index| format!("\"{index}\": {{\"$ref\": \"#/definitions/{}\"}}, ", index + 1)).collect();
    let chain = format!("{{\"$ref\": \"#/definitions/0\", \"definitions\": {{{chain}\"50000\": false}}}}");
    let not = r#"{"not": "#.repeat(50_000) + "{}" + &"}".repeat(50_000);
    // Half of what threads have by default.
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let run = move || {
        for schema in [
            r##"{"items": {"$ref": "#"}, "uniqueItems": true, "enum": [[]]}"##,
            r##"{"anyOf": [{"items": {"$ref": "#"}}]}"##,
        ] {
            assert!(!steps(schema, &value).1 || said(schema, &value).contains("must be"));
        }
        for schema in [nested, chain, not] {
            assert!(!steps(&schema, &value).1);
        }
    };
    small.spawn(run).unwrap().join().unwrap();
}

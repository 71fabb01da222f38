//! Schemas and values that are damaged, as typing does and as an attacker would.

use integration_ls::json_schema::evaluate::{Settings, Verdict, evaluate, examine};
use integration_ls::json_schema::pattern::validity;
use integration_ls::json_schema::sample::sample;
use integration_ls::syntax::{Dialect, Source};
use integration_ls::text::is_invisible;

use crate::mutation::{damage, rounds};

/// Schemas that between them use all keywords, each with a value.
const SEEDS: [(&str, &str); 5] = [
    (
        r##"{"type": "object", "properties": {"a": {"type": ["string", "null"], "minLength": 1, "maxLength": 9, "pattern": "^(?!x)[a-z]+(b|c){1,2}$", "format": "email"},
        "b": {"type": "number", "minimum": -1.5, "exclusiveMaximum": 1e3, "multipleOf": 0.01}, "c": {"$ref": "#/definitions/c"}}, "required": ["a"],
        "additionalProperties": false, "dependencies": {"a": ["b"], "b": {"minProperties": 1}}, "definitions": {"c": {"type": "array", "items": {"$ref": "#"}}}}"##,
        r#"{"a": "abc", "b": 0.3, "c": [{"a": "bb", "b": 1}, {}]}"#,
    ),
    (
        r#"{"anyOf": [{"properties": {"t": {"const": "x"}}, "required": ["t"]}, {"properties": {"t": {"enum": ["y", 1, null]}}}, {"type": "string"}], "maxProperties": 3}"#,
        r#"{"t": "z", "u": [1, 2]}"#,
    ),
    (
        r#"{"items": [{"type": "integer"}, true], "additionalItems": {"not": {"type": "null"}}, "contains": {"const": {"a": [1]}}, "uniqueItems": true, "minItems": 1, "maxItems": 9}"#,
        r#"[1, "2", {"a": [1.0]}, 3e0]"#,
    ),
    (
        r#"{"if": {"propertyNames": {"pattern": "^x-"}}, "then": {"patternProperties": {"^x-\\d": {"oneOf": [{"minimum": 1}, {"multipleOf": 2}]}}}, "else": {"allOf": [{"required": ["y"]}, false]}}"#,
        r#"{"x-1": 2, "x-2": "\u00e9", "x-3": true}"#,
    ),
    (
        r#"{"properties": {"k": {"type": "string", "x-zui": {"secret": true}, "enum": ["hunter2"], "examples": ["hunter2"], "default": 1}}, "examples": [{"k": "hunter2"}]}"#,
        r#"{"k": "hunter3", "k": "hunter2"}"#,
    ),
];

#[test]
fn damaged_schemas_and_values_do_no_harm() {
    let mut random = fastrand::Rng::with_seed(7);
    let settings = Settings { steps: 20_000, ..Settings::default() };
    let (mut mismatches, mut samples) = (0, 0);
    for round in 0..rounds(8_000) {
        let (schema, value) = SEEDS[round % SEEDS.len()];
        let (mut schema, mut value) = (schema.to_owned(), value.to_owned());
        damage(&mut random, &mut schema, 0..4);
        damage(&mut random, &mut value, 0..3);
        let (schema, value) = (Source::new(schema, Dialect::Jsonc), Source::new(value, Dialect::Jsonc));
        let Some(root) = schema.root() else { continue };
        if let Some(node) = value.root() {
            let evaluation = examine(root, root, node, settings);
            assert!(evaluation.steps <= settings.steps);
            if let Verdict::Mismatches(all) = evaluation.verdict {
                mismatches += 1;
                assert!((1..=50).contains(&all.len()), "{}", schema.text());
                for mismatch in all {
                    assert!(value.text().get(mismatch.range().to_std_range()).is_some());
                    assert!(root.range().covers(mismatch.keyword.range()), "{mismatch:?}");
                    assert!(
                        mismatch.message.ends_with(['.', '?']) && !mismatch.message.contains(is_invisible),
                        "{mismatch:?}"
                    );
                }
            }
        }
        if round % 8 < 2
            && let Ok(made) = sample(root, root, None)
        {
            samples += 1;
            let made = Source::new(made.to_pretty_json("  "), Dialect::Json);
            assert!(made.tree().errors().is_empty(), "{}", made.text());
            let verdict = evaluate(root, root, made.root().unwrap(), Settings::default());
            assert_eq!(verdict, Verdict::Fits, "{}\n{}", schema.text(), made.text());
        }
    }
    assert!(mismatches > rounds(8_000) / 20 && samples > rounds(8_000) / 40, "{mismatches} {samples}");
}

#[test]
fn damaged_patterns_do_no_harm() {
    let mut random = fastrand::Rng::with_seed(8);
    let seeds =
        [r"^(?!\.)(?<n>[a-zA-Z0-9_+-\.]*)@([a-z\d]\-?\.)+\p{L}{2,}$", r"[^\]\u{1f600}\x41-\x43]\cJ\k<n>(?<=a|b)*?"];
    for round in 0..rounds(8_000) {
        let mut pattern = seeds[round % seeds.len()].to_owned();
        damage(&mut random, &mut pattern, 1..5);
        validity(&pattern);
        let schema = Source::new(serde_json::json!({"type": "string", "pattern": pattern}).to_string(), Dialect::Json);
        let value = Source::new(serde_json::Value::from(&*pattern).to_string(), Dialect::Json);
        let (root, value) = (schema.root().unwrap(), value.root().unwrap());
        evaluate(root, root, value, Settings { steps: 20_000, ..Settings::default() });
    }
}

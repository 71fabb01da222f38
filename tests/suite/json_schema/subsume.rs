//! Whether every value that fits one schema also fits another.

use integration_ls::json_schema::sample::sample;
use integration_ls::json_schema::subsume::{
    Certainty, Direction, Settings, Side, Subsumption, Verdict, subsume, witness,
};
use integration_ls::syntax::{Dialect, Source};
use serde_json::{Value, json};

use super::oracle::{NAMES, PATTERNS, TYPES, any_schema, any_value, mutate, number, pick, real_schemas, top};
use crate::mutation::rounds;

/// How many pairs of schemas are usually compared; `INTEGRATION_LS_ROUNDS` sets another number.
const PAIRS: usize = 1_500;
/// How many values each pair is asked about.
const VALUES: usize = 24;

fn whole(source: &Source) -> Side<'_> {
    Side::whole(source.root().unwrap())
}

/// The verdict, the places with their reasons, and values that are refused.
fn compared(old: &str, new: &str) -> String {
    let (old, new) = (Source::new(old.to_owned(), Dialect::Jsonc), Source::new(new.to_owned(), Dialect::Jsonc));
    let (narrow, wide) = (whole(&old), whole(&new));
    let answer = subsume(narrow, wide, Settings::default());
    let mut text = format!("{:?}", answer.verdict);
    for difference in &answer.differences {
        let value =
            witness(narrow, wide, difference).map_or_else(String::new, |value| format!(" ← {}", value.to_json()));
        let certainty = if difference.certainty == Certainty::Unclear { "perhaps: " } else { "" };
        text += &format!("\n        {certainty}{}{value}", difference.reason(Direction::Tightened));
    }
    text
}

fn table(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(old, new)| format!("{old}\n{new}\n    {}\n", compared(old, new))).collect()
}

#[test]
fn limits_and_values() {
    insta::assert_snapshot!(table(&[
        (r#"{"type": "string", "maxLength": 64}"#, r#"{"type": "string", "maxLength": 32}"#),
        (r#"{"type": "string", "maxLength": 32}"#, r#"{"type": "string", "maxLength": 64}"#),
        (r#"{"type": "string"}"#, r#"{"type": "string", "minLength": 1}"#),
        (r#"{"type": "integer", "exclusiveMinimum": 0}"#, r#"{"type": "integer", "minimum": 1}"#),
        (r#"{"type": "number", "exclusiveMinimum": 0}"#, r#"{"type": "number", "minimum": 1}"#),
        (r#"{"type": "integer", "minimum": 1e0}"#, r#"{"type": "integer", "minimum": 1.0}"#),
        (r#"{"type": "integer"}"#, r#"{"type": "number", "multipleOf": 0.5}"#),
        (r#"{"type": "number"}"#, r#"{"type": "integer"}"#),
        (r#"{"type": "string", "format": "email"}"#, r#"{"type": "string"}"#),
        (r#"{"type": "string"}"#, r#"{"type": "string", "format": "email"}"#),
        (r#"{"type": "string", "format": "date"}"#, r#"{"type": "string", "format": "date-time"}"#),
        (r#"{"type": "string"}"#, r#"{"type": "string", "format": "cuid"}"#),
        (r#"{"type": "string", "pattern": "^[a-z]+$"}"#, r#"{"type": "string", "pattern": "^[a-z0-9]+$"}"#),
        (r#"{"type": "string", "pattern": "^[a-z0-9]+$"}"#, r#"{"type": "string", "pattern": "^[a-z]+$"}"#),
        (r#"{"type": "string", "pattern": "^[a-z]{3}$"}"#, r#"{"type": "string", "maxLength": 9}"#),
        (r#"{"enum": ["a", "b", 1]}"#, r#"{"enum": ["b", "a", 1.0, null]}"#),
        (r#"{"enum": ["a", "b"]}"#, r#"{"enum": ["b"]}"#),
        (r#"{"const": "a"}"#, r#"{"type": "string", "maxLength": 1}"#),
        (r#"{"type": "boolean"}"#, r#"{"enum": [true, false]}"#),
        (r#"{"type": "boolean"}"#, r#"{"const": true}"#),
        (r#"{"type": "string"}"#, r#"{"enum": ["a"]}"#),
    ]));
}

#[test]
fn objects_and_lists() {
    insta::assert_snapshot!(table(&[
        (
            r#"{"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}"#,
            r#"{"type": "object", "properties": {"to": {"type": "string"}, "subject": {"type": "string"}}, "required": ["subject"], "additionalProperties": false}"#,
        ),
        (
            r#"{"type": "object", "properties": {"to": {"type": "string"}, "cc": {"type": "string"}}, "additionalProperties": false}"#,
            r#"{"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}"#,
        ),
        (
            r#"{"type": "object", "properties": {"to": {"type": "string"}, "cc": {"type": "string"}}}"#,
            r#"{"type": "object", "properties": {"to": {"type": "string"}}}"#,
        ),
        (r#"{"type": "object"}"#, r#"{"type": "object", "properties": {"to": {"type": "string"}}}"#),
        (r#"{"type": "object"}"#, r#"{"type": "object", "additionalProperties": false}"#),
        (
            r#"{"type": "object", "additionalProperties": {"type": "string"}}"#,
            r#"{"type": "object", "additionalProperties": {"type": "number"}}"#,
        ),
        (
            r#"{"type": "array", "items": {"type": "object", "required": ["id"]}}"#,
            r#"{"type": "array", "items": {"type": "object", "required": ["id", "name"]}}"#,
        ),
        (r#"{"type": "array", "maxItems": 10}"#, r#"{"type": "array", "maxItems": 5, "uniqueItems": true}"#),
        (r#"{"type": "array", "maxItems": 0}"#, r#"{"type": "array", "items": {"type": "string"}}"#),
    ]));
}

#[test]
fn alternatives_and_references() {
    insta::assert_snapshot!(table(&[
        (
            r#"{"anyOf": [{"type": "string", "maxLength": 64}, {"type": "null"}]}"#,
            r#"{"anyOf": [{"type": "null"}, {"type": "string", "maxLength": 32}]}"#,
        ),
        (r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, r#"{"type": "string"}"#),
        (r#"{"type": ["string", "null"]}"#, r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#),
        (r#"{"type": "string"}"#, r#"{"oneOf": [{"type": "string"}, {"type": "null"}]}"#),
        (r#"{"type": "string"}"#, r#"{"oneOf": [{"type": "string"}, {"minLength": 3}]}"#),
        (
            r#"{"anyOf": [{"properties": {"kind": {"const": "a"}}, "required": ["kind"]}, {"properties": {"kind": {"const": "b"}, "size": {"type": "number"}}, "required": ["kind"]}]}"#,
            r#"{"anyOf": [{"properties": {"kind": {"const": "a"}}, "required": ["kind"]}, {"properties": {"kind": {"const": "b"}, "size": {"type": "number", "maximum": 9}}, "required": ["kind"]}]}"#,
        ),
        (
            r#"{"anyOf": [{"properties": {"kind": {"const": "a"}}, "required": ["kind"]}, {"properties": {"kind": {"const": "b"}}, "required": ["kind"]}]}"#,
            r#"{"anyOf": [{"properties": {"kind": {"const": "a"}}, "required": ["kind"]}, {"properties": {"kind": {"const": "c"}}, "required": ["kind"]}]}"#,
        ),
        (r#"{"allOf": [{"type": "string"}, {"maxLength": 5}]}"#, r#"{"type": "string", "maxLength": 5}"#),
        (r#"{"not": {"type": "string"}}"#, r#"{"not": {"type": "string"}, "title": "x"}"#),
        (r#"{"type": "number"}"#, r#"{"type": "number", "not": {"const": 3}}"#),
        (
            r##"{"properties": {"next": {"$ref": "#"}, "value": {"type": "integer"}}}"##,
            r##"{"$ref": "#/definitions/node", "definitions": {"node": {"properties": {"next": {"$ref": "#/definitions/node"}, "value": {"type": "number"}}}}}"##,
        ),
        (
            r##"{"properties": {"next": {"$ref": "#"}, "value": {"type": "number"}}}"##,
            r##"{"properties": {"next": {"$ref": "#"}, "value": {"type": "integer"}}}"##,
        ),
        (r##"{"anyOf": [{"$ref": "#"}, {"type": "string"}]}"##, r##"{"type": "string"}"##),
        (r##"{"type": "string"}"##, r##"{"$ref": "#/definitions/gone"}"##),
        (r#"{"type": "string"}"#, r#"{"type": "strng"}"#),
        (r#"{"type": "string"}"#, "false"),
        ("true", r#"{"type": "string"}"#),
        ("{}", "{}"),
    ]));
}

#[test]
fn hostile_schemas_end_in_a_bounded_number_of_steps() {
    let deep =
        |inner: &str| "{\"type\": \"object\", \"properties\": {\"a\": ".repeat(20_000) + inner + &"}}".repeat(20_000);
    let branches = |inner: &str| {
        let one = format!(
            "{{\"required\": [\"a\", \"b\"], \"properties\": {{\"a\": {{\"$ref\": \"#/definitions/x\"}}, \"b\": {inner}}}}}"
        );
        format!(
            "{{\"definitions\": {{\"x\": {{\"anyOf\": [{}]}}}}, \"$ref\": \"#/definitions/x\"}}",
            vec![one; 200].join(", ")
        )
    };
    let nested = |inner: &str| (0..12).fold(inner.to_owned(), |inner, _| format!("{{\"anyOf\": [{inner}, {inner}]}}"));
    let wide = |inner: &str| {
        let all: Vec<String> = (0..20_000).map(|index| format!("\"p{index}\": {inner}")).collect();
        format!("{{\"properties\": {{{}}}, \"additionalProperties\": false}}", all.join(", "))
    };
    let pattern = |inner: &str| format!("{{\"pattern\": \"^(a+)+$\", \"allOf\": [{inner}]}}");
    for make in [&deep as &dyn Fn(&str) -> String, &branches, &nested, &wide, &pattern] {
        let old = Source::new(make("{\"type\": \"number\"}"), Dialect::Json);
        let new = Source::new(make("{\"type\": \"string\", \"pattern\": \"^(b*)*c\"}"), Dialect::Json);
        let answer = subsume(whole(&old), whole(&new), Settings::default());
        assert!(answer.steps <= Settings::default().steps);
        assert!(answer.differences.len() <= 500);
    }
}

/// What a schema and a change of it are, as both sides read them.
struct Pair {
    old: Source,
    new: Source,
    old_validator: jsonschema::Validator,
    new_validator: jsonschema::Validator,
}

impl Pair {
    fn new(old: &Value, new: &Value) -> Option<Self> {
        let validator = |schema: &Value| {
            jsonschema::options()
                .with_draft(jsonschema::Draft::Draft7)
                .should_validate_formats(false)
                .build(schema)
                .ok()
        };
        let source = |schema: &Value| Source::new(schema.to_string(), Dialect::Json);
        let (old_validator, new_validator) = (validator(old)?, validator(new)?);
        Some(Self { old: source(old), new: source(new), old_validator, new_validator })
    }

    fn answer(&self) -> Subsumption<'_, '_> {
        subsume(whole(&self.old), whole(&self.new), Settings::default())
    }

    /// Whether a value is taken by the old schema and refused by the new one.
    fn is_refused(&self, value: &Value) -> bool {
        self.old_validator.is_valid(value) && !self.new_validator.is_valid(value)
    }

    /// Values that the old schema takes, or nearly.
    fn values(&self, random: &mut fastrand::Rng) -> Vec<Value> {
        let mut values: Vec<Value> = (0..VALUES / 4).map(|_| any_value(random, 3)).collect();
        for source in [&self.old, &self.new] {
            let root = source.root().unwrap();
            let Ok(made) = sample(root, root, None) else { continue };
            let value: Value = serde_json::from_str(&made.to_json()).unwrap();
            for _ in 0..VALUES / 3 {
                let mut mutated = value.clone();
                mutate(&mut mutated, random);
                values.push(mutated);
            }
            values.push(value);
        }
        values
    }
}

/// The schemas inside a schema, as JSON Pointers.
fn places(schema: &Value) -> Vec<String> {
    let (mut found, mut waiting) = (Vec::new(), vec![(String::new(), schema)]);
    while let Some((place, schema)) = waiting.pop() {
        let Some(members) = schema.as_object() else { continue };
        for (name, value) in members {
            let below = format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
            match (name.as_str(), value) {
                ("properties" | "patternProperties" | "definitions", Value::Object(map)) => {
                    let key = |name: &String| format!("{below}/{}", name.replace('~', "~0").replace('/', "~1"));
                    waiting.extend(map.iter().map(|(name, value)| (key(name), value)));
                }
                ("anyOf" | "oneOf" | "allOf" | "items", Value::Array(list)) => {
                    waiting.extend(list.iter().enumerate().map(|(index, value)| (format!("{below}/{index}"), value)));
                }
                ("items" | "additionalProperties" | "not", Value::Object(_)) => waiting.push((below, value)),
                _ => {}
            }
        }
        found.push(place);
    }
    found
}

/// Changes a schema in one place, as people do.
fn change(schema: &mut Value, random: &mut fastrand::Rng) {
    let places = places(schema);
    let Some(target) = random.choice(&places).and_then(|place| schema.pointer_mut(place)) else { return };
    let Some(members) = target.as_object_mut() else { return };
    let properties: Vec<String> = members
        .get("properties")
        .and_then(Value::as_object)
        .map(|map| map.keys().cloned().collect())
        .unwrap_or_default();
    let own = random.choice(&properties).cloned().unwrap_or_else(|| pick(random, &NAMES).to_owned());
    match random.usize(..22) {
        0 => drop(members.insert("type".to_owned(), pick(random, &TYPES).into())),
        1 => drop(members.insert("type".to_owned(), json!([pick(random, &TYPES[..3]), pick(random, &TYPES[3..])]))),
        2 => {
            let mut required: Vec<Value> =
                members.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
            match required.iter().position(|name| name == own.as_str()) {
                Some(at) => drop(required.remove(at)),
                None => required.push(own.into()),
            }
            members.insert("required".to_owned(), required.into());
        }
        3 | 4 => {
            let inner = any_schema(random, 1);
            let map = members.entry("properties").or_insert_with(|| json!({}));
            if let Some(map) = map.as_object_mut() {
                map.insert(pick(random, &NAMES).to_owned(), inner);
            }
        }
        5 => {
            if let Some(map) = members.get_mut("properties").and_then(Value::as_object_mut) {
                map.remove(&own);
            }
        }
        6 => drop(members.insert("additionalProperties".to_owned(), random.bool().into())),
        7 => drop(members.remove("additionalProperties")),
        8 => drop(members.insert(
            pick(random, &["minLength", "maxLength", "minItems", "maxItems"]).to_owned(),
            random.usize(..5).into(),
        )),
        9 => drop(members.insert(
            pick(random, &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]).to_owned(),
            number(random),
        )),
        10 => drop(members.insert("pattern".to_owned(), pick(random, &PATTERNS).into())),
        11 => {
            drop(members.insert("enum".to_owned(), (0..1 + random.usize(..4)).map(|_| any_value(random, 1)).collect()))
        }
        12 | 13 => match members.get_mut("enum").and_then(Value::as_array_mut) {
            Some(values) if random.bool() && values.len() > 1 => drop(values.remove(0)),
            Some(values) => values.push("another".into()),
            None => drop(members.insert("const".to_owned(), any_value(random, 1))),
        },
        14 | 15 => match ["anyOf", "oneOf", "allOf"].iter().find(|name| members.contains_key(**name)) {
            Some(name) => {
                if let Some(list) = members.get_mut(*name).and_then(Value::as_array_mut) {
                    if random.bool() && list.len() > 1 {
                        drop(list.remove(0))
                    } else {
                        list.push(any_schema(random, 1))
                    }
                }
            }
            None => {
                let before = Value::Object(std::mem::take(members));
                members.insert("anyOf".to_owned(), json!([before, {"type": "null"}]));
            }
        },
        16 => drop(members.insert("items".to_owned(), any_schema(random, 1))),
        17 | 18 => {
            let name = members.keys().nth(random.usize(..members.len().max(1))).cloned();
            name.and_then(|name| members.remove(&name));
        }
        19 => drop(members.insert("format".to_owned(), pick(random, &["email", "uri", "date-time", "cuid"]).into())),
        20 => drop(members.insert("description".to_owned(), "other words".into())),
        _ => drop(members.insert("allOf".to_owned(), json!([any_schema(random, 1)]))),
    }
    // The other validator refuses everything where `items` is false and beside it.
    if !members.get("items").is_some_and(Value::is_array) {
        members.remove("additionalItems");
    }
}

#[derive(Debug, Default)]
struct Tally {
    pairs: usize,
    fine: usize,
    breaking: usize,
    unclear: usize,
    values: usize,
    witnesses: usize,
    steps: u64,
}

/// Compares pairs; panics where what is said to be fine is refused.
fn tally(count: usize, pair: impl Fn(&mut fastrand::Rng, usize) -> (Value, Value) + Sync) -> Tally {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = |thread: usize| {
        let mut tally = Tally::default();
        for index in (thread..count).step_by(threads) {
            let mut random = fastrand::Rng::with_seed(index as u64);
            let (old, new) = pair(&mut random, index);
            let Some(pair) = Pair::new(&old, &new) else { continue };
            let answer = pair.answer();
            tally.pairs += 1;
            tally.steps = tally.steps.max(answer.steps);
            match answer.verdict {
                Verdict::CannotTell => tally.unclear += 1,
                Verdict::Yes => {
                    tally.fine += 1;
                    for value in pair.values(&mut random) {
                        tally.values += usize::from(pair.old_validator.is_valid(&value));
                        assert!(!pair.is_refused(&value), "{old}\n{new}\n{value}");
                    }
                }
                Verdict::No => {
                    tally.breaking += 1;
                    let (narrow, wide) = (whole(&pair.old), whole(&pair.new));
                    let made = answer.differences.iter().find_map(|difference| {
                        let value = witness(narrow, wide, difference)?.to_json();
                        let value: Value = serde_json::from_str(&value).ok()?;
                        // The other validator does not look at formats.
                        let has_format = || new.to_string().contains("\"format\"");
                        assert!(pair.is_refused(&value) || has_format(), "{old}\n{new}\n{value}");
                        Some(value)
                    });
                    tally.witnesses += usize::from(made.is_some());
                }
            }
        }
        tally
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads).map(|thread| scope.spawn(move || part(thread))).collect();
        parts.into_iter().map(|part| part.join().unwrap()).fold(Tally::default(), |sum, part| Tally {
            pairs: sum.pairs + part.pairs,
            fine: sum.fine + part.fine,
            breaking: sum.breaking + part.breaking,
            unclear: sum.unclear + part.unclear,
            values: sum.values + part.values,
            witnesses: sum.witnesses + part.witnesses,
            steps: sum.steps.max(part.steps),
        })
    })
}

#[test]
fn what_is_fine_refuses_no_value_and_what_breaks_has_a_witness_for_real_schemas() {
    let Some(schemas) = real_schemas() else { return };
    let tally = tally(rounds(PAIRS), |random, index| {
        let old = schemas[index % schemas.len()].clone();
        let mut new = old.clone();
        (0..1 + random.usize(..2)).for_each(|_| change(&mut new, random));
        (old, new)
    });
    eprintln!("changed real schemas: {tally:?}");
    assert!(tally.fine * 5 > tally.pairs && tally.breaking * 5 > tally.pairs, "{tally:?}");
    assert!(tally.unclear * 20 < tally.pairs && tally.witnesses * 100 > tally.breaking * 95, "{tally:?}");
}

#[test]
fn what_is_fine_refuses_no_value_and_what_breaks_has_a_witness_for_made_schemas() {
    let tally = tally(rounds(PAIRS), |random, _| {
        let old = top(random);
        let mut new = old.clone();
        (0..1 + random.usize(..2)).for_each(|_| change(&mut new, random));
        (old, new)
    });
    eprintln!("changed made schemas: {tally:?}");
    assert!(tally.fine * 10 > tally.pairs && tally.breaking * 20 > tally.pairs, "{tally:?}");
    assert!(tally.witnesses * 100 > tally.breaking * 85, "{tally:?}");
}

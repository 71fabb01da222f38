//! The verdicts equal those of an independent validator, over the schemas of real manifests and over made ones.

use std::fs;

use integration_ls::json_schema::evaluate::{Settings, Verdict, evaluate};
use integration_ls::json_schema::sample::sample;
use integration_ls::syntax::{Dialect, Source};
use serde_json::{Map, Value, json};

use crate::shared::source_files;

/// How many values each real schema is asked about.
const MUTATIONS: usize = 130;
/// How many schemas are made.
const MADE: usize = 4_000;
/// How many values each made schema is asked about.
const VALUES: usize = 12;

pub(super) const NAMES: [&str; 5] = ["a", "b", "ab", "x1", "long name"];
const STRINGS: [&str; 8] = ["", "a", "b", "ab", "x1", "2025-01-31", "😀é", "aaaaaaaa"];
const NUMBERS: [&str; 12] = ["-1", "0", "1", "1.0", "1.5", "2", "3", "4.0", "100", "0.5", "1e2", "-2.5"];
pub(super) const PATTERNS: [&str; 9] =
    ["^a", "b$", "[0-9]", "^[ab]{1,2}$", "^$", r"^\w+$", "^(?!a)", r"^(?:a|ab)(?:b|$)", r"\d{4}-\d\d"];
pub(super) const TYPES: [&str; 7] = ["string", "number", "integer", "boolean", "null", "object", "array"];

/// The schemas of real manifests; `None` if there are none.
pub(super) fn real_schemas() -> Option<Vec<Value>> {
    let corpus = crate::shared::folder("corpus")?;
    let files = ["create", "create-code"].into_iter().flat_map(|folder| source_files(&corpus.join(folder)));
    let mut found = Vec::new();
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let manifest: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let mut waiting = vec![&manifest];
        while let Some(value) = waiting.pop() {
            match value.get("schema") {
                Some(schema) if schema.is_object() => found.push(schema.clone()),
                _ => waiting.extend(value.as_object().into_iter().flat_map(Map::values)),
            }
        }
    }
    assert!(found.len() > 800, "the corpus has lost schemas: {}", found.len());
    Some(found)
}

/// What is compared, and how it came out.
#[derive(Default)]
struct Tally {
    pairs: usize,
    fitting: usize,
    unclear: usize,
}

/// A schema as both sides read it.
struct Pair {
    text: String,
    ours: Source,
    theirs: jsonschema::Validator,
}

impl Pair {
    fn new(schema: &Value) -> Option<Self> {
        let theirs = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft7)
            .should_validate_formats(false)
            .build(schema)
            .ok()?;
        let text = schema.to_string();
        Some(Self { ours: Source::new(text.clone(), Dialect::Json), text, theirs })
    }

    fn compare(&self, value: &Value, tally: &mut Tally) {
        let root = self.ours.root().unwrap();
        let text = Source::new(value.to_string(), Dialect::Json);
        let settings = Settings { formats: false, ..Settings::default() };
        let expected = self.theirs.is_valid(value);
        tally.pairs += 1;
        tally.fitting += usize::from(expected);
        match evaluate(root, root, text.root().unwrap(), settings) {
            Verdict::CannotTell => tally.unclear += 1,
            verdict => assert_eq!(verdict == Verdict::Fits, expected, "{}\n{value}\n{verdict:?}", self.text),
        }
    }
}

pub(super) fn pick<'a>(random: &mut fastrand::Rng, all: &[&'a str]) -> &'a str {
    all[random.usize(..all.len())]
}

pub(super) fn number(random: &mut fastrand::Rng) -> Value {
    serde_json::from_str(pick(random, &NUMBERS)).unwrap()
}

pub(super) fn any_value(random: &mut fastrand::Rng, depth: usize) -> Value {
    match random.usize(..if depth == 0 { 5 } else { 8 }) {
        0 => Value::Null,
        1 => random.bool().into(),
        2 => number(random),
        3 | 4 => pick(random, &STRINGS).into(),
        5 => (0..random.usize(..4)).map(|_| any_value(random, depth - 1)).collect(),
        _ => (0..random.usize(..4)).map(|_| (pick(random, &NAMES).to_owned(), any_value(random, depth - 1))).collect(),
    }
}

/// Changes one part of a value.
pub(super) fn mutate(value: &mut Value, random: &mut fastrand::Rng) {
    match value {
        Value::Object(members) if !members.is_empty() && random.usize(..4) > 0 => {
            let name = members.keys().nth(random.usize(..members.len())).unwrap().clone();
            match random.usize(..8) {
                0 => drop(members.remove(&name)),
                1 => drop(members.insert(pick(random, &NAMES).to_owned(), any_value(random, 1))),
                _ => mutate(&mut members[&name], random),
            }
        }
        Value::Array(elements) if !elements.is_empty() && random.usize(..4) > 0 => {
            let index = random.usize(..elements.len());
            match random.usize(..6) {
                0 => drop(elements.remove(index)),
                1 => elements.push(elements[index].clone()),
                _ => mutate(&mut elements[index], random),
            }
        }
        Value::String(text) if random.bool() => match random.usize(..4) {
            0 => text.clear(),
            1 => text.push('x'),
            2 => *text = text.repeat(30),
            _ => drop(text.pop()),
        },
        Value::Number(_) if random.bool() => *value = number(random),
        _ => *value = any_value(random, 2),
    }
}

pub(super) fn any_schema(random: &mut fastrand::Rng, depth: usize) -> Value {
    if depth == 0 || random.usize(..12) == 0 {
        return match random.usize(..6) {
            0 => random.bool().into(),
            1 => json!({"const": any_value(random, 1)}),
            _ => json!({"type": pick(random, &TYPES)}),
        };
    }
    let mut schema = Map::new();
    for _ in 0..1 + random.usize(..3) {
        let below = |random: &mut fastrand::Rng| any_schema(random, depth - 1);
        let several =
            |random: &mut fastrand::Rng| -> Value { (0..1 + random.usize(..3)).map(|_| below(random)).collect() };
        let names = |random: &mut fastrand::Rng| -> Value {
            NAMES.iter().filter(|_| random.usize(..3) == 0).copied().collect()
        };
        let (name, value) = match random.usize(..36) {
            0..=3 => ("type", pick(random, &TYPES).into()),
            4 => ("type", json!([TYPES[random.usize(..3)], TYPES[3 + random.usize(..4)]])),
            5 => ("enum", (0..1 + random.usize(..4)).map(|_| any_value(random, 1)).collect()),
            6 => ("minimum", number(random)),
            7 => ("maximum", number(random)),
            8 => ("exclusiveMinimum", number(random)),
            9 => ("exclusiveMaximum", number(random)),
            10 => ("multipleOf", serde_json::from_str(pick(random, &["1", "2", "0.5", "3"])).unwrap()),
            11 => ("minLength", random.usize(..4).into()),
            12 => ("maxLength", random.usize(..4).into()),
            13 | 14 => ("pattern", pick(random, &PATTERNS).into()),
            15 => ("items", below(random)),
            16 => ("items", several(random)),
            17 => ("additionalItems", below(random)),
            18 => ("contains", below(random)),
            19 => ("uniqueItems", random.bool().into()),
            20 => ("minItems", random.usize(..3).into()),
            21 => ("maxItems", random.usize(..4).into()),
            22 | 23 => {
                let names: Vec<&str> = NAMES.into_iter().filter(|_| random.bool()).collect();
                ("properties", names.into_iter().map(|name| (name, below(random))).collect())
            }
            24 => ("patternProperties", json!({pick(random, &PATTERNS): below(random)})),
            25 => ("additionalProperties", if random.bool() { false.into() } else { below(random) }),
            26 => ("propertyNames", below(random)),
            27 => ("required", names(random)),
            28 => (
                "dependencies",
                json!({pick(random, &NAMES): if random.bool() { names(random) } else { below(random) }}),
            ),
            29 => (if random.bool() { "minProperties" } else { "maxProperties" }, random.usize(..4).into()),
            30 => ("allOf", several(random)),
            31 => ("anyOf", several(random)),
            32 => ("oneOf", several(random)),
            33 => ("not", below(random)),
            34 => {
                schema.insert("then".to_owned(), below(random));
                schema.insert("else".to_owned(), below(random));
                ("if", below(random))
            }
            _ => ("$ref", format!("#/definitions/{}", random.usize(..3)).into()),
        };
        schema.insert(name.to_owned(), value);
    }
    // The other validator refuses everything where `items` is false and beside it.
    if !schema.get("items").is_some_and(Value::is_array) {
        schema.remove("additionalItems");
    }
    Value::Object(schema)
}

/// A schema with definitions, which refer only to the ones after them.
pub(super) fn top(random: &mut fastrand::Rng) -> Value {
    let mut schema = any_schema(random, 3);
    if let Value::Object(members) = &mut schema {
        // What stands beside a reference means nothing.
        if let Some(reference) = members.remove("$ref") {
            members.insert("allOf".to_owned(), json!([{"$ref": reference}]));
        }
        let plain = |random: &mut fastrand::Rng| {
            let mut schema = any_schema(random, 2);
            without_references(&mut schema);
            schema
        };
        members.insert("definitions".to_owned(), json!({"0": plain(random), "1": plain(random), "2": plain(random)}));
    } else {
        without_references(&mut schema);
    }
    schema
}

fn without_references(schema: &mut Value) {
    if let Some(members) = schema.as_object_mut() {
        members.remove("$ref");
        members.values_mut().for_each(without_references);
    } else if let Some(elements) = schema.as_array_mut() {
        elements.iter_mut().for_each(without_references);
    }
}

/// Works on all processors, each with a part of the work.
fn in_parallel(count: usize, work: impl Fn(usize, &mut Tally) + Sync) -> Tally {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = |thread: usize| {
        let mut tally = Tally::default();
        (thread..count).step_by(threads).for_each(|index| work(index, &mut tally));
        tally
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads).map(|thread| scope.spawn(move || part(thread))).collect();
        parts.into_iter().map(|part| part.join().unwrap()).fold(Tally::default(), |sum, part| Tally {
            pairs: sum.pairs + part.pairs,
            fitting: sum.fitting + part.fitting,
            unclear: sum.unclear + part.unclear,
        })
    })
}

#[test]
fn verdicts_on_mutated_samples_of_real_schemas_equal_those_of_another_validator() {
    let Some(schemas) = real_schemas() else { return };
    let tally = in_parallel(schemas.len(), |index, tally| {
        let pair = Pair::new(&schemas[index]).unwrap();
        let root = pair.ours.root().unwrap();
        let value = sample(root, root, None).unwrap_or_else(|why| panic!("{}: {why}", pair.text));
        let value: Value = serde_json::from_str(&value.to_json()).unwrap();
        assert!(pair.theirs.is_valid(&value), "{}\n{value}", pair.text);
        let mut random = fastrand::Rng::with_seed(index as u64);
        for _ in 0..MUTATIONS {
            let mut mutated = value.clone();
            (0..1 + random.usize(..2)).for_each(|_| mutate(&mut mutated, &mut random));
            pair.compare(&mutated, tally);
        }
    });
    eprintln!("{} samples; {} pairs, {} fit, {} unclear", schemas.len(), tally.pairs, tally.fitting, tally.unclear);
    assert!(tally.pairs > 100_000 && tally.fitting > 10_000 && tally.unclear == 0);
}

#[test]
fn verdicts_on_made_schemas_equal_those_of_another_validator() {
    let tally = in_parallel(MADE, |index, tally| {
        let mut random = fastrand::Rng::with_seed(index as u64);
        let schema = top(&mut random);
        let pair = Pair::new(&schema).unwrap_or_else(|| panic!("{schema}"));
        let root = pair.ours.root().unwrap();
        // Whatever fits by our own word also fits by the other's.
        if let Ok(value) = sample(root, root, Some("a")) {
            let value: Value = serde_json::from_str(&value.to_json()).unwrap();
            assert!(pair.theirs.is_valid(&value), "{schema}\n{value}");
            let mut mutated = value;
            mutate(&mut mutated, &mut random);
            pair.compare(&mutated, tally);
        }
        for _ in 0..VALUES {
            pair.compare(&any_value(&mut random, 3), tally);
        }
    });
    let samples = tally.pairs - MADE * VALUES;
    eprintln!(
        "{} of {MADE} schemas have a sample; {} pairs, {} fit, {} unclear",
        samples, tally.pairs, tally.fitting, tally.unclear
    );
    assert!(samples > MADE * 3 / 4, "{}", samples);
    assert!(tally.fitting > tally.pairs / 10 && tally.unclear < tally.pairs / 100);
}

//! The JSON Schemas inside manifests: what is found in them and where, that real ones are sound, and that what is called
//! an error is one for an independent validator, too.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use fastrand::Rng;
use integration_ls::analysis::{Document, Group, Options, Severity};
use integration_ls::contract::Marks;
use integration_ls::contract::schema::SCHEMA;
use integration_ls::contract::visit::marked;
use integration_ls::syntax::{Dialect, Kind};
use integration_ls::text::TextRange;
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::mutation::rounds;
use crate::shared::{folder, manifests};

/// A manifest with a schema.
fn manifest(schema: &str) -> Document {
    let text = format!("{{\"configuration\": {{\"schema\": {schema}}}}}");
    let mut options = Options::default();
    options.severities.set_group(Group::Hub, None);
    Document::new(text, Dialect::Json, options)
}

/// What is wrong with a schema: the rule, and the schema with `⟦` and `⟧` around each place that the rule reports. Nothing
/// but a hint is said of any other place.
const BROKEN: &[(&str, &str)] = &[
    // The top.
    ("schema-not-object", r#"{"type": ⟦"array"⟧}"#),
    ("schema-not-object", r#"{"type": ⟦"null"⟧}"#),
    ("schema-not-object", r#"{"type": ⟦["string", "number"]⟧}"#),
    ("untyped-schema", r#"⟦{⟧"required": []}"#),
    ("untyped-schema", r#"{"type": ⟦["object", "null"]⟧}"#),
    ("wrong-type", r#"⟦true⟧"#),
    ("wrong-type", r#"⟦[⟧{"type": "object"}]"#),
    // Values of keywords.
    ("unknown-value", r#"{"type": "object", "properties": {"a": {"type": ⟦"strng"⟧}}}"#),
    ("unknown-value", r#"{"type": "object", "properties": {"a": {"type": ["string", ⟦"nul"⟧]}}}"#),
    ("unknown-value", r#"{"type": "object", "additionalProperties": {"type": ⟦"int"⟧}}"#),
    ("wrong-type", r#"{"type": "object", "properties": ⟦[⟧]}"#),
    ("wrong-type", r#"{"type": "object", "required": ⟦true⟧}"#),
    ("wrong-type", r#"{"type": "object", "required": [⟦1⟧]}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": {"minimum": ⟦"3"⟧}}}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": {"minimum": 3, "exclusiveMinimum": ⟦true⟧}}}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": {"minLength": ⟦-1⟧}}}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": {"maxItems": ⟦1.5⟧}}}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": {"multipleOf": ⟦0⟧}}}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": {"enum": ⟦"low"⟧}}}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": ⟦"string"⟧}}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": {"anyOf": ⟦{⟧"type": "string"}}}}"#),
    ("wrong-type", r#"{"type": "object", "properties": {"a": {"items": [{"type": "string"}, ⟦"number"⟧]}}}"#),
    ("null-not-allowed", r#"{"type": "object", "properties": {"a": ⟦null⟧}}"#),
    ("null-not-allowed", r#"{"type": "object", "properties": {"a": {"type": ⟦null⟧}}}"#),
    // Arrays.
    ("empty-list", r#"{"type": "object", "allOf": ⟦[]⟧}"#),
    ("empty-list", r#"{"type": "object", "properties": {"a": {"oneOf": ⟦[ ]⟧}}}"#),
    ("empty-list", r#"{"type": "object", "properties": {"a": {"type": "array", "items": ⟦[]⟧}}}"#),
    ("repeated-entry", r#"{"type": "object", "properties": {"a": {}}, "required": ["a", ⟦"a"⟧, ⟦"\u0061"⟧]}"#),
    ("repeated-entry", r#"{"type": "object", "properties": {"a": {"type": ["null", ⟦"null"⟧]}}}"#),
    ("repeated-entry", r#"{"type": "object", "dependencies": {"a": ["b", ⟦"b"⟧]}}"#),
    ("repeated-choice", r#"{"type": "object", "properties": {"a": {"enum": [1, 2, ⟦1⟧]}}}"#),
    ("repeated-choice", r#"{"type": "object", "properties": {"a": {"enum": [null, ⟦null⟧]}}}"#),
    // Names of properties.
    ("undeclared-property", r#"{"type": "object", "properties": {"name": {}}, "required": [⟦"nmae"⟧]}"#),
    ("undeclared-property", r#"{"type": "object", "properties": {}, "required": [⟦"a"⟧, ⟦"b"⟧]}"#),
    (
        "undeclared-property",
        r#"{"type": "object", "properties": {"a": {"anyOf": [{"properties": {"b": {}}, "required": [⟦"c"⟧]}, {}]}}}"#,
    ),
    (
        "undeclared-property",
        r#"{"type": "object", "definitions": {"a": {"properties": {"b": {}}, "required": [⟦"c"⟧], "additionalProperties": false}}}"#,
    ),
    // Patterns.
    ("invalid-pattern", r#"{"type": "object", "properties": {"a": {"type": "string", "pattern": ⟦"[a-z"⟧}}}"#),
    ("invalid-pattern", r#"{"type": "object", "properties": {"a": {"pattern": ⟦"a)"⟧}}}"#),
    ("invalid-pattern", r#"{"type": "object", "patternProperties": {⟦"+"⟧: {}, "a+": {}}}"#),
    ("invalid-pattern", r#"{"type": "object", "propertyNames": {"pattern": ⟦"\\"⟧}}"#),
    ("legacy-pattern", r#"{"type": "object", "properties": {"a": {"pattern": ⟦"\\-"⟧}}}"#),
    ("legacy-pattern", r#"{"type": "object", "patternProperties": {⟦"a{,3}"⟧: {}}}"#),
    // Keywords.
    ("misspelt-keyword", r#"{"type": "object", "properties": {"a": {⟦"tpye"⟧: "string"}}}"#),
    ("misspelt-keyword", r#"{"type": "object", ⟦"propertis"⟧: {}}"#),
    ("misspelt-keyword", r#"{"type": "object", "properties": {"a": {"anyOf": [{⟦"Enum"⟧: ["a"]}]}}}"#),
    ("misspelt-keyword", r#"{"type": "object", "properties": {"a": {"x-zui": {⟦"secrett"⟧: true}}}}"#),
    ("unknown-keyword", r#"{"type": "object", ⟦"widget"⟧: "password"}"#),
    ("foreign-keyword", r#"{"type": "object", "properties": {"a": {"type": "string", ⟦"nullable"⟧: true}}}"#),
    ("foreign-keyword", r#"{"type": "object", ⟦"$defs"⟧: {"a": {"type": 1}}}"#),
    ("foreign-keyword", r#"{"type": "object", ⟦"unevaluatedProperties"⟧: false}"#),
    ("ineffective-keyword", r#"{"type": "object", ⟦"else"⟧: {"required": ["a"]}}"#),
    (
        "ineffective-keyword",
        r#"{"type": "object", "properties": {"a": {"type": "array", ⟦"additionalItems"⟧: false}}}"#,
    ),
    ("ineffective-keyword", r##"{"type": "object", "properties": {"a": {"$ref": "#", ⟦"minProperties"⟧: 1}}}"##),
    ("inapplicable-keyword", r#"{"type": "object", "properties": {"a": {"type": "number", ⟦"pattern"⟧: "a"}}}"#),
    (
        "inapplicable-keyword",
        r#"{"type": "object", "properties": {"a": {"type": ["string", "null"], ⟦"minimum"⟧: 1}}}"#,
    ),
    ("inapplicable-keyword", r#"{"type": "object", "properties": {"a": {"type": "boolean", ⟦"required"⟧: []}}}"#),
    ("unknown-format", r#"{"type": "object", "properties": {"a": {"type": "string", "format": ⟦"e-mail"⟧}}}"#),
    // Limits.
    ("contradicting-limits", r#"{"type": "object", "properties": {"a": {"minItems": 2, "maxItems": ⟦1⟧}}}"#),
    ("contradicting-limits", r#"{"type": "object", "properties": {"a": {"minimum": 0.2, "maximum": ⟦0.1⟧}}}"#),
    (
        "contradicting-limits",
        r#"{"type": "object", "properties": {"a": {"exclusiveMinimum": 1, "exclusiveMaximum": ⟦1⟧}}}"#,
    ),
    ("contradicting-limits", r#"{"type": "object", "minProperties": 3, "maxProperties": ⟦2⟧}"#),
    // Values that do not fit.
    ("value-mismatch", r#"{"type": "object", "properties": {"a": {"type": "string", "default": ⟦1⟧}}}"#),
    ("value-mismatch", r#"{"type": "object", "properties": {"a": {"type": "integer", "default": ⟦1.5⟧}}}"#),
    ("value-mismatch", r#"{"type": "object", "properties": {"a": {"type": "string", "const": ⟦null⟧}}}"#),
    ("value-mismatch", r#"{"type": "object", "properties": {"a": {"type": "number", "enum": [1, ⟦"2"⟧]}}}"#),
    ("value-mismatch", r#"{"type": "object", "properties": {"a": {"minLength": 2, "enum": ["ab", ⟦"a"⟧]}}}"#),
    ("value-mismatch", r#"{"type": "object", "properties": {"a": {"format": "email", "examples": [⟦"ada"⟧]}}}"#),
    (
        "value-mismatch",
        r#"{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "number"}, "default": [1, ⟦"2"⟧]}}}"#,
    ),
    // References.
    ("broken-reference", r##"{"type": "object", "properties": {"a": {"$ref": ⟦"#/definitions/a"⟧}}}"##),
    ("broken-reference", r##"{"type": "object", "properties": {"a": {"$ref": ⟦"#/properties/a"⟧}}}"##),
    ("broken-reference", r##"{"type": "object", "properties": {"a": {"$ref": ⟦"#/type"⟧}}}"##),
    ("broken-reference", r##"{"type": "object", "properties": {"a": {"$ref": ⟦"#/properties"⟧}}}"##),
    ("broken-reference", r##"{"type": "object", "allOf": [{"$ref": ⟦"#"⟧}]}"##),
    ("external-reference", r#"{"type": "object", "properties": {"a": {"$ref": ⟦"address.json"⟧}}}"#),
    // No value fits.
    ("unsatisfiable-schema", r#"{"type": "object", "properties": {"a": {"enum": ⟦[]⟧}}}"#),
    ("unsatisfiable-schema", r#"{"type": "object", "properties": {"a": false}, "required": [⟦"a"⟧]}"#),
    ("unsatisfiable-schema", r#"{"type": "object", "allOf": [⟦{⟧"type": "string"}]}"#),
    ("unsatisfiable-schema", r#"{"type": "object", "allOf": [⟦false⟧]}"#),
    ("unsatisfiable-schema", r#"{"type": "object", ⟦"oneOf"⟧: [{"type": "string"}, false]}"#),
    ("unsatisfiable-schema", r#"{"type": "object", "not": ⟦{⟧}}"#),
    // Hints for forms.
    ("form-hint", r#"{"type": "object", "properties": {"a": {"x-zui": {"secret": ⟦"yes"⟧}}}}"#),
    ("form-hint", r#"{"type": "object", "x-zui": {"title": ⟦{⟧}}}"#),
];

#[test]
fn what_is_wrong_is_found_where_it_is() {
    assert!(BROKEN.len() >= 60);
    let mut wrong = String::new();
    for (rule, marked) in BROKEN {
        let document = manifest(&marked.replace(['⟦', '⟧'], ""));
        let text = document.source().text();
        let start = text.find("\"schema\": ").unwrap() + "\"schema\": ".len();
        let (mut expected, mut at, mut open) = (Vec::new(), start, 0);
        for c in marked.chars() {
            match c {
                '⟦' => open = at,
                '⟧' => expected.push(TextRange::new(open as u32, at as u32)),
                _ => at += c.len_utf8(),
            }
        }
        let found: Vec<_> = document.diagnostics().iter().filter(|found| found.rule.name == *rule).collect();
        let places: Vec<_> = found.iter().map(|found| found.range).collect();
        let others = document
            .diagnostics()
            .iter()
            .filter(|found| found.rule.name != *rule && found.severity <= Severity::Warning);
        let others: Vec<_> = others.map(|found| format!("{} {}", found.rule.name, found.message)).collect();
        if places != expected || !others.is_empty() {
            let places: Vec<_> = places.iter().map(|range| range.of(text)).collect();
            wrong += &format!("{rule} {marked}: found {places:?}, and {others:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The schemas of the manifests, each once.
fn schemas() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in manifests() {
        let document = Document::new(text, Dialect::Json, Options::default());
        let root = document.source().root().unwrap();
        for (property, _) in marked(root, Marks::SCHEMA) {
            let schema = property.value().filter(|value| property.is_named("schema") && value.kind() == Kind::Object);
            found.extend(schema.map(|schema| schema.source().to_owned()));
        }
    }
    found
}

#[test]
fn the_schemas_of_real_manifests_get_nothing_but_hints() {
    // They are among the manifests, if they are there; otherwise this says so.
    folder("corpus");
    for (name, text) in manifests() {
        let document = Document::new(text, Dialect::Json, Options::default());
        for found in document.diagnostics().iter().filter(|found| found.rule.group == Group::Schema) {
            assert!(found.severity > Severity::Warning, "{name}: {} {}", found.rule.name, found.message);
        }
    }
}

/// Whether a document is a schema of draft 7, by the schema of all such schemas. Its formats are left out: whether a text is a
/// regular expression is compared elsewhere, with what JavaScript says, and for us an `$id` or `$ref` may be any text.
fn is_schema(value: &Value) -> bool {
    static OF_SCHEMAS: OnceLock<jsonschema::Validator> = OnceLock::new();
    let of_schemas = OF_SCHEMAS.get_or_init(|| {
        let reference = json!({"$ref": "http://json-schema.org/draft-07/schema#"});
        jsonschema::draft7::options().should_validate_formats(false).build(&reference).unwrap()
    });
    of_schemas.is_valid(value)
}

/// Whether the top of a schema is of another type than an object, which the API refuses besides.
fn has_other_top(schema: &Value) -> bool {
    let types = match schema.get("type") {
        None => return !schema.is_object(),
        Some(Value::Array(types)) => types.clone(),
        Some(one) => vec![one.clone()],
    };
    !types.is_empty() && !types.contains(&json!("object"))
}

/// Whether we say that the API refuses a schema. That a pattern is not a regular expression is left out, as above.
fn is_refused(schema: &Value) -> (bool, String) {
    let document = manifest(&schema.to_string());
    let errors = document.diagnostics().iter().filter(|found| found.severity == Severity::Error);
    let errors: Vec<_> = errors.filter(|found| found.rule.name != "invalid-pattern").collect();
    (!errors.is_empty(), errors.iter().map(|found| format!("{}: {}\n", found.rule.name, found.message)).collect())
}

fn compare(schema: &Value) {
    let expected = !is_schema(schema) || has_other_top(schema);
    let (found, why) = is_refused(schema);
    assert_eq!(found, expected, "{why}{schema:#}");
}

/// A schema with every keyword, since real ones have only some.
fn with_every_keyword() -> Value {
    let examples =
        SCHEMA.fields.iter().map(|field| (field.name.to_owned(), serde_json::from_str(field.example).unwrap()));
    let mut all: Map<String, Value> = examples.filter(|(name, _)| name != "$ref").collect();
    all["type"] = json!("object");
    Value::Object(all)
}

#[test]
fn errors_are_those_of_an_independent_validator() {
    let seeds = schemas();
    let mut seeds: Vec<Value> = seeds.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    seeds.push(with_every_keyword());
    seeds.par_iter().for_each(compare);
    // Small ones are mutated more often.
    seeds.retain(|seed| seed.to_string().len() < 1_000);
    let all = with_every_keyword();
    const CHUNK: usize = 500;
    let counts = (0..rounds(110_000).div_ceil(CHUNK)).into_par_iter().map(|chunk| {
        let mut random = Rng::with_seed(chunk as u64);
        let mut refused = 0;
        for round in 0..CHUNK {
            let seed = if round % 2 == 0 { &all } else { &seeds[random.usize(..seeds.len())] };
            let mut schema = seed.clone();
            for _ in 0..random.usize(1..4) {
                mutate(&mut random, &mut schema);
            }
            compare(&schema);
            refused += usize::from(!is_schema(&schema));
        }
        (CHUNK, refused)
    });
    let (all, refused) = counts.reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    eprintln!("{all} mutated schemas, of which {refused} are none");
    assert!(refused > all / 10 && refused < all * 9 / 10, "{refused} of {all} are wrong");
}

/// Values that some keyword takes and others do not.
fn odd_value(random: &mut Rng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(2.0),
        json!(1.5),
        json!(1e300),
        json!(""),
        json!("3"),
        json!("string"),
        json!("strng"),
        json!("#/definitions/a"),
        json!([]),
        json!(["a"]),
        json!(["a", "a"]),
        json!(["string", "null"]),
        json!(["string", "string"]),
        json!([1, 1]),
        json!([{}]),
        json!([{}, {}]),
        json!([true, {"type": "string"}]),
        json!([null]),
        json!({}),
        json!({"type": "number"}),
        json!({"a": {}}),
        json!({"a": 1}),
        json!({"a": ["b"]}),
        json!({"a": ["b", "b"]}),
        json!({"a": null}),
    ];
    values[random.usize(..values.len())].clone()
}

fn keyword(random: &mut Rng) -> String {
    const OTHERS: [&str; 5] = ["minLenght", "x-acme", "a", "type ", ""];
    let at = random.usize(..SCHEMA.fields.len() + OTHERS.len());
    SCHEMA.fields.get(at).map_or_else(|| OTHERS[at - SCHEMA.fields.len()], |field| field.name).to_owned()
}

/// Changes one place below the top.
fn mutate(random: &mut Rng, schema: &mut Value) {
    let mut place = &mut *schema;
    // Down by a random way, so that each depth is met.
    loop {
        let children = match place {
            Value::Object(map) => map.len(),
            Value::Array(list) => list.len(),
            _ => 0,
        };
        if children == 0 || random.u8(..3) == 0 {
            break;
        }
        let at = random.usize(..children);
        place = match place {
            Value::Object(map) => map.values_mut().nth(at).unwrap(),
            Value::Array(list) => &mut list[at],
            _ => break,
        };
    }
    match place {
        Value::Object(map) => {
            let names: Vec<String> = map.keys().cloned().collect();
            let name = (!names.is_empty()).then(|| names[random.usize(..names.len())].clone());
            match (random.u8(..5), name) {
                (0, Some(name)) => _ = map.remove(&name),
                (1, Some(name)) => {
                    let value = map.remove(&name).unwrap_or_default();
                    map.insert(keyword(random), value);
                }
                (2, Some(name)) => _ = map.insert(name, odd_value(random)),
                _ => _ = map.insert(keyword(random), odd_value(random)),
            }
        }
        Value::Array(list) => match random.u8(..4) {
            0 => list.clear(),
            1 => {
                let first = list.first().cloned();
                list.extend(first);
            }
            2 => list.push(odd_value(random)),
            _ => *place = odd_value(random),
        },
        Value::Number(number) if random.bool() => *place = json!(-number.as_f64().unwrap_or(1.0)),
        _ => *place = odd_value(random),
    }
}

#[test]
fn hostile_schemas_take_bounded_steps() {
    const DEEP: usize = 50_000;
    let nested = |open: &str, close: &str| {
        let inner = r##"{"required": ["a"], "properties": {}, "items": {"$ref": "#"}, "not": {"$ref": "#/items"}}"##;
        format!("{}{inner}{}", open.repeat(DEEP), close.repeat(DEEP))
    };
    for (schema, expected) in [
        // Only a circle of a few steps is looked for.
        (nested(r#"{"allOf": ["#, "]}"), ""),
        (nested(r#"{"type": "object", "properties": {"a": "#, "}}"), "undeclared-property"),
        (nested(r#"{"not": "#, "}"), ""),
        (nested(r#"{"items": ["#, "]}"), "undeclared-property"),
        (format!("{{\"type\": \"object\", \"default\": {}}}", nested("[", "]")), ""),
        (format!("{{\"type\": \"object\", \"enum\": [{}1]}}", "\"a\",".repeat(DEEP)), "repeated-choice"),
        (
            r#"{"type": "object", "properties": {"a": {"pattern": "^(a+)+$", "default": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"}}}"#
                .to_owned(),
            "",
        ),
        (format!("{{\"type\": \"object\", \"maxProperties\": 1{}}}", "0".repeat(DEEP)), ""),
    ] {
        let document = manifest(&schema);
        let found = document.diagnostics().iter().any(|found| found.rule.name == expected);
        assert!(found || expected.is_empty(), "{expected}: {}", &schema[..80]);
    }
}

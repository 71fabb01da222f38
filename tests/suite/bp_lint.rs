//! Our diagnostics against those of the vendor's own linter.
//!
//! A model of the linter ([`model`]) says what is expected, so that any document can be compared. Where the results of
//! the linter itself on real manifests are at hand, the model is checked against them.

mod model;

use std::collections::{BTreeMap, BTreeSet};

use integration_ls::analysis::{Document, Options, RULES, Severity};
use integration_ls::contract::Form;
use integration_ls::syntax::{Dialect, Pointer};
use serde_json::{Value, json};

use crate::mutation::rounds;
use crate::shared::{folder, incomplete_manifests, manifests, own_manifests, real_manifests, vendor_rules};
use model::{Diagnostic, Linter};

/// The one rule that is an error for the vendor and a warning for us. The linter expects a description of each secret,
/// but a manifest has the secret's value there, so all that is left of the rule is that the value is not empty.
const SOFTENED: &str = "secrets-must-have-a-description";

/// What we say about a text, where the vendor has the same rule.
fn ours(text: String) -> Vec<Diagnostic> {
    let document = Document::new(text, Dialect::Json, Options::default());
    let diagnostics = document.diagnostics().to_vec();
    let source = document.source();
    let mut found: Vec<Diagnostic> = diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let severity = match diagnostic.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
                Severity::Hint => 3,
            };
            let pointer = source.node_at(diagnostic.range.start)?.pointer().to_string();
            Some((diagnostic.rule.bp_lint?.to_owned(), pointer, severity))
        })
        .collect();
    found.sort();
    found
}

/// What we are expected to say about a document.
fn expected(linter: &Linter, manifest: &Value) -> Vec<Diagnostic> {
    let mut diagnostics = linter.lint(manifest, form(manifest));
    for (rule, _, severity) in &mut diagnostics {
        if rule == SOFTENED {
            *severity = 1;
        }
    }
    diagnostics.sort();
    diagnostics
}

fn form(manifest: &Value) -> Form {
    if manifest.get("name").is_some() || manifest.get("version").is_some() { Form::Create } else { Form::Update }
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn our_rules_match_those_of_the_vendor() {
    let theirs = vendor_rules();
    let active: Vec<(&str, &str)> = theirs
        .iter()
        .map(|(name, rule)| (name.as_str(), rule["severity"].as_str().unwrap()))
        .filter(|(_, severity)| *severity != "off")
        .collect();
    assert_eq!(active.len(), 33);
    let mut ours: Vec<(&str, &str)> = RULES
        .iter()
        .filter_map(|rule| {
            let name = rule.bp_lint?;
            let severity = match rule.severity {
                Some(Severity::Warning) if name == SOFTENED => "error",
                Some(Severity::Error) => "error",
                Some(Severity::Warning) => "warn",
                _ => "hint",
            };
            Some((name, severity))
        })
        .collect();
    ours.sort_unstable();
    assert_eq!(ours, active);
}

#[test]
fn every_manifest_gets_the_diagnostics_of_the_linter() {
    let linter = Linter::new(&vendor_rules());
    let mut met = BTreeSet::new();
    for (name, text) in manifests().into_iter().chain(incomplete_manifests()) {
        let expected = expected(&linter, &value(&text));
        met.extend(expected.iter().map(|(rule, ..)| rule.clone()));
        assert_eq!(ours(text), expected, "{name}");
    }
    let rules: BTreeSet<_> =
        vendor_rules().into_iter().filter(|(_, rule)| rule["severity"] != "off").map(|(name, _)| name).collect();
    assert_eq!(met, rules, "each rule of the linter finds something in one manifest at least");
}

/// All diagnostics of the incomplete manifests, for a person to read.
#[test]
fn what_the_incomplete_manifests_lack() {
    let mut said = String::new();
    for (name, text) in incomplete_manifests() {
        said += &format!("{name}\n");
        for (rule, pointer, _) in ours(text) {
            said += &format!("  {rule}: {pointer}\n");
        }
    }
    insta::assert_snapshot!(said);
}

#[test]
fn mutated_manifests_get_the_diagnostics_of_the_linter() {
    let linter = Linter::new(&vendor_rules());
    let mut random = fastrand::Rng::with_seed(33);
    let all = own_manifests().into_iter().chain(incomplete_manifests());
    let manifests: Vec<_> =
        all.filter(|(_, text)| text.len() < 30_000).map(|(name, text)| (name, value(&text))).collect();
    let total = rounds(2_000);
    let mut count = 0;
    for _ in 0..total {
        let (name, manifest) = &manifests[random.usize(..manifests.len())];
        let mut manifest = manifest.clone();
        for _ in 0..random.usize(1..6) {
            mutate(&mut manifest, &mut random);
        }
        let text = if random.bool() { manifest.to_string() } else { format!("{manifest:#}") };
        let expected = expected(&linter, &manifest);
        count += expected.len();
        assert_eq!(ours(text), expected, "{name} became {manifest:#}");
    }
    assert!(count > total, "too few diagnostics to say much: {count} in {total} documents");
}

/// Removes or changes one text that a rule asks for, or what decides whether a rule asks at all.
fn mutate(manifest: &mut Value, random: &mut fastrand::Rng) {
    if random.u8(..10) == 0 {
        return map_to_an_interface(manifest, random);
    }
    let mut spots = Vec::new();
    find_spots(manifest, &mut Vec::new(), &mut spots);
    if spots.is_empty() {
        return;
    }
    let spot = spots.swap_remove(random.usize(..spots.len()));
    let Some(Value::Object(owner)) = manifest.pointer_mut(&spot.owner) else { return };
    match random.u8(..10) {
        0..4 => drop(owner.remove(spot.key)),
        4 | 5 => drop(owner.insert(spot.key.into(), json!(""))),
        6 => drop(owner.insert(spot.key.into(), Value::Null)),
        7 => drop(owner.insert(spot.key.into(), json!({"hidden": true}))),
        8 if spot.key != "x-zui" => drop(owner.insert(spot.key.into(), json!({"title": ""}))),
        _ => drop(owner.insert(spot.key.into(), json!("Another text"))),
    }
}

/// An object, by its JSON Pointer, and a key that it has or could have.
struct Spot {
    owner: String,
    key: &'static str,
}

fn find_spots(value: &Value, path: &mut Vec<String>, spots: &mut Vec<Spot>) {
    match value {
        Value::Object(members) => {
            for key in ["title", "description", "x-zui", "icon", "readme"] {
                let fits = |value: &Value| if key == "x-zui" { value.is_object() } else { value.is_string() };
                if members.get(key).is_some_and(fits) {
                    spots.push(Spot { owner: Pointer::from(path.clone()).to_string(), key });
                }
            }
            for (name, value) in members {
                path.push(name.clone());
                find_spots(value, path, spots);
                path.pop();
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                path.push(index.to_string());
                find_spots(value, path, spots);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Anything that may stand in a JSON Schema, whatever it means there.
fn any_schema(random: &mut fastrand::Rng, depth: usize) -> Value {
    const KEYS: [&str; 12] = [
        "anyOf",
        "allOf",
        "oneOf",
        "properties",
        "items",
        "schema",
        "additionalProperties",
        "description",
        "title",
        "x-zui",
        "type",
        "a/b",
    ];
    match random.u8(..if depth == 0 { 5 } else { 16 }) {
        0 => json!(""),
        1 => json!("A text"),
        2 => Value::Null,
        3 => json!(random.bool()),
        4 => json!(random.u8(..2)),
        5..8 => (0..random.usize(..3)).map(|_| any_schema(random, depth - 1)).collect(),
        _ => {
            let keys = (0..random.usize(..4)).map(|_| KEYS[random.usize(..KEYS.len())]).collect::<BTreeSet<_>>();
            let member = |key: &str, random: &mut fastrand::Rng| match any_schema(random, depth - 1) {
                // Only objects have fields.
                Value::Array(_) if key == "properties" => json!({}),
                value => value,
            };
            keys.into_iter().map(|key| (key.to_owned(), member(key, random))).collect()
        }
    }
}

#[test]
fn fields_get_the_diagnostics_of_the_linter_whatever_is_in_them() {
    let linter = Linter::new(&vendor_rules());
    let mut random = fastrand::Rng::with_seed(44);
    let total = rounds(4_000);
    let mut in_unions = 0;
    for _ in 0..total {
        let fields: serde_json::Map<String, Value> = ["anyOf", "items", "properties", "x-zui"]
            .into_iter()
            .map(|name| (name.to_owned(), any_schema(&mut random, 5)))
            .collect();
        let manifest =
            json!({"states": {"walk": {"type": "user", "schema": {"type": "object", "properties": fields}}}});
        let expected = expected(&linter, &manifest);
        in_unions += expected.iter().filter(|(_, pointer, _)| pointer.contains("Of/")).count();
        assert_eq!(ours(manifest.to_string()), expected, "{manifest:#}");
    }
    assert!(in_unions > total / 20, "too few diagnostics in unions to say much: {in_unions}");
}

/// Where the order of the keys counts. The model reads documents whose keys are sorted.
#[test]
fn the_first_text_in_the_order_of_the_document_decides() {
    for (field, expected) in [
        (r#"{"allOf": [{"description": ""}], "anyOf": [{"description": "x"}]}"#, Some("/allOf/0/description")),
        (r#"{"anyOf": [{"description": "x"}], "allOf": [{"description": ""}]}"#, None),
        (
            r#"{"properties": {"z": {"anyOf": [{"description": "x"}]}}, "items": {"anyOf": [{"description": ""}]}}"#,
            None,
        ),
        (
            r#"{"properties": {"z": {"anyOf": [{"description": ""}]}}, "items": {"anyOf": [{"description": "x"}]}}"#,
            Some("/properties/z/anyOf/0/description"),
        ),
        // The unions of an object come before what is inside.
        (r#"{"anyOf": [{"allOf": [{"description": "x"}]}, {"description": ""}]}"#, Some("/anyOf/1/description")),
        (r#"{"items": {"anyOf": [{"description": ""}]}, "anyOf": [{"description": "x"}]}"#, None),
        (r#"{"anyOf": {"text": {"description": ""}}}"#, Some("/anyOf/text/description")),
        (r#"{"any\u004ff": [{"description": ""}]}"#, Some("/anyOf/0/description")),
    ] {
        let text = format!(
            r#"{{"states": {{"walk": {{"type": "user", "schema": {{"properties": {{"anyOf": {field}}}}}}}}}}}"#
        );
        let mut found = ours(text).into_iter().filter(|(rule, ..)| rule == "state-fields-must-have-description");
        let expected = expected.map(|path| format!("/states/walk/schema/properties/anyOf{path}"));
        assert_eq!(found.next().map(|(_, pointer, _)| pointer), expected, "{field}");
    }
}

/// Declares that some action or event implements one of an interface, or removes all interfaces.
fn map_to_an_interface(manifest: &mut Value, random: &mut fastrand::Rng) {
    let section = if random.bool() { "actions" } else { "events" };
    let names: Vec<String> =
        manifest[section].as_object().into_iter().flat_map(|entries| entries.keys().cloned()).collect();
    if names.is_empty() || random.bool() {
        manifest.as_object_mut().unwrap().remove("interfaces");
        return;
    }
    let name = &names[random.usize(..names.len())];
    manifest["interfaces"] =
        json!({"mutable": {"id": "itf_01J0000000000000000000000000", section: {"one": {"name": name}}}});
}

/// The one place where we differ on purpose: the linter takes a field whose name is `ui` for a legacy `ui` key.
#[test]
fn a_field_named_ui_is_not_a_legacy_key() {
    let linter = Linter::new(&vendor_rules());
    let manifest = json!({"states": {"view": {"type": "user", "schema": {"type": "object", "properties": {
        "ui": {"type": "string", "description": "How it looks.", "x-zui": {"title": "Look"}},
    }}}}});
    let theirs: Vec<_> = expected(&linter, &manifest).into_iter().map(|(rule, pointer, _)| (rule, pointer)).collect();
    let title = ("legacy-zui-title-should-be-removed", "/states/view/schema/properties/ui/x-zui/title");
    assert_eq!(theirs, [(title.0.to_owned(), title.1.to_owned())]);
    assert_eq!(ours(manifest.to_string()), []);
}

/// The results of the linter itself on the real manifests.
fn oracle(name: &str) -> Option<BTreeMap<String, Vec<Diagnostic>>> {
    let text = std::fs::read_to_string(folder("corpus")?.join(name)).unwrap();
    let all: BTreeMap<String, Vec<Value>> = serde_json::from_str(&text).unwrap();
    let diagnostic = |found: &Value| {
        let segments = found["path"].as_array().unwrap().iter();
        let path: Vec<String> =
            segments.map(|segment| segment.as_str().map_or_else(|| segment.to_string(), str::to_owned)).collect();
        (
            found["code"].as_str().unwrap().to_owned(),
            Pointer::from(path).to_string(),
            found["severity"].as_u64().unwrap(),
        )
    };
    let diagnostics = |found: Vec<Value>| {
        let mut diagnostics: Vec<_> = found.iter().map(diagnostic).collect();
        diagnostics.sort();
        diagnostics
    };
    Some(all.into_iter().map(|(file, found)| (file, diagnostics(found))).collect())
}

#[test]
fn real_manifests_get_the_diagnostics_that_the_linter_gave() {
    let Some(oracle) = oracle("oracle-lint.json") else { return };
    let linter = Linter::new(&vendor_rules());
    let mut compared = 0;
    for (name, text) in real_manifests() {
        let Some(theirs) = oracle.get(&name) else { continue };
        let manifest = value(&text);
        assert_eq!(&linter.lint(&manifest, form(&manifest)), theirs, "the model on {name}");
        assert_eq!(&ours(text), theirs, "{name}");
        compared += 1;
    }
    assert_eq!(compared, oracle.len());
}

/// Here the linter was also shown the actions and events that implement those of an interface.
#[test]
fn without_interfaces_nothing_is_left_out() {
    let Some(oracle) = oracle("oracle-lint-wire.json") else { return };
    let linter = Linter::new(&vendor_rules());
    let mut compared = 0;
    for (name, text) in real_manifests() {
        let Some(theirs) = oracle.get(&name) else { continue };
        let manifest = value(&text);
        assert_eq!(&linter.lint_all(&manifest, form(&manifest)), theirs, "the model on {name}");
        assert_eq!(&ours(text.replace("\"interfaces\":", "\"interfacez\":")), theirs, "{name}");
        compared += 1;
    }
    assert!(compared > 30, "{compared}");
}

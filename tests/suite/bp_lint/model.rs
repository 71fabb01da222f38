//! A plain model of the vendor's linter, `bp lint`. It reads the rules as data and applies them to a document, one rule
//! after the other, and shares no code with what it checks.
//!
//! The rules are written in the terms of [Spectral](https://docs.stoplight.io/docs/spectral): `given` is a JSONPath
//! expression that selects nodes, `field` the path of a text below each, and `function` what is expected of it. On top
//! of that, the linter looks into unions: if a field of a schema has no text of its own, the first text in one of its
//! branches (`anyOf`, `allOf`) decides. Here the first is the first in alphabetical order of the keys, because that
//! is how `serde_json` keeps them.

use std::collections::{BTreeMap, BTreeSet};

use integration_ls::contract::Form;
use integration_ls::syntax::Pointer;
use serde_json::{Value, json};

/// One diagnostic: the rule, the JSON Pointer of what it is about, and the severity (0 error, 1 warning, 2 information,
/// 3 hint).
pub(crate) type Diagnostic = (String, String, u64);

/// One rule.
struct Rule {
    name: String,
    severity: u64,
    /// The path of the nodes that it looks at.
    given: Vec<Step>,
    /// The keys from such a node to the text in question. Empty if it is the node itself.
    field: Vec<String>,
    /// Whether the text is required (or forbidden).
    is_wanted: bool,
}

/// One step of a JSONPath expression.
#[derive(Debug, PartialEq)]
enum Step {
    /// `.key`
    Key(String),
    /// `..key`, at any depth
    Below(String),
    /// `[*]`
    Each,
}

impl Step {
    /// Reads `$.a[*]..b.c[*]`.
    fn path(mut expression: &str) -> Vec<Self> {
        let mut steps = Vec::new();
        expression = expression.strip_prefix('$').unwrap();
        while !expression.is_empty() {
            if let Some(rest) = expression.strip_prefix("[*]") {
                steps.push(Self::Each);
                expression = rest;
                continue;
            }
            let (make, rest): (fn(String) -> Self, _) = match expression.strip_prefix("..") {
                Some(rest) => (Self::Below, rest),
                None => (Self::Key, expression.strip_prefix('.').unwrap()),
            };
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            steps.push(make(rest[..end].to_owned()));
            expression = &rest[end..];
        }
        steps
    }
}

/// The linter, with the rules that are not switched off.
pub(crate) struct Linter {
    rules: Vec<Rule>,
}

impl Linter {
    pub(crate) fn new(rules: &BTreeMap<String, Value>) -> Self {
        let mut found = Vec::new();
        for (name, rule) in rules {
            let severity = match rule["severity"].as_str().unwrap() {
                "off" => continue,
                "error" => 0,
                "warn" => 1,
                "info" => 2,
                "hint" => 3,
                other => panic!("{name} has the severity {other:?}"),
            };
            for field in rule["fields"].as_array().unwrap() {
                found.push(Rule {
                    name: name.clone(),
                    severity,
                    given: Step::path(rule["given"].as_str().unwrap()),
                    field: field["field"]
                        .as_str()
                        .into_iter()
                        .flat_map(|path| path.split('.'))
                        .map(str::to_owned)
                        .collect(),
                    is_wanted: match field["function"].as_str().unwrap() {
                        "truthy" | "truthyWithMessage" => true,
                        "falsy" => false,
                        other => panic!("{name} asks {other:?}"),
                    },
                });
            }
        }
        Self { rules: found }
    }

    /// The diagnostics of a document, sorted. Actions and events that implement those of an interface are left out.
    pub(crate) fn lint(&self, manifest: &Value, form: Form) -> Vec<Diagnostic> {
        let mut manifest = manifest.clone();
        for section in ["actions", "events"] {
            let implementations = implementations(&manifest, section);
            if let Some(Value::Object(entries)) = manifest.get_mut(section) {
                entries.retain(|name, _| !implementations.contains(name));
            }
        }
        self.lint_all(&manifest, form)
    }

    /// The same with nothing left out.
    pub(crate) fn lint_all(&self, manifest: &Value, form: Form) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for rule in &self.rules {
            select(manifest, &mut Vec::new(), &rule.given, &mut |path, value| {
                if let Some(path) = rule.objection(path, value, form) {
                    diagnostics.push((rule.name.clone(), Pointer::from(path).to_string(), rule.severity));
                }
            });
        }
        diagnostics.sort();
        diagnostics
    }
}

impl Rule {
    /// Where a diagnostic stands, if a node deserves one.
    fn objection(&self, path: &[String], value: &Value, form: Form) -> Option<Vec<String>> {
        if value.is_null() {
            return None; // A removal.
        }
        if !self.is_wanted {
            let text = lookup(value, &self.field).1;
            return text.is_some_and(is_truthy).then(|| [path, &self.field].concat());
        }
        if !value.is_object() {
            return (!is_truthy(value)).then(|| path.to_vec());
        }
        let (depth, own) = lookup(value, &self.field);
        if own.is_some_and(is_truthy) {
            return None;
        }
        if self.given.is_empty() && form == Form::Update && own.is_none_or(Value::is_null) {
            return None; // In an update, what is absent stays as it is. (The linter itself reads creates only.)
        }
        if self.looks_at_schema_fields() {
            match first_text_in_branches(value, &self.field, &mut path.to_vec()) {
                Some((_, text)) if !text.is_empty() => return None,
                Some((path, _)) => return Some(path),
                None => {}
            }
        }
        Some([path, &self.field[..depth]].concat())
    }

    fn looks_at_schema_fields(&self) -> bool {
        let end = [Step::Below("schema".to_owned()), Step::Key("properties".to_owned()), Step::Each];
        self.given.ends_with(&end)
    }
}

/// The names of the actions or events that implement those of an interface.
fn implementations(manifest: &Value, section: &str) -> BTreeSet<String> {
    let mappings = members(&manifest["interfaces"]).flat_map(|(_, interface)| members(&interface[section]));
    mappings.filter_map(|(_, mapping)| mapping["name"].as_str()).map(str::to_owned).collect()
}

/// Calls `found` for each node that a path selects.
fn select<'v>(value: &'v Value, path: &mut Vec<String>, steps: &[Step], found: &mut dyn FnMut(&[String], &'v Value)) {
    let Some((step, rest)) = steps.split_first() else { return found(path, value) };
    for (name, child) in members(value) {
        path.push(name);
        let is_named = |key: &str| value.is_object() && path.last().is_some_and(|name| name == key);
        if match step {
            Step::Each => true,
            Step::Key(key) | Step::Below(key) => is_named(key),
        } {
            select(child, path, rest, found);
        }
        if matches!(step, Step::Below(_)) {
            select(child, path, steps, found);
        }
        path.pop();
    }
}

/// The members of an object or the elements of an array, with the segment of a JSON Pointer that leads to each.
fn members(value: &Value) -> Box<dyn Iterator<Item = (String, &Value)> + '_> {
    match value {
        Value::Object(members) => Box::new(members.iter().map(|(name, value)| (name.clone(), value))),
        Value::Array(elements) => {
            Box::new(elements.iter().enumerate().map(|(index, value)| (index.to_string(), value)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

/// How many keys of a path exist, and the value at its end if all do.
fn lookup<'v>(value: &'v Value, path: &[String]) -> (usize, Option<&'v Value>) {
    let mut at = value;
    for (depth, key) in path.iter().enumerate() {
        match at.as_object().and_then(|object| object.get(key)) {
            Some(inner) => at = inner,
            None => return (depth, None),
        }
    }
    (path.len(), Some(at))
}

/// The first string at `field` of a branch, in a schema or anywhere below it: its path and its text.
fn first_text_in_branches<'v>(
    schema: &'v Value,
    field: &[String],
    path: &mut Vec<String>,
) -> Option<(Vec<String>, &'v str)> {
    let unions = members(schema).filter(|(name, _)| schema.is_object() && matches!(name.as_str(), "anyOf" | "allOf"));
    for (union, branches) in unions {
        for (branch, schema) in members(branches) {
            if let Some(Value::String(text)) = lookup(schema, field).1 {
                return Some(([&path[..], &[union, branch], field].concat(), text));
            }
        }
    }
    for (name, child) in members(schema) {
        path.push(name);
        let found = first_text_in_branches(child, field, path);
        path.pop();
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Whether JavaScript takes a value for true.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

#[test]
fn a_path_is_read_step_by_step() {
    let key = |name: &str| Step::Key(name.to_owned());
    let below = |name: &str| Step::Below(name.to_owned());
    assert_eq!(Step::path("$"), []);
    assert_eq!(Step::path("$.user.tags[*]"), [key("user"), key("tags"), Step::Each]);
    assert_eq!(
        Step::path("$.states[*]..schema.properties[*]"),
        [key("states"), Step::Each, below("schema"), key("properties"), Step::Each]
    );
    assert_eq!(Step::path("$..ui[*].title"), [below("ui"), Step::Each, key("title")]);
}

#[test]
fn in_a_union_the_first_text_decides() {
    let rules = crate::shared::vendor_rules();
    let linter = Linter::new(&rules);
    for (field, expected) in [
        (json!({"anyOf": [{"description": ""}]}), Some("/anyOf/0/description")),
        (json!({"anyOf": [{"description": ""}, {"description": "x"}]}), Some("/anyOf/0/description")),
        (json!({"anyOf": [{"type": "null"}, {"description": "x"}]}), None),
        (json!({"anyOf": [{"allOf": [{"description": "x"}]}]}), None),
        (json!({"anyOf": {"text": {"description": "x"}}}), None),
        (json!({"description": "", "allOf": [{"description": "x"}]}), None),
        (json!({"description": "", "allOf": [{"type": "null"}]}), Some("/description")),
        (json!({"anyOf": [{"description": 5}]}), Some("")),
        (json!({"oneOf": [{"description": "x"}]}), Some("")),
    ] {
        let manifest = json!({"states": {"walk": {"schema": {"properties": {"field": field}}}}});
        let diagnostics = linter.lint(&manifest, Form::Update);
        let mut found = diagnostics.iter().filter(|(rule, ..)| rule == "state-fields-must-have-description");
        let expected = expected.map(|path| format!("/states/walk/schema/properties/field{path}"));
        assert_eq!(found.next().map(|(_, pointer, _)| pointer.clone()), expected, "{field}");
    }
}

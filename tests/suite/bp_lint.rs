//! Our diagnostics against those of the vendor's own linter, on every real manifest.

use std::collections::BTreeMap;

use integration_ls::analysis::{Document, Options, RULES, Severity};
use integration_ls::syntax::{Dialect, Pointer};
use serde_json::Value;

use crate::shared::{folder, manifests};

/// Rule, path and severity (0 error, 1 warning, 2 info, 3 hint), sorted.
type Told = Vec<(String, String, u64)>;

fn oracle(name: &str) -> Option<BTreeMap<String, Told>> {
    let text = std::fs::read_to_string(folder("corpus")?.join(name)).unwrap();
    let all: BTreeMap<String, Vec<Value>> = serde_json::from_str(&text).unwrap();
    let told = |diagnostics: Vec<Value>| {
        let one = |diagnostic: &Value| {
            let path: Vec<String> = diagnostic["path"]
                .as_array()
                .unwrap()
                .iter()
                .map(|segment| segment.as_str().map_or_else(|| segment.to_string(), str::to_owned))
                .collect();
            let code = diagnostic["code"].as_str().unwrap().to_owned();
            (code, Pointer::from(path).to_string(), diagnostic["severity"].as_u64().unwrap())
        };
        let mut told: Told = diagnostics.iter().map(one).collect();
        told.sort();
        told
    };
    Some(all.into_iter().map(|(file, diagnostics)| (file, told(diagnostics))).collect())
}

fn ours(text: String) -> Told {
    let document = Document::new(text, Dialect::Json, Options::default());
    let diagnostics = document.diagnostics().to_vec();
    let source = document.source();
    let mut told: Told = diagnostics
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
    told.sort();
    told
}

#[test]
fn every_rule_of_the_vendor_has_one_of_ours_and_the_reverse() {
    let Some(contract) = folder("contract") else { return };
    let text = std::fs::read_to_string(contract.join("bp-lint-rules.json")).unwrap();
    let theirs: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    let mut active: Vec<(String, &str)> = theirs
        .iter()
        .filter(|(_, rule)| rule["severity"] != "off")
        .map(|(name, rule)| (name.clone(), rule["severity"].as_str().unwrap()))
        .collect();
    active.sort();
    assert_eq!(active.len(), 33);
    let mut ours: Vec<(String, &str)> = RULES
        .iter()
        .filter_map(|rule| {
            let severity = match rule.severity {
                // A secret in a manifest has a value and no description: the rule is about something else here.
                _ if rule.name == "empty-secret" => "error",
                Some(Severity::Error) => "error",
                Some(Severity::Warning) => "warn",
                _ => "hint",
            };
            Some((rule.bp_lint?.to_owned(), severity))
        })
        .collect();
    ours.sort();
    assert_eq!(ours, active);
}

#[test]
fn the_diagnostics_are_those_of_the_vendor() {
    let Some(oracle) = oracle("oracle-lint.json") else { return };
    let mut compared = 0;
    for (name, text) in manifests() {
        if let Some(theirs) = oracle.get(&name) {
            assert_eq!(&ours(text), theirs, "{name}");
            compared += 1;
        }
    }
    assert_eq!(compared, oracle.len());
}

/// The same with what interfaces supply: without the interfaces, nothing is left out.
#[test]
fn without_interfaces_nothing_is_left_out() {
    let Some(oracle) = oracle("oracle-lint-wire.json") else { return };
    for (name, text) in manifests() {
        if let Some(theirs) = oracle.get(&name) {
            assert_eq!(&ours(text.replace("\"interfaces\":", "\"interfacez\":")), theirs, "{name}");
        }
    }
}

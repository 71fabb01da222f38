//! The facts in `tests/data/contract` against the originals that they were taken from.

use std::fs;

use integration_ls::contract::Form;
use serde_json::Value;

use crate::contract::differences;
use crate::shared::{contract, folder, vendor_rules};

#[test]
fn the_facts_in_the_repository_match_the_originals() {
    let Some(originals) = folder("contract") else { return };
    let original =
        |file: &str| -> Value { serde_json::from_str(&fs::read_to_string(originals.join(file)).unwrap()).unwrap() };
    let mut found = Vec::new();

    for (form, file) in [(Form::Create, "create.json"), (Form::Update, "update.json")] {
        let mut body = original(file)["body"].clone();
        body.as_object_mut().unwrap().remove("title");
        differences(&contract(form), &body, file, &mut found);
    }

    let mut rules = original("bp-lint-rules.json");
    for rule in rules.as_object_mut().unwrap().values_mut() {
        // Texts for people are not copied.
        rule.as_object_mut().unwrap().retain(|key, _| !matches!(key.as_str(), "description" | "message"));
    }
    let ours = Value::Object(vendor_rules().into_iter().collect());
    differences(&ours, &rules, "bp-lint-rules.json", &mut found);

    assert!(found.is_empty(), "tests/data/contract is out of date:\n{}", found.join("\n"));
}

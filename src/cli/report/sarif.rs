//! SARIF 2.1.0, for code scanning services:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use serde_json::{Value, json};

use super::places::Places;
use super::{Checked, Location, Reported, json};
use crate::analysis::{RULES, Rule, Severity};

pub(super) fn sarif(checked: &[Checked], places: &Places) -> String {
    // Values are checked by a rule that manifests are not checked by.
    let used = checked.iter().flat_map(|one| &one.diagnostics).map(|diagnostic| diagnostic.rule);
    let others = used.filter(|rule| !RULES.iter().any(|known| std::ptr::eq(*known, *rule))).take(1);
    let rules: Vec<&Rule> = RULES.iter().copied().chain(others).collect();
    let rules = rules.as_slice();
    let results: Vec<Value> = checked
        .iter()
        .flat_map(|one| {
            let uri = places.uri(one);
            one.diagnostics.iter().map(move |diagnostic| result(&uri, diagnostic, rules))
        })
        .collect();
    json::pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "integration-ls",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            // Columns count characters instead of the default, UTF-16 units.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.fix},
        "defaultConfiguration": {
            "enabled": rule.severity.is_some(),
            "level": level(rule.severity.unwrap_or(Severity::Hint)),
        },
        "properties": {"group": rule.group.name(), "bpLint": rule.bp_lint},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

fn result(uri: &str, diagnostic: &Reported, rules: &[&Rule]) -> Value {
    let artifact = json!({"uri": uri});
    let region = |start: Location, end: Location| {
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        })
    };
    let mut result = json!({
        "ruleId": diagnostic.rule.name,
        "ruleIndex": rules.iter().position(|rule| std::ptr::eq(*rule, diagnostic.rule)),
        "level": level(diagnostic.severity),
        "message": {"text": diagnostic.message},
        "locations": [{
            "physicalLocation": {"artifactLocation": artifact, "region": region(diagnostic.start, diagnostic.end)},
            "logicalLocations": [{"fullyQualifiedName": diagnostic.pointer}],
        }],
    });
    if let Some(fix) = &diagnostic.fix {
        let replacements = fix.edits.iter().map(
            |(start, end, text)| json!({"deletedRegion": region(*start, *end), "insertedContent": {"text": text}}),
        );
        result["fixes"] = json!([{
            "description": {"text": fix.title},
            "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements.collect::<Vec<_>>()}],
        }]);
    }
    result
}

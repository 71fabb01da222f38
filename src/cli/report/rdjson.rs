//! Reviewdog's diagnostic format. Its columns are bytes.

use serde_json::{Value, json};

use super::{Checked, Place, json};
use crate::analysis::Severity;

pub(super) fn rdjson(checked: &[Checked]) -> String {
    let range = |start: Place, end: Place| {
        let place = |place: Place| json!({"line": place.line, "column": place.byte_column});
        json!({"start": place(start), "end": place(end)})
    };
    let diagnostics: Vec<Value> = checked
        .iter()
        .flat_map(|one| one.findings.iter().map(move |finding| (one, finding)))
        .map(|(one, finding)| {
            let severity = match finding.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info | Severity::Hint => "INFO",
            };
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
            json!({
                "message": finding.message,
                "location": {"path": one.name, "range": range(finding.start, finding.end)},
                "severity": severity,
                "code": {"value": finding.rule.name},
                "suggestions":
                    edits.map(|(start, end, text)| json!({"range": range(*start, *end), "text": text})).collect::<Vec<_>>(),
            })
        })
        .collect();
    json::pretty(&json!({"source": {"name": "integration-ls"}, "diagnostics": diagnostics}))
}

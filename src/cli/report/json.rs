//! One JSON array, for programs.

use serde_json::{Value, json};

use super::{Checked, Place};

/// All findings of all files.
pub(crate) fn json(checked: &[Checked]) -> String {
    let place = |place: Place| json!({"line": place.line, "column": place.column, "offset": place.offset});
    let findings: Vec<Value> = checked
        .iter()
        .flat_map(|one| one.findings.iter().map(move |finding| (&one.name, finding)))
        .map(|(file, finding)| {
            json!({
                "file": file,
                "code": finding.code,
                "severity": finding.severity.to_string(),
                "message": finding.message,
                "pointer": finding.pointer,
                "start": place(finding.start),
                "end": place(finding.end),
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&findings).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    text
}

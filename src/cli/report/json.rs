//! JSON, for programs: one array, or one object on each line.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Checked, Place, Reported};

pub(super) fn array(checked: &[Checked]) -> String {
    pretty(&findings(checked).collect::<Vec<_>>())
}

pub(super) fn lines(checked: &[Checked]) -> String {
    findings(checked).map(|finding| finding.to_string() + "\n").collect()
}

/// On many lines, with a line break at its end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn findings(checked: &[Checked]) -> impl Iterator<Item = Value> {
    checked.iter().flat_map(|one| one.findings.iter().map(|finding| object(&one.name, finding)))
}

fn object(file: &str, finding: &Reported) -> Value {
    let place = |place: Place| json!({"line": place.line, "column": place.column, "offset": place.offset});
    let mut object = json!({
        "file": file,
        "code": finding.rule.name,
        "group": finding.rule.group.name(),
        "severity": finding.severity.to_string(),
        "message": finding.message,
        "pointer": finding.pointer,
        "start": place(finding.start),
        "end": place(finding.end),
        "fix": finding.fix.as_ref().map(|fix| json!({
            "title": fix.title,
            "safe": fix.is_safe,
            "edits": fix.edits.iter().map(|(start, end, text)| json!({
                "start": place(*start),
                "end": place(*end),
                "text": text,
            })).collect::<Vec<_>>(),
        })),
    });
    if let Some(name) = finding.rule.bp_lint {
        object["bpLint"] = json!(name);
    }
    object
}

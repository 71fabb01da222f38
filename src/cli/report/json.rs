//! The JSON reports: an array, or one object per line.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Checked, Location, Reported};

pub(super) fn array(checked: &[Checked]) -> String {
    pretty(&diagnostics(checked).collect::<Vec<_>>())
}

pub(super) fn lines(checked: &[Checked]) -> String {
    diagnostics(checked).map(|diagnostic| diagnostic.to_string() + "\n").collect()
}

/// Indented, with a line break at the end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn diagnostics(checked: &[Checked]) -> impl Iterator<Item = Value> {
    checked.iter().flat_map(|one| one.diagnostics.iter().map(|diagnostic| object(&one.name, diagnostic)))
}

fn object(file: &str, diagnostic: &Reported) -> Value {
    let location = |at: Location| json!({"line": at.line, "column": at.column, "offset": at.offset});
    let mut object = json!({
        "file": file,
        "code": diagnostic.rule.name,
        "group": diagnostic.rule.group.name(),
        "severity": diagnostic.severity.to_string(),
        "message": diagnostic.message,
        "pointer": diagnostic.pointer,
        "start": location(diagnostic.start),
        "end": location(diagnostic.end),
        "fix": diagnostic.fix.as_ref().map(|fix| json!({
            "title": fix.title,
            "safe": fix.is_safe(),
            "applicability": fix.applicability.name(),
            "edits": fix.edits.iter().map(|(start, end, text)| json!({
                "start": location(*start),
                "end": location(*end),
                "text": text,
            })).collect::<Vec<_>>(),
        })),
    });
    if let Some(name) = diagnostic.rule.bp_lint {
        object["bpLint"] = json!(name);
    }
    object
}

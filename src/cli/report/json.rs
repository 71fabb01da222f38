//! The JSON reports: an array, or one object per line.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Checked, Location, Reported};
use crate::text::is_invisible;

pub(super) fn array(checked: &[Checked]) -> String {
    pretty(&diagnostics(checked).collect::<Vec<_>>())
}

pub(super) fn lines(checked: &[Checked]) -> String {
    diagnostics(checked).map(|diagnostic| escaped(&diagnostic.to_string()) + "\n").collect()
}

/// Indented, with a line break at the end.
pub(in crate::cli) fn pretty(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string_pretty(value).unwrap_or_default()) + "\n"
}

/// The same JSON with escapes for what would not be seen, which is only in its strings.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_invisible(c) {
            let mut units = [0; 2];
            text.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            text.push(c);
        }
    }
    text
}

fn diagnostics(checked: &[Checked]) -> impl Iterator<Item = Value> {
    checked.iter().flat_map(|one| one.diagnostics.iter().map(|diagnostic| object(one, diagnostic)))
}

fn object(one: &Checked, diagnostic: &Reported) -> Value {
    let location = |at: Location| json!({"line": at.line, "column": at.column, "offset": at.offset});
    let mut object = json!({
        "file": one.name,
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
    if let Some(source) = one.source {
        object["source"] = json!(source);
    }
    if let Some(name) = diagnostic.rule.bp_lint {
        object["bpLint"] = json!(name);
    }
    object
}

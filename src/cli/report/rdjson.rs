//! The reviewdog diagnostic format, whose columns count bytes:
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.

use serde_json::{Value, json};

use super::places::Places;
use super::{Checked, Location, json};
use crate::analysis::Severity;

pub(super) fn rdjson(checked: &[Checked], places: &Places) -> String {
    let range = |start: Location, end: Location| {
        let position = |at: Location| json!({"line": at.line, "column": at.byte_column});
        json!({"start": position(start), "end": position(end)})
    };
    let diagnostics: Vec<Value> = checked
        .iter()
        .flat_map(|one| {
            let path = places.path(one);
            one.diagnostics.iter().map(move |diagnostic| (path.clone(), one.source, diagnostic))
        })
        .map(|(path, source, diagnostic)| {
            let severity = match diagnostic.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info | Severity::Hint => "INFO",
            };
            let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
            let mut object = json!({
                "message": diagnostic.message,
                "location": {"path": path, "range": range(diagnostic.start, diagnostic.end)},
                "severity": severity,
                "code": {"value": diagnostic.rule.name},
                "suggestions":
                    edits.map(|(start, end, text)| json!({"range": range(*start, *end), "text": text})).collect::<Vec<_>>(),
            });
            if let Some(source) = source {
                object["source"] = json!({"name": source});
            }
            object
        })
        .collect();
    json::pretty(&json!({"source": {"name": "integration-ls"}, "diagnostics": diagnostics}))
}

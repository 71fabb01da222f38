//! GitLab's Code Quality report.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::json;

use super::{Checked, json};
use crate::analysis::Severity;

pub(super) fn gitlab(checked: &[Checked]) -> String {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut issues = Vec::new();
    for one in checked {
        for diagnostic in &one.diagnostics {
            // It has to stay the same while lines move, and to be another for each diagnostic.
            let mut hasher = DefaultHasher::new();
            (&one.name, diagnostic.rule.name, &diagnostic.pointer).hash(&mut hasher);
            let count = seen.entry(hasher.finish()).or_default();
            *count += 1;
            let fingerprint = format!("{:016x}-{count}", hasher.finish());
            let severity = match diagnostic.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info | Severity::Hint => "info",
            };
            issues.push(json!({
                "description": diagnostic.message,
                "check_name": diagnostic.rule.name,
                "fingerprint": fingerprint,
                "severity": severity,
                "location": {
                    "path": one.name.strip_prefix("./").unwrap_or(&one.name),
                    "positions": {
                        "begin": {"line": diagnostic.start.line, "column": diagnostic.start.column},
                        "end": {"line": diagnostic.end.line, "column": diagnostic.end.column},
                    },
                },
            }));
        }
    }
    json::pretty(&issues)
}

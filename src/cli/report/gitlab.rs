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
        for finding in &one.findings {
            // It has to stay the same while lines move, and to be another for each finding.
            let mut hasher = DefaultHasher::new();
            (&one.name, finding.rule.name, &finding.pointer).hash(&mut hasher);
            let count = seen.entry(hasher.finish()).or_default();
            *count += 1;
            let fingerprint = format!("{:016x}-{count}", hasher.finish());
            let severity = match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info | Severity::Hint => "info",
            };
            issues.push(json!({
                "description": finding.message,
                "check_name": finding.rule.name,
                "fingerprint": fingerprint,
                "severity": severity,
                "location": {
                    "path": one.name.strip_prefix("./").unwrap_or(&one.name),
                    "positions": {
                        "begin": {"line": finding.start.line, "column": finding.start.column},
                        "end": {"line": finding.end.line, "column": finding.end.column},
                    },
                },
            }));
        }
    }
    json::pretty(&issues)
}

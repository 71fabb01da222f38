//! GitLab's Code Quality report:
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use std::collections::HashMap;

use serde_json::json;

use super::places::Places;
use super::{Checked, json};
use crate::analysis::Severity;

pub(super) fn gitlab(checked: &[Checked], places: &Places) -> String {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut issues = Vec::new();
    for one in checked {
        let path = places.path(one);
        for diagnostic in &one.diagnostics {
            // GitLab identifies issues by their fingerprints. A fingerprint must not change when lines move, and must be
            // unique in a report.
            let hash = fnv1a(format!("{path}\0{}\0{}", diagnostic.rule.name, diagnostic.pointer).bytes());
            let count = seen.entry(hash).or_default();
            *count += 1;
            let severity = match diagnostic.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info | Severity::Hint => "info",
            };
            issues.push(json!({
                "description": diagnostic.message,
                "check_name": diagnostic.rule.name,
                "fingerprint": format!("{hash:016x}-{count}"),
                "severity": severity,
                "location": {
                    "path": path,
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

/// The 64-bit FNV-1a hash: <http://www.isthe.com/chongo/tech/comp/fnv/>.
///
/// The hashes of the standard library may change with its version; this one never does.
fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    #[test]
    fn the_hash_has_the_published_values() {
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(fnv1a(text.bytes()), hash, "{text}");
        }
    }
}

//! Readmes that say nothing.

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "empty-readme",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    summary: "A readme with nothing but blanks in it.",
    why: "The hub shows an empty page.",
    fix: "Write what the integration does and how it is set up, and encode that.",
    bad: r#"{"readme": "ICAK"}"#,
    good: r#"{"readme": "IyBBY21lIE1haWwK"}"#,
    check: Check::Content(&[Format::Markdown], check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    if value.content_range().is_empty() {
        return;
    }
    let decoded = report.decoded(value);
    let bytes = decoded.as_ref().and_then(|decoded| decoded.as_ref().as_ref().ok());
    if bytes.is_some_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace)) {
        report.add(value.range(), "The readme holds nothing but blanks: the hub will show an empty page.");
    }
}

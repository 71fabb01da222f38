//! Keys that real traffic carries.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Rule, Tag};
use crate::contract::{Field, Object, Status};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "accepted-extra-key",
    severity: Severity::Hint,
    summary: "A key that the API does not declare, yet accepts.",
    why: "It does nothing that is documented, but real manifests carry it and are accepted.",
    fix: "Nothing has to be done; it can be removed.",
    bad: r#"{"events": {"mailReceived": {"name": "mailReceived", "schema": {"type": "object"}}}}"#,
    good: r#"{"events": {"mailReceived": {"schema": {"type": "object"}}}}"#,
    tag: Some(Tag::Unnecessary),
    check: Check::Object(check),
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    for key in object.members().filter_map(Node::key) {
        let name = key.text();
        if let Some(Field { status: Status::Tolerated(why), .. }) = declared.field(&name) {
            report.add(key.span(), format!("\"{name}\" is no declared key of {}. {why}", declared.noun));
        }
    }
}

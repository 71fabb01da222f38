//! Deprecated keys.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Rule, Tag};
use crate::contract::{Field, Object, Status};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "deprecated-key",
    severity: Severity::Warning,
    summary: "A key that is to be replaced.",
    why: "It still works, but will not for ever.",
    fix: "Write what the message names.",
    bad: r#"{"public": true}"#,
    good: r#"{"visibility": "public"}"#,
    tag: Some(Tag::Deprecated),
    check: Check::Object(check),
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    for key in object.members().filter_map(Node::key) {
        let name = key.text();
        if let Some(Field { status: Status::Deprecated(instead), .. }) = declared.field(&name) {
            report.add(key.span(), format!("\"{name}\" is deprecated. {}", instead.replace('`', "")));
        }
    }
}

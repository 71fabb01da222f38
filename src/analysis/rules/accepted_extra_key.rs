//! Keys that real traffic carries.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::remove;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule, Tag};
use crate::contract::{Field, Object, Status};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "accepted-extra-key",
    group: Group::Contract,
    severity: Some(Severity::Hint),
    summary: "A key that the API does not declare, yet accepts.",
    why: "It does nothing that is documented, but real manifests carry it and are accepted.",
    fix: "Nothing has to be done; it can be removed.",
    bad: r#"{"events": {"mailReceived": {"name": "mailReceived", "schema": {"type": "object"}}}}"#,
    good: r#"{"events": {"mailReceived": {"schema": {"type": "object"}}}}"#,
    tag: Some(Tag::Unnecessary),
    check: Check::Member(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, declared: &'static Object) {
    if let (Some(Field { name, status: Status::Tolerated(why), .. }), Some(key)) = (field, property.key()) {
        report.add(key.range(), format!("\"{name}\" is no declared key of {}. {why}", declared.noun));
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let property = context.property().into_iter();
    property.map(|property| Fix::to_review("Remove the key", remove(context.source, property))).collect()
}

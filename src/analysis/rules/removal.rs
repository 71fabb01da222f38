//! What an update removes.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::remove;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule, Tag};
use crate::analysis::wording::subject;
use crate::contract::{Field, Form};
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "removal",
    group: Group::Hygiene,
    severity: Some(Severity::Hint),
    summary: "A `null` that removes something from the server.",
    why: "What is removed is gone for everyone who uses it. It is shown, so that nobody does it unseen.",
    fix: "Leave the key out to keep it; leave the `null` to remove it.",
    bad: r#"{"actions": {"sendMail": null}}"#,
    good: r#"{"actions": {}}"#,
    tag: Some(Tag::Deprecated),
    check: Check::Value(Kinds::NULL, check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let removes = report.form == Form::Update && field.nullable.has(Form::Update);
    if let (true, Kind::Null, Some(key)) = (removes, value.kind(), value.parent().and_then(Node::key)) {
        let message = format!("{} is null, which {}. Leave the key out to keep it.", subject(value), field.null);
        report.add(key.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let property = context.property().into_iter();
    let fix = |property| Fix::to_review("Leave the key out, which keeps it", remove(context.source, property));
    // The null is most likely meant.
    property.map(|property| fix(property).as_choice()).collect()
}

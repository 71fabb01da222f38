//! Seconds.

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
use crate::analysis::wording::subject;
use crate::contract::{Field, Shape};
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "not-positive",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A time limit that is not above zero.",
    why: "No run can end in no time.",
    fix: "Write a number of seconds, 1 or more.",
    bad: r#"{"maxExecutionTime": 0}"#,
    good: r#"{"maxExecutionTime": 60}"#,
    check: Check::Value(Kinds::NUMBER, check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let is_number = matches!(field.shape, Shape::Integer) && value.kind() == Kind::Number;
    if is_number && value.source().parse::<f64>().is_ok_and(|number| number.fract() == 0.0 && number <= 0.0) {
        report.add(
            value.range(),
            format!("{} is {}; it must be a positive number of seconds.", subject(value), value.source()),
        );
    }
}

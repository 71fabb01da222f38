use crate::{
    analysis::{Check, Example, Group, Implementation, Kinds, Report, Rule, Severity, no_fixes, wording::subject},
    contract::{Field, Shape},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "not-positive",
        group: Group::Contract,
        severity: Some(Severity::Warning),
        summary: "A time limit of zero or less.",
        why: "The API sets no minimum, but no run can finish in zero seconds.",
        fix: "Use 1 second or more.",
        examples: &[
            Example::finds("Zero", r#"{"maxExecutionTime": ⟦0⟧}"#),
            Example::fine("A minute", r#"{"maxExecutionTime": 60}"#),
            Example::finds("A negative number", r#"{"maxExecutionTime": ⟦-5⟧}"#),
            Example::finds("Zero, written with a fraction", r#"{"maxExecutionTime": ⟦0.0⟧}"#),
            Example::fine("A number that `invalid-number` reports", r#"{"maxExecutionTime": -1e999}"#),
            Example::fine("A fraction, which `wrong-type` reports", r#"{"maxExecutionTime": -0.5}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::NUMBER, check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let is_number = matches!(field.shape, Shape::Integer) && value.kind() == Kind::Number;
    if is_number && value.source().parse::<f64>().is_ok_and(|number| number.fract() == 0.0 && number <= 0.0) {
        let message = format!("{} is {}. Use a positive number of seconds.", subject(value), value.source());
        report.add(value.range(), message);
    }
}

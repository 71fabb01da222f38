//! Numbers.

use crate::analysis::finding::Severity;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::quoted_at;
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-number",
    severity: Severity::Error,
    summary: "A number is not written as JSON writes it.",
    why: "The document is refused: no leading zeros, no plus sign, no hexadecimal digits, and digits on both sides of a decimal point.",
    fix: "Write it in plain decimal digits.",
    bad: r#"{"maxExecutionTime": 060}"#,
    good: r#"{"maxExecutionTime": 60}"#,
    tag: None,
    check: Check::Problem(check),
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    let number = || quoted_at(source, problem.span);
    match problem.kind {
        ProblemKind::InvalidNumber => {
            Some(format!("{} is no JSON number. Write decimal digits without a leading zero or plus sign.", number()))
        }
        ProblemKind::NumberOutOfRange => Some(format!("{} is more than a number can hold.", number())),
        _ => None,
    }
}

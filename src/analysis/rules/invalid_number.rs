//! Numbers.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted_at;
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-number",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A number is not written as JSON writes it.",
    why: "The document is refused: no leading zeros, no plus sign, no hexadecimal digits, and digits on both sides of a decimal point.",
    fix: "Write it in plain decimal digits.",
    bad: r#"{"maxExecutionTime": 060}"#,
    good: r#"{"maxExecutionTime": 60}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    let number = || quoted_at(source, error.range);
    match error.kind {
        SyntaxErrorKind::InvalidNumber => {
            Some(format!("{} is no JSON number. Write decimal digits without a leading zero or plus sign.", number()))
        }
        SyntaxErrorKind::NumberOutOfRange => Some(format!("{} is more than a number can hold.", number())),
        _ => None,
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let text = context.range.of(context.source.text());
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) = digits.split_at(digits.find(['.', 'e', 'E']).unwrap_or(digits.len()));
    let whole = whole.trim_start_matches('0');
    let plain = format!("{sign}{}{}", if whole.is_empty() { "0" } else { whole }, rest.trim_end_matches('.'));
    if plain != text && serde_json::from_str::<serde_json::Number>(&plain).is_ok() {
        vec![Fix::to_review(format!("Write {plain}"), vec![Edit::new(context.range, plain)])]
    } else {
        Vec::new()
    }
}

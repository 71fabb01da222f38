use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity},
    syntax::{SyntaxError, SyntaxErrorKind},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "invalid-number",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A number that is not in JSON notation.",
        why: "JSON does not allow leading zeros, plus signs or hexadecimal digits, and requires digits on both sides of a decimal point.",
        fix: "Write plain decimal digits.",
        examples: &[
            Example::finds("A leading zero", r#"{"maxExecutionTime": ⟦060⟧}"#),
            Example::fine("Plain digits", r#"{"maxExecutionTime": 60}"#),
            Example::finds("A leading zero after a minus sign", r#"{"maxExecutionTime": ⟦-060⟧}"#),
            Example::finds("A plus sign", r#"{"maxExecutionTime": ⟦+60⟧}"#),
            Example::finds("No digit after the point", r#"{"maxExecutionTime": ⟦60.⟧}"#),
            Example::finds("Hexadecimal digits", r#"{"maxExecutionTime": ⟦0x3C⟧}"#),
            Example::finds("A number that is out of range", r#"{"configuration": {"schema": {"maximum": ⟦1e999⟧}}}"#),
            Example::finds("A negative number that is out of range", r#"{"maxExecutionTime": ⟦-1e999⟧}"#),
            Example::finds("Out of range in an array", r#"{"layers": [⟦1e999⟧]}"#),
            Example::fine(
                "Sign, fraction and exponent",
                r#"{"configuration": {"schema": {"enum": [-2, 0.5, 6e1, 2.5E-3]}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, report: &Report<'_>) -> Option<String> {
    let number = || report.quoted_at(error.range);
    match error.kind {
        SyntaxErrorKind::InvalidNumber => {
            Some(format!("{} is not a JSON number. Use decimal digits without a leading zero or plus sign.", number()))
        }
        SyntaxErrorKind::NumberOutOfRange => {
            Some(format!("{} is out of range. Use a number closer to zero.", number()))
        }
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
        vec![Fix::to_review(format!("Replace with {plain}"), vec![Edit::new(context.range, plain)])]
    } else {
        Vec::new()
    }
}

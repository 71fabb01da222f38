use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity},
    syntax::{SyntaxError, SyntaxErrorKind, literal::encode},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "invalid-literal",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A bare word that is not a JSON value.",
        why: "Without quotes, JSON allows only `true`, `false` and `null`, in lower case.",
        fix: "Use one of these values, or put the text in double quotes.",
        examples: &[
            Example::finds("Text without quotes", r#"{"visibility": ⟦private⟧}"#),
            Example::fine("Text in quotes", r#"{"visibility": "private"}"#),
            Example::finds(
                "A value in the spelling of another language",
                r#"{"configuration": {"schema": {"default": ⟦True⟧}}}"#,
            ),
            Example::finds(
                "Another language's word for null",
                r#"{"configuration": {"schema": {"default": ⟦undefined⟧}}}"#,
            ),
            Example::fine(
                "The words that JSON allows",
                r#"{"configuration": {"schema": {"enum": [true, false, null]}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

/// The JSON value that the author most likely meant.
fn guess(word: &str) -> Option<&'static str> {
    let is_null_elsewhere = word == "None" || word == "undefined";
    nearest(word, ["true", "false", "null"]).or(is_null_elsewhere.then_some("null"))
}

fn check(error: &SyntaxError, report: &Report<'_>) -> Option<String> {
    (error.kind == SyntaxErrorKind::InvalidLiteral).then(|| {
        let advice = match guess(error.range.of(report.source.text())) {
            Some(value) => format!("Did you mean {value}?"),
            None => "Put text in double quotes.".to_owned(),
        };
        format!("{} is not a JSON value. {advice}", report.quoted_at(error.range))
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let word = context.range.of(context.source.text());
    let value = guess(word).map(|value| {
        let (title, edits) = (format!("Replace with {value}"), vec![Edit::new(context.range, value)]);
        if value.eq_ignore_ascii_case(word) { Fix::safe(title, edits) } else { Fix::to_review(title, edits) }
    });
    let quoted = Fix::to_review("Replace with a string in double quotes", vec![Edit::new(context.range, encode(word))]);
    value.into_iter().chain([quoted]).collect()
}

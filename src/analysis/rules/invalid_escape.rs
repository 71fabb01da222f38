use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, wording::quoted},
    syntax::{SyntaxError, SyntaxErrorKind},
    text::TextRange,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "invalid-escape",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A backslash that does not start a JSON escape.",
        why: "The document is not valid JSON. A literal backslash, as in a Windows path or a regular expression, must be written twice.",
        fix: "Write the backslash twice, or use one of JSON's escapes.",
        examples: &[
            Example::finds("A letter that is not an escape", r#"{"title": "Acme ⟦\M⟧ail"}"#),
            Example::fine("The backslash, written twice", r#"{"title": "Acme \\Mail"}"#),
            Example::finds("Too few hexadecimal digits", r#"{"title": "Acme ⟦\u12⟧"}"#),
            Example::fine("All escapes of JSON", r#"{"description": "\" \\ \/ \b \f \n \r \t \u00e9"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, report: &Report<'_>) -> Option<String> {
    (error.kind == SyntaxErrorKind::InvalidEscape).then(|| {
        let escape = quoted(error.range.of(report.source.text()));
        format!(
            "{escape} is not a JSON escape. Write \\\\ for a backslash; the other escapes are \\\" \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits."
        )
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let at = TextRange::empty(context.range.start);
    vec![Fix::to_review("Insert a second backslash", vec![Edit::new(at, "\\")])]
}

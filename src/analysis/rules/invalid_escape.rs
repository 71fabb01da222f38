use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Rule, Severity, wording::quoted},
    syntax::{Source, SyntaxError, SyntaxErrorKind},
    text::TextRange,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "invalid-escape",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A backslash that does not begin a JSON escape.",
        why: "The document is not valid JSON. A backslash that is part of a text (a Windows path, a regular expression) has to be written twice.",
        fix: "Write the backslash twice, or use one of JSON's escapes.",
        examples: &[
            Example::finds("A letter that has no escape", r#"{"title": "Acme ⟦\M⟧ail"}"#),
            Example::fine("The backslash, written twice", r#"{"title": "Acme \\Mail"}"#),
            Example::finds("Too few hexadecimal digits", r#"{"title": "Acme ⟦\u12⟧"}"#),
            Example::fine("Every escape that JSON has", r#"{"description": "\" \\ \/ \b \f \n \r \t \u00e9"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::InvalidEscape).then(|| {
        let escape = quoted(error.range.of(source.text()));
        format!(
            "{escape} is not a JSON escape. For a backslash, write \\\\; the other escapes are \\\" \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits."
        )
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let at = TextRange::empty(context.range.start);
    vec![Fix::to_review("Write the backslash twice", vec![Edit::new(at, "\\")])]
}

use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity},
    syntax::{SyntaxError, SyntaxErrorKind},
    text::TextRange,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unterminated-string",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A string without a closing quote.",
        why: "The document is not valid JSON: a string must end on the line where it starts.",
        fix: "Add the closing quote. To break a line inside a string, write `\\n`.",
        examples: &[
            Example::finds("A value", "{\n  \"title\": ⟦\"Acme Mail⟧\n}"),
            Example::fine("A closing quote", "{\n  \"title\": \"Acme Mail\"\n}"),
            Example::finds("A key", "{\n  ⟦\"title⟧\n}"),
            Example::finds(
                "A value with another entry behind it",
                r#"{"title": ⟦"Acme Mail⟧, "description": "Mail."}"#,
            ),
            Example::finds("A key with its value behind it", r#"{⟦"title⟧: "Acme Mail"}"#),
            Example::finds("A quote that is escaped", "{\n  \"title\": ⟦\"Acme Mail\\\"⟧\n}"),
            Example::finds("A string on two lines", "{\n  \"description\": ⟦\"Send and receive⟧\nmail⟦\"⟧\n}"),
            Example::fine("A line break as an escape", r#"{"description": "Send and receive\nmail"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, report: &Report<'_>) -> Option<String> {
    (error.kind == SyntaxErrorKind::UnterminatedString).then(|| {
        let quote = quote(error.range.of(report.source.text()));
        format!("This string has no closing quote. Add {quote} where it ends; for a line break inside it, write \\n.")
    })
}

/// The quote that a string begins with.
fn quote(literal: &str) -> char {
    if literal.starts_with('\'') { '\'' } else { '"' }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let end = TextRange::empty(context.range.end);
    let quote = quote(context.range.of(context.source.text()));
    vec![Fix::to_review("Add the closing quote", vec![Edit::new(end, quote)])]
}

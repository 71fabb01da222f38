use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, wording::quoted},
    syntax::{SyntaxError, SyntaxErrorKind},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "lone-surrogate",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: r#"Half of a surrogate pair: an escape `\ud800`–`\udfff` without its other half."#,
        why: "Characters such as emoji need two of these escapes. One alone is not a character, and most JSON parsers reject it.",
        fix: "Write both halves, or the character itself.",
        examples: &[
            Example::finds("The first half", r#"{"title": "Acme ⟦\ud83d⟧"}"#),
            Example::fine("Both halves", r#"{"title": "Acme \ud83d\ude00"}"#),
            Example::finds("The second half", r#"{"title": "Acme ⟦\ude00⟧"}"#),
            Example::finds("The halves in the wrong order", r#"{"title": "Acme ⟦\ude00⟧⟦\ud83d⟧"}"#),
            Example::fine("The character itself", r#"{"title": "Acme 😀"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, report: &Report<'_>) -> Option<String> {
    (error.kind == SyntaxErrorKind::LoneSurrogate).then(|| {
        let escape = quoted(error.range.of(report.source.text()));
        format!("{escape} is only half of a character. Add the other half, or write the character itself.")
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::to_review("Replace with \\ufffd, the replacement character", vec![Edit::new(context.range, "\\ufffd")])]
}

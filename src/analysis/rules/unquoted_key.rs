use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    syntax::{SyntaxError, SyntaxErrorKind},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unquoted-key",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A key without quotes.",
        why: "In JSON, keys are strings.",
        fix: "Put the key in double quotes.",
        examples: &[
            Example::finds("A word", r#"{⟦title⟧: "Acme Mail"}"#),
            Example::fine("A string", r#"{"title": "Acme Mail"}"#),
            Example::finds("A number", r#"{"attributes": {⟦1⟧: "one"}}"#),
            Example::finds("A word that JSON uses as a value", r#"{"attributes": {⟦null⟧: "none"}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, report: &Report<'_>) -> Option<String> {
    (error.kind == SyntaxErrorKind::UnquotedKey).then(|| {
        if report.hides(error.range) {
            return "Keys need double quotes.".to_owned();
        }
        format!("Keys need double quotes. Write {}.", quoted(error.range.of(report.source.text())))
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let keys = context.node().into_iter();
    keys.map(|key| Fix::safe(format!("Replace with {}", quoted(key.source())), vec![replace_text(key, key.source())]))
        .collect()
}

use crate::{
    analysis::{Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text},
    syntax::{SyntaxError, SyntaxErrorKind},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "single-quotes",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A string in single quotes.",
        why: "JSON allows only double quotes.",
        fix: "Use double quotes.",
        examples: &[
            Example::finds("A value", r#"{"title": ⟦'Acme Mail'⟧}"#),
            Example::fine("Double quotes", r#"{"title": "Acme Mail"}"#),
            Example::finds("A key", r#"{⟦'title'⟧: "Acme Mail"}"#),
            Example::fine("An apostrophe in a string", r#"{"title": "Acme's Mail"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, _: &Report<'_>) -> Option<String> {
    (error.kind == SyntaxErrorKind::SingleQuotes)
        .then(|| "JSON strings need double quotes. Use \" instead of '.".to_owned())
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let strings = context.node().into_iter().filter(|node| !node.is_unterminated());
    strings.map(|node| Fix::safe("Replace with double quotes", vec![replace_text(node, &node.text())])).collect()
}

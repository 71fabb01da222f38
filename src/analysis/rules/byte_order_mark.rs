use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity},
    syntax::{SyntaxError, SyntaxErrorKind},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "byte-order-mark",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "The file starts with a byte order mark.",
        why: "Editors do not show the mark, but many JSON parsers reject a file that starts with one.",
        fix: "Save the file as UTF-8 without a BOM.",
        examples: &[
            Example::finds("A byte order mark before the manifest", "⟦\u{feff}⟧{\"title\": \"Acme Mail\"}"),
            Example::fine("No byte order mark", r#"{"title": "Acme Mail"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, _: &Report<'_>) -> Option<String> {
    (error.kind == SyntaxErrorKind::ByteOrderMark)
        .then(|| "The file starts with a byte order mark (U+FEFF). Save it as UTF-8 without a BOM.".to_owned())
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::safe("Remove the byte order mark", vec![Edit::new(context.range, "")])]
}

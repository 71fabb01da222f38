use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity},
    syntax::{SyntaxError, SyntaxErrorKind},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "exotic-whitespace",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "Whitespace that JSON does not allow.",
        why: "A no-break space or a form feed looks like a space, but JSON allows only spaces, tabs and line breaks between values. It often comes from pasted text.",
        fix: "Replace it with a plain space.",
        examples: &[
            Example::finds("A no-break space", "{\"title\":⟦\u{a0}⟧\"Acme Mail\"}"),
            Example::fine("A plain space", r#"{"title": "Acme Mail"}"#),
            Example::finds("A form feed", "{⟦\u{c}⟧\"title\": \"Acme Mail\"}"),
            Example::fine("A no-break space in a string", "{\"title\": \"Acme\u{a0}Mail\"}"),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, _: &Report<'_>) -> Option<String> {
    let SyntaxErrorKind::ExoticWhitespace(c) = error.kind else { return None };
    Some(format!("JSON does not allow the whitespace U+{:04X}. Use a plain space instead.", u32::from(c)))
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::safe("Replace with a space", vec![Edit::new(context.range, " ")])]
}

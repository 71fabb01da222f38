use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity},
    syntax::{Dialect, SyntaxError, SyntaxErrorKind},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "trailing-comma",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A comma before a closing bracket in a `.json` file.",
        why: "The API reads strict JSON, which has no trailing commas. A `.jsonc` file can contain them.",
        fix: "Remove the comma, or rename the file to `.jsonc`.",
        examples: &[
            Example::finds("After the last member", r#"{"title": "Acme Mail"⟦,⟧}"#),
            Example::fine("No trailing comma", r#"{"title": "Acme Mail"}"#),
            Example::finds("After the last element", r#"{"layers": ["base"⟦,⟧]}"#),
            Example::fine("In a `.jsonc` file", r#"{"title": "Acme Mail",}"#).jsonc(),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, report: &Report<'_>) -> Option<String> {
    (error.kind == SyntaxErrorKind::TrailingComma && report.source.dialect() == Dialect::Json).then(|| {
        "JSON does not allow a comma before a closing bracket. Remove it, or rename the file to .jsonc.".to_owned()
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::safe("Remove the comma", vec![Edit::new(context.range, "")])]
}

//! Commas that JSONC allows.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Dialect, Source, SyntaxError, SyntaxErrorKind};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "trailing-comma",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A comma before a closing bracket, in a `.json` file.",
    why: "The API reads strict JSON. In a `.jsonc` file the comma is fine.",
    fix: "Remove the comma.",
    bad: r#"{"title": "Acme Mail",}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::TrailingComma && source.dialect() == Dialect::Json)
        .then(|| "JSON has no comma before a closing bracket. Remove it, or name the file .jsonc.".to_owned())
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::safe("Remove the comma", vec![Edit::new(context.range, "")])]
}

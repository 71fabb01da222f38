//! U+FEFF at the start.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "byte-order-mark",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "The file starts with a byte order mark.",
    why: "JSON starts with its value. Strict readers refuse the mark, and no editor shows it.",
    fix: "Save the file as UTF-8 without BOM.",
    bad: "\u{feff}{\"title\": \"Acme Mail\"}",
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, _: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::ByteOrderMark).then(|| {
        "The file starts with a byte order mark, which strict JSON does not allow. Save it as UTF-8 without BOM."
            .to_owned()
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::safe("Remove the byte order mark", vec![Edit::new(context.range, "")])]
}

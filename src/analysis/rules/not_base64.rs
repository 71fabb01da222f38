//! Base64.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::subject;
use crate::contract::content::{self, Problem};
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "not-base64",
    severity: Severity::Error,
    summary: "An icon or readme that is not encoded in base64.",
    why: "The API takes both in base64 and cannot read anything else.",
    fix: "Encode the file: `base64 --wrap=0 icon.svg`.",
    bad: r#"{"icon": "<svg xmlns='http://www.w3.org/2000/svg'/>"}"#,
    good: r#"{"icon": "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4="}"#,
    tag: None,
    check: Check::Value(check),
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if !matches!(field.shape.format(), Some(Format::Svg | Format::Markdown)) {
        return;
    }
    let Some(Err(problem)) = value.as_string().map(|text| content::decode(&text)) else { return };
    let (subject, what) = (subject(value), if field.shape.format() == Some(Format::Svg) { "SVG" } else { "Markdown" });
    let message = match problem {
        Problem::DataUrl => format!("{subject} is a data: URL; only the base64 behind its comma belongs here."),
        Problem::Whitespace => format!("{subject} has white space in its base64. Write it as one run of characters."),
        Problem::Raw => format!("{subject} holds the {what} itself. Encode it in base64 first."),
        Problem::Other => format!("{subject} is no valid base64. Encode the {what} file anew."),
    };
    report.add(value.span(), message);
}

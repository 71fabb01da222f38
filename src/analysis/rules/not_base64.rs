//! Base64.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::subject;
use crate::contract::base64::{self, DecodeError};
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "not-base64",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "An icon or readme that is not encoded in base64.",
    why: "The API takes both in base64 and cannot read anything else.",
    fix: "Encode the file: `base64 --wrap=0 icon.svg`.",
    bad: r#"{"icon": "<svg xmlns='http://www.w3.org/2000/svg'/>"}"#,
    good: r#"{"icon": "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4="}"#,
    check: Check::Content(&[Format::Svg, Format::Markdown], check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Some(decoded) = report.decoded(value) else { return };
    let Err(error) = *decoded else { return };
    let (subject, what) = (subject(value), if field.shape.format() == Some(Format::Svg) { "SVG" } else { "Markdown" });
    let message = match error {
        DecodeError::DataUrl => format!("{subject} is a data: URL; only the base64 behind its comma belongs here."),
        DecodeError::Whitespace => {
            format!("{subject} has white space in its base64. Write it as one run of characters.")
        }
        DecodeError::Raw => format!("{subject} holds the {what} itself. Encode it in base64 first."),
        DecodeError::Other => format!("{subject} is no valid base64. Encode the {what} file anew."),
    };
    report.add(value.range(), message);
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(text) = value.as_string() else { return Vec::new() };
    let Err(error) = base64::decode(&text) else { return Vec::new() };
    let (title, text) = match error {
        DecodeError::DataUrl => ("Keep only the base64", text.split_once(',').map(|(_, data)| data.to_owned())),
        DecodeError::Whitespace => ("Take out the white space", Some(text.split_whitespace().collect())),
        DecodeError::Raw => ("Encode it in base64", Some(base64::encode(text.as_bytes()))),
        DecodeError::Other => return Vec::new(),
    };
    let good = text.filter(|text| base64::decode(text).is_ok_and(|bytes| !bytes.is_empty()));
    good.map(|text| Fix::safe(title, vec![replace_text(value, &text)])).into_iter().collect()
}

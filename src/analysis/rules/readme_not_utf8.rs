//! Readmes.

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::subject;
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "readme-not-utf8",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A readme that is no UTF-8 text.",
    why: "It is shown as Markdown, which is text in UTF-8.",
    fix: "Save the readme as UTF-8 and encode it anew.",
    bad: r#"{"readme": "//79"}"#,
    good: r#"{"readme": "IyBBY21lIE1haWwK"}"#,
    check: Check::Content(&[Format::Markdown], check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(decoded) = report.decoded(value) else { return };
    let Ok(bytes) = &*decoded else { return };
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        report.add(value.range(), format!("{} decodes to bytes that are no UTF-8 text (byte {at} is the first wrong one). Save the file as UTF-8 and encode it anew.", subject(value)));
    }
}

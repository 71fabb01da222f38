//! Icons.

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::subject;
use crate::contract::{Field, Format, svg};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "icon-not-svg",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "An icon that is no SVG document.",
    why: "The hub shows the icon as SVG; anything else stays blank.",
    fix: "Encode an SVG file.",
    bad: r#"{"icon": "aGVsbG8="}"#,
    good: r#"{"icon": "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4="}"#,
    check: Check::Content(&[Format::Svg], check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(decoded) = report.decoded(value) else { return };
    let Ok(bytes) = &*decoded else { return };
    if let Err(found) = svg::size(bytes) {
        report.add(value.range(), format!("{} decodes to {found}, not to an SVG document.", subject(value)));
    }
}

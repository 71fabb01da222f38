use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, no_fixes, wording::subject},
    contract::{Field, Format, svg},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "icon-not-svg",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "An icon that is not an SVG document.",
        why: "The hub can show only SVG icons.",
        fix: "Encode an SVG file in base64.",
        examples: &[
            Example::finds("Plain text", r#"{"icon": ⟦"aGVsbG8="⟧}"#),
            Example::fine("An SVG document", r#"{"icon": "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4="}"#),
            Example::finds("A PNG image", r#"{"icon": ⟦"iVBORw0KGgo="⟧}"#),
            Example::finds("XML that is not SVG", r#"{"icon": ⟦"PGh0bWwvPg=="⟧}"#),
            Example::finds("SVG that is cut off", r#"{"icon": ⟦"PHN2Zz4="⟧}"#),
            Example::finds("Nothing", r#"{"icon": ⟦""⟧}"#),
            Example::fine(
                "SVG in Latin-1, which `icon-not-utf8` reports",
                r#"{"icon": "PD94bWwgZW5jb2Rpbmc9ImxhdGluMSI/Pjxzdmc+6Twvc3ZnPg=="}"#,
            ),
            Example::fine("Not base64, which `not-base64` reports", r#"{"icon": "<svg/>"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Svg], check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(decoded) = report.decoded(value) else { return };
    let Ok(bytes) = &*decoded else { return };
    if bytes.is_empty() {
        report.add(value.range(), format!("{} is empty. Encode an SVG file in base64.", subject(value)));
    } else if let Err(found) = svg::size(bytes) {
        report.add(
            value.range(),
            format!("{} decodes to {found}. Encode an SVG file in base64 instead.", subject(value)),
        );
    }
}

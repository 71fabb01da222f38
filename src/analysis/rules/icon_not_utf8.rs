use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::subject,
    },
    contract::{Field, Format, base64, svg},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "icon-not-utf8",
        group: Group::Contract,
        severity: Some(Severity::Warning),
        summary: "An icon whose SVG is not in UTF-8.",
        why: "XML may be in another encoding, but it is not known whether the hub reads it.",
        fix: "Save the SVG file as UTF-8 and encode it again.",
        examples: &[
            Example::finds("SVG in Latin-1", r#"{"icon": ⟦"PD94bWwgZW5jb2Rpbmc9ImxhdGluMSI/Pjxzdmc+6Twvc3ZnPg=="⟧}"#),
            Example::fine("SVG in UTF-8", r#"{"icon": "PHN2Zz7DqTwvc3ZnPg=="}"#),
            Example::finds("SVG in UTF-16", r#"{"icon": ⟦"//48AHMAdgBnAC8APgA="⟧}"#),
            Example::fine("Not SVG, which `icon-not-svg` reports", r#"{"icon": "iVBORw0KGgo="}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Svg], check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(decoded) = report.decoded(value) else { return };
    let Ok(bytes) = &*decoded else { return };
    let Some((encoding, _)) = svg::other_encoding(bytes).filter(|_| svg::size(bytes).is_ok()) else { return };
    let message =
        format!("{} decodes to SVG in {encoding}. Save the SVG file as UTF-8 and encode it again.", subject(value));
    report.add(value.range(), message);
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let in_utf8 = || {
        let value = context.node()?;
        let (_, text) = svg::other_encoding(&base64::decode_any(&value.as_string()?).ok()?)?;
        let edits = vec![replace_text(value, &base64::encode(text.as_bytes()))];
        Some(Fix::to_review("Replace with the SVG in UTF-8", edits))
    };
    in_utf8().into_iter().collect()
}

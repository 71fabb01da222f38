use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::subject,
    },
    contract::{Field, Format, base64},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "base64-variant",
        group: Group::Contract,
        severity: Some(Severity::Warning),
        summary: "An icon or readme in a variant of base64.",
        why: "It is not known whether the API accepts base64 without padding, in the URL-safe alphabet or on several lines.",
        fix: "Use standard base64 with padding, on one line: `base64 --wrap=0 icon.svg`.",
        examples: &[
            Example::finds("A line break", r#"{"icon": ⟦"PHN2\nZy8+"⟧}"#),
            Example::fine("On one line", r#"{"icon": "PHN2Zy8+"}"#),
            Example::finds("No padding", r##"{"readme": ⟦"IyBBY21lIE1haWw"⟧}"##),
            Example::finds("The URL-safe alphabet", r#"{"icon": ⟦"PHN2Zy8-"⟧}"#),
            Example::finds("Spaces around it", r#"{"icon": ⟦" PHN2Zy8+ "⟧}"#),
            Example::fine("Not base64, which `not-base64` reports", r#"{"icon": "<svg/>"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Svg, Format::Markdown], check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let (Some(text), Some(decoded)) = (value.as_string(), report.decoded(value)) else { return };
    let Ok(bytes) = &*decoded else { return };
    if bytes.is_empty() || base64::encode(bytes) == text {
        return;
    }
    let what = if text.contains(|c: char| c.is_ascii_whitespace()) {
        "with whitespace in it"
    } else if text.contains(['-', '_']) {
        "in the URL-safe alphabet"
    } else if text.len() % 4 != 0 {
        "without its padding"
    } else {
        "that ends in an unusual way"
    };
    let message = format!(
        "{} is base64 {what}, which the API may not read. Use standard base64 with padding, on one line.",
        subject(value)
    );
    report.add(value.range(), message);
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let standard = || {
        let value = context.node()?;
        let bytes = base64::decode_any(&value.as_string()?).ok()?;
        Some(Fix::safe("Replace with standard base64", vec![replace_text(value, &base64::encode(&bytes))]))
    };
    standard().into_iter().collect()
}

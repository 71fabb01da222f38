use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::subject,
    },
    contract::{
        Field, Format,
        base64::{self, DecodeError},
    },
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "not-base64",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "An icon or readme that is not encoded in base64.",
        why: "The API accepts both only in base64.",
        fix: "Encode the file: `base64 --wrap=0 icon.svg`.",
        examples: &[
            Example::finds("The SVG itself", r#"{"icon": ⟦"<svg xmlns='http://www.w3.org/2000/svg'/>"⟧}"#),
            Example::fine(
                "The SVG, encoded",
                r#"{"icon": "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4="}"#,
            ),
            Example::finds("A data: URL", r#"{"icon": ⟦"data:image/svg+xml;base64,PHN2Zy8+"⟧}"#),
            Example::finds("Plain words", r#"{"readme": ⟦"Acme Mail"⟧}"#),
            Example::finds("The Markdown itself", r##"{"readme": ⟦"# Acme Mail"⟧}"##),
            Example::finds("Text that is not base64", r#"{"readme": ⟦"Acme!"⟧, "icon": ⟦"PHN2Z"⟧}"#),
            Example::fine("Base64 in another variant, which `base64-variant` reports", r#"{"icon": "PHN2\nZy8-"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Svg, Format::Markdown], check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Some(decoded) = report.decoded(value) else { return };
    let Err(error) = *decoded else { return };
    let (subject, what) = (subject(value), if field.shape.format() == Some(Format::Svg) { "SVG" } else { "Markdown" });
    let message = match error {
        DecodeError::DataUrl => format!("{subject} is a data: URL. Keep only the part after the comma."),
        DecodeError::Raw => format!("{subject} contains plain {what}. Encode it in base64."),
        DecodeError::Other => format!("{subject} is not valid base64. Encode the {what} file again."),
    };
    report.add(value.range(), message);
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(text) = value.as_string() else { return Vec::new() };
    let Err(error) = base64::decode_any(&text) else { return Vec::new() };
    let (title, text) = match error {
        DecodeError::DataUrl => ("Remove the data: prefix", text.split_once(',').map(|(_, data)| data.to_owned())),
        DecodeError::Raw => ("Replace with its base64 encoding", Some(base64::encode(text.as_bytes()))),
        DecodeError::Other => return Vec::new(),
    };
    let good = text.filter(|text| base64::decode(text).is_ok_and(|bytes| !bytes.is_empty()));
    good.map(|text| Fix::safe(title, vec![replace_text(value, &text)])).into_iter().collect()
}

use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, no_fixes, wording::subject},
    contract::{Field, Format},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "readme-not-utf8",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "A readme that is not UTF-8 text.",
        why: "The hub shows the readme as Markdown, which must be UTF-8 text.",
        fix: "Save the readme as UTF-8 and encode it again.",
        examples: &[
            Example::finds("Binary data", r#"{"readme": ⟦"//79"⟧}"#),
            Example::fine("UTF-8", r#"{"readme": "IyBBY21lIE1haWwK"}"#),
            Example::finds("Text in Latin-1", r#"{"readme": ⟦"buk="⟧}"#),
            Example::fine("Not base64, which `not-base64` reports", r##"{"readme": "# Acme Mail"}"##),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Markdown], check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(decoded) = report.decoded(value) else { return };
    let Ok(bytes) = &*decoded else { return };
    if let Err(error) = std::str::from_utf8(bytes) {
        let message = format!(
            "{} is not UTF-8 text (invalid byte at offset {}). Save the file as UTF-8 and encode it again.",
            subject(value),
            error.valid_up_to()
        );
        report.add(value.range(), message);
    }
}

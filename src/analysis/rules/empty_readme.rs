use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, no_fixes},
    contract::{Field, Format},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "empty-readme",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "A readme that contains only whitespace.",
        why: "The hub shows an empty page.",
        fix: "Explain what the integration does and how to set it up, and encode the text in base64.",
        examples: &[
            Example::finds("Two spaces and a line break", r#"{"readme": ⟦"ICAK"⟧}"#),
            Example::fine("A heading", r#"{"readme": "IyBBY21lIE1haWwK"}"#),
            Example::fine("An empty string, which `integration-readme` reports", r#"{"readme": ""}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Markdown], check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    if value.content_range().is_empty() {
        return;
    }
    let decoded = report.decoded(value);
    let bytes = decoded.as_ref().and_then(|decoded| decoded.as_ref().as_ref().ok());
    if bytes.is_some_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace)) {
        report.add(value.range(), "The readme contains only whitespace, so the hub will show an empty page. Write its text and encode it in base64.");
    }
}

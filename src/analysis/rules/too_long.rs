use crate::{
    analysis::{Check, Example, Group, Implementation, Kinds, Report, Rule, Severity, no_fixes, wording::subject},
    contract::{Bounds, Field},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "too-long",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "Text that is longer than the API allows.",
        why: "The API rejects text with more characters than its limit.",
        fix: "Shorten the text.",
        examples: &[
            Example::finds(
                "A title of more than 64 characters",
                r#"{"title": ⟦"Acme Mail, the integration that sends, receives, sorts and archives all mail"⟧}"#,
            ),
            Example::fine("A short title", r#"{"title": "Acme Mail"}"#),
            Example::fine(
                "64 characters of two bytes each",
                r#"{"title": "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"}"#,
            ),
            Example::fine(
                "An escape is one character",
                r#"{"title": "\u0041cme Mail, the integration that sends, receives and sorts mail"}"#,
            ),
            Example::fine("Text without a limit", r#"{"code": "exports.handler = async () => { /* … */ }"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::TEXT, check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Some(max) = field.shape.length().and_then(Bounds::limit) else { return };
    // A character takes at least one byte, so most texts need not be counted.
    if value.kind() != Kind::String || value.content_range().len() <= max {
        return;
    }
    let length = value.text().chars().count();
    if length > max as usize {
        let message =
            format!("{} has {length} characters, but the API allows at most {max}. Shorten it.", subject(value));
        report.add(value.range(), message);
    }
}

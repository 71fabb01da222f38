use crate::{
    analysis::{Check, Example, Group, Implementation, Kinds, Report, Rule, Severity, no_fixes, wording::subject},
    contract::{Bounds, Field},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "too-short",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "Text that is shorter than the API allows.",
        why: "The API rejects text with fewer characters than its limit.",
        fix: "Write a longer text.",
        examples: &[
            Example::finds("An empty title", r#"{"title": ⟦""⟧}"#),
            Example::fine("A title", r#"{"title": "Acme Mail"}"#),
            Example::finds("Part of an interface's ID", r#"{"interfaces": {"listable": {"id": ⟦"itf_01J0"⟧}}}"#),
            Example::fine("Text that may be empty", r#"{"description": ""}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::TEXT, check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Some(Bounds { min, .. }) = field.shape.length().filter(|length| length.min > 0) else { return };
    let Some(text) = value.as_string() else { return };
    let length = text.chars().take(min as usize).count();
    if length < min as usize {
        let (subject, least) = (subject(value), characters(min as usize));
        let message = match length {
            0 => format!("{subject} is empty. Write at least {least}."),
            _ => format!("{subject} has {}. Write at least {least}.", characters(length)),
        };
        report.add(value.range(), message);
    }
}

fn characters(count: usize) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}

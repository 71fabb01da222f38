//! Values of which there are only a few.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
use crate::analysis::wording::{list, nearest, quoted, subject};
use crate::contract::{Declared, resolve};
use crate::contract::{Field, Shape, Text};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unknown-value",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A value that is none of the allowed ones.",
    why: "The API knows a few values for this key and refuses any other.",
    fix: "Write one of the values that the message names.",
    bad: r#"{"visibility": "hidden"}"#,
    good: r#"{"visibility": "unlisted"}"#,
    check: Check::Value(Kinds::TEXT, check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Shape::Text(Text { choices: choices @ [_, ..], .. }) = field.shape else { return };
    let Some(text) = value.as_string() else { return };
    if choices.iter().any(|choice| choice.value == text) {
        return;
    }
    let allowed: Vec<String> = choices.iter().map(|choice| format!("\"{}\"", choice.value)).collect();
    let guess = match nearest(&text, choices.iter().map(|choice| choice.value)) {
        Some(choice) => format!(" Did you mean \"{choice}\"?"),
        None => String::new(),
    };
    report.add(
        value.range(),
        format!("{} cannot be {}. Write {}.{guess}", subject(value), quoted(&text), list(&allowed, "or")),
    );
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(Declared::Field(Field { shape: Shape::Text(Text { choices, .. }), .. })) = resolve(value) else {
        return Vec::new();
    };
    let Some(text) = value.as_string() else { return Vec::new() };
    let guess = nearest(&text, choices.iter().map(|choice| choice.value));
    let mut fixes: Vec<(bool, Fix)> = choices
        .iter()
        .map(|choice| {
            let fix = Fix::to_review(format!("Write \"{}\"", choice.value), vec![replace_text(value, choice.value)]);
            (Some(choice.value) != guess, fix)
        })
        .collect();
    fixes.sort_by_key(|(is_other, _)| *is_other);
    fixes.into_iter().map(|(is_other, fix)| if is_other { fix.as_choice() } else { fix }).collect()
}

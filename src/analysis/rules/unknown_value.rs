//! Values of which there are only a few.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::{list, nearest, quoted, subject};
use crate::contract::{Field, Shape, Text};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unknown-value",
    severity: Severity::Error,
    summary: "A value that is none of the allowed ones.",
    why: "The API knows a few values for this key and refuses any other.",
    fix: "Write one of the values that the message names.",
    bad: r#"{"visibility": "hidden"}"#,
    good: r#"{"visibility": "unlisted"}"#,
    tag: None,
    check: Check::Value(check),
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let (Shape::Text(Text { choices, .. }), Some(text)) = (field.shape, value.as_string()) else { return };
    if choices.is_empty() || choices.iter().any(|choice| choice.value == text) {
        return;
    }
    let allowed: Vec<String> = choices.iter().map(|choice| format!("\"{}\"", choice.value)).collect();
    let guess = match nearest(&text, choices.iter().map(|choice| choice.value)) {
        Some(choice) => format!(" Did you mean \"{choice}\"?"),
        None => String::new(),
    };
    report.add(
        value.span(),
        format!("{} cannot be {}. Write {}.{guess}", subject(value), quoted(&text), list(&allowed, "or")),
    );
}

//! Strings, numbers, objects and lists in each other's place.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::literal;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Kinds, Rule};
use crate::analysis::wording::{kind_noun, subject};
use crate::contract::{Declared, resolve};
use crate::contract::{Field, Shape};
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "wrong-type",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A value of the wrong type.",
    why: "The API refuses it.",
    fix: "Write a value of the type that the message names.",
    bad: r#"{"title": 42}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::Value(Kinds::ANY, check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if value.kind() == Kind::Null {
        return;
    }
    let fits = match field.shape {
        Shape::Text(_) => value.kind() == Kind::String,
        Shape::Boolean => value.kind() == Kind::Boolean,
        Shape::Integer => value.kind() == Kind::Number && is_whole(value.source()),
        Shape::Object(_) | Shape::Map(_) | Shape::JsonSchema => value.kind() == Kind::Object,
        Shape::TextList => value.kind() == Kind::Array,
    };
    if !fits {
        let found = match (field.shape, value.kind()) {
            (Shape::Integer, Kind::Number) => "a number with a fraction",
            _ => kind_noun(value),
        };
        let null = if field.nullable.has(report.form) { " or null" } else { "" };
        report.add(value.opener(), format!("{} is {found}; it must be {}{null}.", subject(value), field.shape.noun()));
    } else if field.shape.is_text_list() {
        for element in value.elements().filter(|element| !matches!(element.kind(), Kind::String | Kind::Word)) {
            report
                .add(element.opener(), format!("{} is {}; it must be a string.", subject(element), kind_noun(element)));
        }
    }
}

/// As JSON Schema has it: `60`, `60.0` and `6e1` are whole.
fn is_whole(number: &str) -> bool {
    number.parse::<f64>().is_ok_and(|number| number.fract() == 0.0)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(Declared::Field(field)) = resolve(value) else { return Vec::new() };
    let text = value.as_string();
    let written = match (field.shape, value.kind()) {
        (Shape::Text(_), Kind::Number | Kind::Boolean) => Some(literal(value.source())),
        (Shape::Boolean, Kind::String) => {
            text.map(|text| text.trim().to_ascii_lowercase()).filter(|text| text == "true" || text == "false")
        }
        (Shape::Integer, Kind::String) => text.and_then(|text| text.trim().parse::<u32>().ok()).map(|n| n.to_string()),
        (Shape::TextList, Kind::String) => Some(format!("[{}]", value.source())),
        _ => None,
    };
    let fixes = written.map(|text| Fix::to_review(format!("Write {text}"), vec![Edit::new(value.range(), text)]));
    fixes.into_iter().collect()
}

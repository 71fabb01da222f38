use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Kinds, Report, Rule, Severity, older_drafts,
        wording::{kind_noun, subject},
    },
    contract::{Declared, Field, Shape, resolve},
    syntax::{Kind, Node, is_plain_number, literal::encode},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "wrong-type",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "A value of the wrong type.",
        why: "The API rejects it.",
        fix: "Use a value of the type named in the message.",
        examples: &[
            Example::finds("A number instead of a string", r#"{"title": ⟦42⟧}"#),
            Example::fine("A string", r#"{"title": "Acme Mail"}"#),
            Example::finds(
                "A string instead of true or false",
                r#"{"user": {"creation": {"enabled": ⟦"false"⟧, "requiredTags": []}}}"#,
            ),
            Example::finds("A string instead of a whole number", r#"{"maxExecutionTime": ⟦"60"⟧}"#),
            Example::finds("A fraction instead of a whole number", r#"{"maxExecutionTime": ⟦0.5⟧}"#),
            Example::finds("An array instead of an object", r#"{"actions": ⟦[⟧]}"#),
            Example::finds("A string instead of an object", r#"{"user": {"tags": {"id": ⟦"Id"⟧}}}"#),
            Example::finds("An array instead of a JSON Schema", r#"{"configuration": {"schema": ⟦[⟧]}}"#),
            Example::finds("A string instead of an array", r#"{"layers": ⟦"base"⟧}"#),
            Example::finds("An array with elements that are not strings", r#"{"layers": ["base", ⟦1⟧, ⟦{⟧}]}"#),
            Example::finds(
                "A limit of a JSON Schema in quotes",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"minimum": ⟦"18"⟧}}}}}"#,
            ),
            Example::finds(
                "A flag of draft 4 instead of the limit itself",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"minimum": 18, "exclusiveMinimum": ⟦true⟧}}}}}"#,
            ),
            Example::finds(
                "A flag of draft 3 instead of an array of names",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"type": "number", "required": ⟦true⟧}}}}}"#,
            ),
            Example::finds(
                "One name instead of an array of names",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {}}, "required": ⟦"age"⟧}}}"#,
            ),
            Example::fine("A whole number in other notations", r#"{"maxExecutionTime": 6e1}"#),
            Example::fine("Null, which other rules report", r#"{"title": null}"#),
            Example::fine("A value that is still being typed", r#"{"title": Acm}"#),
            Example::fine("A number that `invalid-number` reports", r#"{"maxExecutionTime": 1e999, "layers": [0x3C]}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::ANY, check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if value.kind() == Kind::Null || field.is_unchecked {
        return;
    }
    if !fits(field.shape, value) {
        let found = match (field.shape, value.kind()) {
            (Shape::Integer | Shape::Count, Kind::Number) if !is_whole(value.source()) => "a number with a fraction",
            (Shape::Count, Kind::Number) => "below 0",
            (Shape::PositiveNumber, Kind::Number) => "not above 0",
            (_, Kind::Boolean) => value.source(),
            _ => kind_noun(value),
        };
        let null = if field.nullable.has(report.form) { " or null" } else { "" };
        report.add(value.opener(), format!("{} is {found}, but must be {}{null}.", subject(value), field.shape.noun()));
    } else if field.shape.is_text_list() {
        for element in value.elements().filter(|element| element.kind() != Kind::String && !element.is_malformed()) {
            report.add(
                element.opener(),
                format!("{} is {}, but must be a string.", subject(element), kind_noun(element)),
            );
        }
    }
}

/// Whether a value has a shape, as far as its own kind tells.
pub(super) fn fits(shape: Shape, value: Node<'_>) -> bool {
    let kind = value.kind();
    match shape {
        Shape::Text(_) => kind == Kind::String,
        Shape::Boolean => kind == Kind::Boolean,
        Shape::Integer => kind == Kind::Number && is_whole(value.source()),
        Shape::Count | Shape::Number | Shape::PositiveNumber => kind == Kind::Number && suits(shape, value.source()),
        Shape::Object(_) | Shape::Map(_) | Shape::JsonSchema(_) => kind == Kind::Object,
        Shape::Subschema(_) => matches!(kind, Kind::Object | Kind::Boolean),
        Shape::TextList | Shape::List(_) => kind == Kind::Array,
        Shape::Any => true,
        Shape::Either(alternatives) => alternatives.shapes.iter().any(|shape| fits(*shape, value)),
    }
}

/// Whether a number is in the range of a shape. One that no type holds has a rule of its own.
fn suits(shape: Shape, number: &str) -> bool {
    number.parse::<f64>().map_or(true, |number| match shape {
        Shape::Count => number.fract() == 0.0 && number >= 0.0,
        Shape::PositiveNumber => number > 0.0,
        _ => true,
    })
}

/// As JSON Schema defines it (draft 7, [validation](https://json-schema.org/draft-07/json-schema-validation#rfc.section.6.1.1),
/// section 6.1.1): `60`, `60.0` and `6e1` are whole numbers.
fn is_whole(number: &str) -> bool {
    number.parse::<f64>().is_ok_and(|number| number.fract() == 0.0)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(Declared::Field(field)) = resolve(value) else { return Vec::new() };
    if let Some(fix) = older_drafts::replaced(context.source, value) {
        return vec![fix];
    }
    let fix = converted(field.shape, value)
        .map(|text| Fix::to_review(format!("Replace with {text}"), vec![Edit::new(value.range(), text)]));
    fix.into_iter().collect()
}

/// The value of another type that a value most likely stands for, as JSON.
pub(super) fn converted(shape: Shape, value: Node<'_>) -> Option<String> {
    let text = value.as_string().filter(|_| !value.is_malformed());
    match (shape, value.kind()) {
        (Shape::Text(_), Kind::Number | Kind::Boolean) => Some(encode(value.source())),
        (Shape::Boolean, Kind::String) => {
            text.map(|text| text.trim().to_ascii_lowercase()).filter(|text| text == "true" || text == "false")
        }
        (Shape::Integer, Kind::String) => text.and_then(|text| text.trim().parse::<u32>().ok()).map(|n| n.to_string()),
        (Shape::Count | Shape::Number | Shape::PositiveNumber, Kind::String) => {
            text.map(|text| text.trim().to_owned()).filter(|text| is_plain_number(text) && suits(shape, text))
        }
        (Shape::TextList, Kind::String) => Some(format!("[{}]", value.source())),
        // An object may be long, and half typed.
        (Shape::List(list), Kind::String | Kind::Number | Kind::Boolean) if fits(list.element.shape, value) => {
            Some(format!("[{}]", value.source()))
        }
        (Shape::Either(alternatives), _) => alternatives.shapes.iter().find_map(|shape| converted(*shape, value)),
        _ => None,
    }
}

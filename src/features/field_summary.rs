//! Short descriptions of fields: what they accept, and their status.

use crate::contract::{Field, Form, Forms, Shape, Status};

/// Its type, its limits, and whether it is required. `form`: that of the document; `None` to say in which form the field
/// is required.
pub fn facts(field: &Field, form: Option<Form>) -> Vec<String> {
    let mut facts = vec![field.shape.noun().trim_start_matches("a ").trim_start_matches("an ").to_owned()];
    facts.extend(limits(field.shape));
    match (field.required, form) {
        (Forms::None, _) => {}
        (Forms::Create, None) if field.forms == Forms::Both => facts.push("required in a create".to_owned()),
        (Forms::Update, None) if field.forms == Forms::Both => facts.push("required in an update".to_owned()),
        (_, None) => facts.push("required".to_owned()),
        (required, Some(form)) if required.has(form) => facts.push("required".to_owned()),
        _ => {}
    }
    facts
}

/// The only form that has the field, if there is just one.
pub fn only_in(field: &Field) -> Option<&'static str> {
    match field.forms {
        Forms::Create => Some("in a create only"),
        Forms::Update => Some("in an update only"),
        Forms::Both | Forms::None => None,
    }
}

/// The status of a field that is not a stable part of the API, in Markdown.
pub fn status(field: &Field) -> Option<String> {
    match field.status {
        Status::Stable => None,
        Status::Deprecated(instead) => Some(format!("**Deprecated.** {instead}")),
        Status::Experimental => Some("**Experimental**: this field may change.".to_owned()),
        Status::Tolerated(why) => Some(format!("Not declared by the API. {why}")),
        Status::Foreign(why) => Some(why.to_owned()),
        Status::EditorOnly => Some("The API does not declare it.".to_owned()),
    }
}

/// The explanation of a field: its summary and its details, if any.
pub fn sentences(field: &Field) -> String {
    format!("{} {}", field.summary, field.detail).trim_end().to_owned()
}

fn limits(shape: Shape) -> Option<String> {
    let length = shape.length()?;
    match (length.min, length.limit().map(thousands)) {
        (0, None) => None,
        (0, Some(max)) => Some(format!("at most {max} characters")),
        (min, None) => Some(format!("at least {min} characters")),
        (min, Some(max)) => Some(format!("{min} to {max} characters")),
    }
}

/// A number with its digits in groups of three: `20,000`.
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_separated() {
        assert_eq!(
            [0, 64, 200, 1_000, 20_000, 1_234_567].map(thousands),
            ["0", "64", "200", "1,000", "20,000", "1,234,567"]
        );
    }
}

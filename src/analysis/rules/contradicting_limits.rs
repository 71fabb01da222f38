use std::collections::HashSet;

use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Schema, Severity},
    contract::Field,
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "contradicting-limits",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A lower limit that is above the upper one.",
        why: "No value can be within both, so every value is refused.",
        fix: "Swap the limits, or correct one of them.",
        examples: &[
            Example::finds(
                "Lengths",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "minLength": 64, "maxLength": ⟦1⟧}}}}}"#,
            ),
            Example::fine(
                "The same length",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "minLength": 64, "maxLength": 64}}}}}"#,
            ),
            Example::finds(
                "Numbers",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"type": "number", "maximum": ⟦0.5⟧, "minimum": 1e2}}}}}"#,
            ),
            Example::finds(
                "A limit that is excluded",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"age": {"type": "number", "exclusiveMinimum": 1, "maximum": ⟦1⟧}}}}}"#,
            ),
            Example::finds(
                "More required properties than there may be",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a", "b"], "maxProperties": ⟦1⟧}}}"#,
            ),
            Example::fine(
                "A limit of another type, which `wrong-type` reports",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"minLength": "64", "maxLength": 1}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(is_upper_limit, check),
    fixes,
};

/// The pairs of limits, and whether both may be the same number.
const PAIRS: [(&str, &str, bool); 7] = [
    ("minLength", "maxLength", true),
    ("minItems", "maxItems", true),
    ("minProperties", "maxProperties", true),
    ("minimum", "maximum", true),
    ("exclusiveMinimum", "maximum", false),
    ("minimum", "exclusiveMaximum", false),
    ("exclusiveMinimum", "exclusiveMaximum", false),
];

fn number(value: Node<'_>) -> Option<f64> {
    (value.kind() == Kind::Number && !value.is_malformed()).then(|| value.source().parse().ok()).flatten()
}

/// Most schemas have none, and then no pair can be contradictory.
fn is_upper_limit(field: &Field) -> bool {
    field.name.starts_with("max") || field.name == "exclusiveMaximum"
}

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    for (lower, upper, may_be_equal) in PAIRS {
        let (Some(low), Some(high)) = (schema.get(lower), schema.get(upper)) else { continue };
        if let (Some(least), Some(greatest)) = (number(low), number(high))
            && (least > greatest || (least == greatest && !may_be_equal))
        {
            let advice = if least > greatest { "Swap them, or correct one." } else { "Correct one of them." };
            let message = format!(
                "\"{lower}\" is {} and \"{upper}\" is {}, so no value fits. {advice}",
                low.source(),
                high.source()
            );
            let related = Related::here(low.range(), "The lower limit is here.");
            report.add_related(high.range(), message, vec![related]);
        }
    }
    if let (Some(required), Some(most)) = (schema.get("required"), schema.get("maxProperties")) {
        let names: HashSet<_> = required.elements().filter_map(Node::as_string).collect();
        if number(most).is_some_and(|most| names.len() as f64 > most) {
            let message = format!(
                "\"maxProperties\" is {}, but \"required\" has {} names, so no value fits. Correct one of them.",
                most.source(),
                names.len()
            );
            let related = Related::here(required.opener(), "The required properties are here.");
            report.add_related(most.range(), message, vec![related]);
        }
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let (Some(high), Some(property)) = (context.node(), context.property()) else { return Vec::new() };
    let (Some(schema), Some(name)) = (property.parent(), property.name()) else { return Vec::new() };
    let swapped = PAIRS.iter().filter(|(_, upper, _)| *upper == name).find_map(|(lower, upper, _)| {
        let low = schema.get(lower).filter(|low| number(*low) > number(high))?;
        let edits = vec![Edit::new(low.range(), high.source()), Edit::new(high.range(), low.source())];
        Some(Fix::to_review(format!("Swap \"{lower}\" and \"{upper}\""), edits))
    });
    swapped.into_iter().collect()
}

use std::collections::HashMap;

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Schema, Severity, Tag,
        edits::remove,
    },
    syntax::Kind,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "repeated-choice",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A value that is twice in an `enum`.",
        why: "It has no effect, and forms show it twice. Perhaps another value was meant.",
        fix: "Correct one of them, or remove it.",
        examples: &[
            Example::finds(
                "The same text",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"enum": ["low", "high", ⟦"low"⟧]}}}}}"#,
            ),
            Example::fine(
                "Different texts",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"enum": ["low", "high"]}}}}}"#,
            ),
            Example::finds(
                "The same object",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"enum": [{"a": 1}, ⟦{⟧"a": 1}]}}}}}"#,
            ),
            Example::fine(
                "A text and a number",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"enum": ["1", 1]}}}}}"#,
            ),
        ],
        tag: Some(Tag::Unnecessary),
        ..Rule::BLANK
    },
    check: Check::Schema(|field| field.name == "enum", check),
    fixes,
};

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    let Some(list) = schema.get("enum").filter(|list| list.kind() == Kind::Array) else { return };
    let mut known = HashMap::with_capacity(list.elements().count());
    for element in list.elements().filter(|element| !element.is_malformed()) {
        let value = (element.kind() == Kind::String, element.text());
        if let Some(first) = known.get(&value) {
            let related = Related::here(*first, "It is here for the first time.");
            let message = "This value is already in \"enum\". Remove it, or write the one that is meant.";
            report.add_related(element.opener(), message, vec![related]);
        } else {
            known.insert(value, element.opener());
        }
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let element = context.node();
    let fix = element.map(|element| Fix::to_review("Remove the repeated value", remove(context.source, element)));
    fix.into_iter().collect()
}

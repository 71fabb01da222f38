use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Kinds, Report, Rule, Severity,
        edits::replace_text,
        wording::{list, quoted, subject},
    },
    contract::{Choice, Declared, Field, Text, resolve},
    syntax::Node,
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unknown-value",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "A value that is not one of those allowed.",
        why: "The API allows only certain values for this key and rejects all others.",
        fix: "Use one of the values listed in the message.",
        examples: &[
            Example::finds("A visibility that does not exist", r#"{"visibility": ⟦"hidden"⟧}"#),
            Example::fine("A visibility", r#"{"visibility": "unlisted"}"#),
            Example::finds("A misspelt value", r#"{"states": {"sync": {"type": ⟦"converstaion"⟧, "schema": {}}}}"#),
            Example::finds("A value in the wrong case", r#"{"visibility": ⟦"Private"⟧}"#),
            Example::finds(
                "A type of a JSON Schema by the name that it has elsewhere",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"on": {"type": ⟦"bool"⟧}}}}}"#,
            ),
            Example::fine("Text that is not limited to certain values", r#"{"title": "hidden"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Value(Kinds::TEXT, check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    let Some(Text { choices: choices @ [_, ..], is_open: false, .. }) = field.shape.text() else { return };
    let Some(text) = value.as_string() else { return };
    if choices.iter().any(|choice| choice.value == text) {
        return;
    }
    let allowed: Vec<String> = choices.iter().map(|choice| format!("\"{}\"", choice.value)).collect();
    let guess = match meant(&text, choices) {
        Some(choice) => format!(" Did you mean \"{choice}\"?"),
        None => String::new(),
    };
    report.add(
        value.range(),
        format!("{} cannot be {}. Use {}.{guess}", subject(value), quoted(&text), list(&allowed, "or")),
    );
}

/// What other languages call the types of JSON.
const OTHER_NAMES: [(&str, &[&str]); 7] = [
    ("string", &["str", "text", "char", "varchar"]),
    ("number", &["num", "float", "double", "decimal", "real"]),
    ("integer", &["int", "int32", "int64", "long", "short", "uint"]),
    ("boolean", &["bool", "bit"]),
    ("object", &["dict", "map", "record", "struct", "hash"]),
    ("array", &["list", "tuple", "vec", "vector", "set"]),
    ("null", &["none", "nil", "undefined", "void"]),
];

/// The choice that a text most likely stands for.
fn meant(text: &str, choices: &'static [Choice]) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let known = OTHER_NAMES.iter().find(|(_, others)| others.contains(&&*lower)).map(|(name, _)| *name);
    let choice = known.and_then(|name| choices.iter().find(|choice| choice.value == name));
    choice.map(|choice| choice.value).or_else(|| nearest(text, choices.iter().map(|choice| choice.value)))
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(Declared::Field(field)) = resolve(value) else { return Vec::new() };
    let Some(Text { choices, .. }) = field.shape.text() else { return Vec::new() };
    let Some(text) = value.as_string() else { return Vec::new() };
    let guess = meant(&text, choices);
    let written = |choice| (format!("Replace with \"{choice}\""), vec![replace_text(value, choice)]);
    let likely = guess.map(written).map(|(title, edits)| Fix::to_review(title, edits));
    let others = choices.iter().map(|choice| choice.value).filter(|choice| Some(*choice) != guess);
    let others = others.map(written).map(|(title, edits)| Fix::suggestion(title, edits));
    likely.into_iter().chain(others).collect()
}

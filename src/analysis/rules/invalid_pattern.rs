use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Schema, Severity, edits::replace_text,
        wording::quoted,
    },
    json_schema::pattern::{Validity, validity},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "invalid-pattern",
        group: Group::Schema,
        severity: Some(Severity::Error),
        summary: "A pattern that is not a regular expression.",
        why: "Validators cannot read it, so the API rejects the schema.",
        fix: "Correct the pattern. Its syntax is that of JavaScript.",
        examples: &[
            Example::finds(
                "A group that is not closed",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "pattern": ⟦"^(a|b$"⟧}}}}}"#,
            ),
            Example::fine(
                "A group",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "pattern": "^(a|b)$"}}}}}"#,
            ),
            Example::finds(
                "The pattern for names of properties",
                r#"{"configuration": {"schema": {"type": "object", "patternProperties": {⟦"*"⟧: {"type": "string"}}}}}"#,
            ),
            Example::finds(
                "A group with a name, as Python writes it",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "pattern": ⟦"^(?P<name>a)$"⟧}}}}}"#,
            ),
            Example::fine(
                "A pattern that only some validators refuse, which `legacy-pattern` reports",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "pattern": "^[a-z]+\\-$"}}}}}"#,
            ),
            Example::fine(
                "A pattern that is still being typed",
                "{\"configuration\": {\"schema\": {\"type\": \"object\", \"properties\": {\"to\": {\"pattern\": \"^(a\n}}}}}",
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| PATTERNS.contains(&field.name), check),
    fixes,
};

/// The strings of a schema that are patterns: that for the text, and those for the names of properties.
/// The keywords that hold patterns.
pub(super) const PATTERNS: [&str; 2] = ["pattern", "patternProperties"];

pub(super) fn patterns<'t>(schema: &Schema<'t>) -> impl Iterator<Item = Node<'t>> {
    let own = schema.get("pattern").filter(|pattern| pattern.kind() == Kind::String);
    let names = schema.get("patternProperties").into_iter().flat_map(Node::members).filter_map(Node::key);
    own.into_iter().chain(names.filter(|key| key.kind() == Kind::String)).filter(|pattern| !pattern.is_malformed())
}

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    for pattern in patterns(schema) {
        let text = pattern.text();
        if let Validity::Invalid(why) = validity(&text) {
            report.add(pattern.range(), format!("{} is not a regular expression: {why}.", quoted(&text)));
        }
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(pattern) = context.node().filter(|node| node.kind() == Kind::String) else { return Vec::new() };
    // What Python writes differently means the same.
    let text = pattern.text();
    let translated = text.replace("(?P<", "(?<");
    let is_right = translated != text && validity(&translated) == Validity::Valid;
    let edits = || vec![replace_text(pattern, &translated)];
    is_right.then(|| Fix::to_review("Name the groups as JavaScript does", edits())).into_iter().collect()
}

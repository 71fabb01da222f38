use super::invalid_pattern::{PATTERNS, patterns};
use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Schema, Severity, edits::replace_text,
        wording::quoted,
    },
    json_schema::pattern::{Validity, validity},
    syntax::Kind,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "legacy-pattern",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A pattern that is a regular expression only in older ways of JavaScript.",
        why: "Validators such as Ajv read patterns with the flag `u`, with which it is a mistake.",
        fix: "Write it so that it is valid with the flag `u`, too. Often a backslash is needless.",
        examples: &[
            Example::finds(
                "A needless backslash",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "pattern": ⟦"^[a-z]+\\-$"⟧}}}}}"#,
            ),
            Example::fine(
                "The same without it",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "pattern": "^[a-z]+-$"}}}}}"#,
            ),
            Example::finds(
                "The pattern for names of properties",
                r#"{"configuration": {"schema": {"type": "object", "patternProperties": {⟦"^\\_"⟧: {"type": "string"}}}}}"#,
            ),
            Example::finds(
                "Braces that repeat nothing",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "pattern": ⟦"^{id}$"⟧}}}}}"#,
            ),
            Example::fine(
                "Backslashes that are needed",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "pattern": "^\\d+\\.[a\\-z]\\/$"}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| PATTERNS.contains(&field.name), check),
    fixes,
};

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    for pattern in patterns(schema) {
        let text = pattern.text();
        if let Validity::OnlyWithoutUnicode(why) = validity(&text) {
            report.add(pattern.range(), format!("Some validators cannot read {}: {why}.", quoted(&text)));
        }
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(pattern) = context.node().filter(|node| node.kind() == Kind::String) else { return Vec::new() };
    let bare = without_needless_backslashes(&pattern.text());
    let is_right = bare != pattern.text() && validity(&bare) == Validity::Valid;
    let edits = || vec![replace_text(pattern, &bare)];
    is_right.then(|| Fix::to_review("Remove needless backslashes", edits())).into_iter().collect()
}

/// The pattern without the backslashes before signs that mean themselves without one, too. A hyphen in brackets may be a range
/// without one, so it keeps it.
fn without_needless_backslashes(pattern: &str) -> String {
    let mut bare = String::with_capacity(pattern.len());
    let mut is_in_brackets = false;
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                let Some(escaped) = rest.next() else { return pattern.to_owned() };
                let is_plain = matches!(
                    escaped,
                    '_' | '"'
                        | '\''
                        | '@'
                        | '#'
                        | '%'
                        | '&'
                        | ' '
                        | '!'
                        | '~'
                        | '`'
                        | ','
                        | ';'
                        | ':'
                        | '<'
                        | '>'
                        | '='
                );
                if !(is_plain || (escaped == '-' && !is_in_brackets)) {
                    bare.push('\\');
                }
                bare.push(escaped);
                continue;
            }
            '[' => is_in_brackets = true,
            ']' => is_in_brackets = false,
            _ => {}
        }
        bare.push(c);
    }
    bare
}

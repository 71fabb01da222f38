use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::append,
        wording::quoted,
    },
    syntax::{Container, SyntaxError, SyntaxErrorKind, literal::decode},
    text::TextRange,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "syntax-error",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "The file is not valid JSON: something is missing, out of place or not closed.",
        why: "The API reads strict JSON. It rejects the whole manifest if there is a single syntax error.",
        fix: "Add or remove what the message names.",
        examples: &[
            Example::finds("No comma between two entries", r#"{"title": "Acme Mail"⟦⟧ "description": "Mail."}"#),
            Example::fine("A comma between two entries", r#"{"title": "Acme Mail", "description": "Mail."}"#),
            Example::finds("A comma with nothing before it", r#"{"title": "Acme Mail",⟦,⟧ "description": "Mail."}"#),
            Example::finds("No value", r#"{"title"⟦:⟧ }"#),
            Example::finds("No colon and no value", r#"{⟦"title"⟧}"#),
            Example::finds("No key", r#"{⟦{⟧"title": "Acme Mail"}}"#),
            Example::finds("A bracket that closes nothing", r#"{"title": "Acme Mail"⟦]⟧}"#),
            Example::finds("An object that is not closed", r#"⟦{⟧"title": "Acme Mail""#),
            Example::finds("Brackets that are not closed", r#"{"user": {"tags": ⟦{⟧"#),
            Example::finds(
                "A bracket that ends the manifest too early",
                r#"{"title": "Acme Mail"⟦}⟧, "description": "Mail."}"#,
            ),
            Example::finds("Something after the manifest", r#"{"title": "Acme Mail"} ⟦{⟧}"#),
            Example::finds("An empty file", "⟦⟧"),
            Example::finds("Only a comment without a line break", "// Acme⟦⟧").jsonc(),
            Example::finds("Only a comment with a line break", "// Acme\r\n⟦⟧").jsonc(),
            Example::finds("Only a comment that is not closed", "⟦/*⟧ Acme⟦⟧").jsonc(),
            Example::finds("A comment that is not closed", r#"{"title": "Acme Mail"} ⟦/*⟧ The end"#).jsonc(),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, report: &Report<'_>) -> Option<String> {
    let text = || report.quoted_at(error.range);
    Some(match error.kind {
        SyntaxErrorKind::MissingComma => "A comma is missing between these two entries.".to_owned(),
        SyntaxErrorKind::EmptyDocument => {
            "The file is empty. A manifest is an object: start with { and end with }.".to_owned()
        }
        SyntaxErrorKind::UnterminatedComment => "This comment is never closed. Add */ where it ends.".to_owned(),
        SyntaxErrorKind::MissingColon => format!("{} needs a colon and a value.", key(error, report)),
        SyntaxErrorKind::MissingValue => "A value is missing after this colon.".to_owned(),
        SyntaxErrorKind::MissingKey => "This value has no key. Add \"key\": before it.".to_owned(),
        SyntaxErrorKind::ExtraComma => "This comma has nothing before it. Remove it, or add an entry.".to_owned(),
        SyntaxErrorKind::Unexpected => format!("{} does not belong here. Remove it.", text()),
        SyntaxErrorKind::Unclosed(container, count) => unclosed(container, count),
        SyntaxErrorKind::EarlyClose => {
            "This } ends the manifest, but more entries follow. Remove it, and keep the one at the end.".to_owned()
        }
        SyntaxErrorKind::AfterEnd => {
            "The manifest has already ended. Remove this, or the bracket that ends the manifest too early.".to_owned()
        }
        _ => return None,
    })
}

/// The message for a bracket that is never closed. `count` is the number of unclosed brackets, this one included.
fn unclosed(container: Container, count: u32) -> String {
    let (open, close) = if container == Container::Object { ("{", "}") } else { ("[", "]") };
    let others = match count {
        0 | 1 => String::new(),
        2 => " Neither is the bracket around it.".to_owned(),
        _ => format!(" Neither are the {} brackets around it.", count - 1),
    };
    format!("This {open} is never closed. Add {close} where it ends.{others}")
}

fn key(error: &SyntaxError, report: &Report<'_>) -> String {
    let literal = error.range.of(report.source.text());
    match literal.starts_with('"') {
        _ if report.hides(error.range) => "This key".to_owned(),
        true => format!("The key {}", quoted(&decode(literal))),
        false => format!("The key {}", quoted(literal)),
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let fix = match context.error().map(|error| error.kind) {
        Some(SyntaxErrorKind::MissingComma) => Fix::safe("Insert a comma", vec![Edit::new(context.range, ",")]),
        Some(SyntaxErrorKind::ExtraComma) => Fix::safe("Remove the comma", vec![Edit::new(context.range, "")]),
        Some(SyntaxErrorKind::EarlyClose) => {
            Fix::to_review("Remove the bracket that ends the manifest too early", vec![Edit::new(context.range, "")])
        }
        Some(SyntaxErrorKind::EmptyDocument) => {
            // Never unasked: a file can look empty to a reader while somebody else writes it.
            Fix::suggestion("Insert an empty object", vec![append(context.source, "{}")])
        }
        Some(SyntaxErrorKind::UnterminatedComment) => {
            let end = context.source.text().len() as u32;
            Fix::to_review("Insert */ at the end", vec![Edit::new(TextRange::empty(end), " */")])
        }
        _ => return Vec::new(),
    };
    vec![fix]
}

//! The structure: commas, colons, brackets.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{quoted, quoted_at};
use crate::syntax::literal::decode;
use crate::syntax::{Container, Source, SyntaxError, SyntaxErrorKind};
use crate::text::TextRange;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "syntax-error",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "The text is no JSON: something is missing, left over or not closed.",
    why: "The API reads strict JSON. A text that is none is refused as a whole, before anything in it is looked at.",
    fix: "Write what the message names.",
    bad: r#"{"title": "Acme Mail" "description": "Mail."}"#,
    good: r#"{"title": "Acme Mail", "description": "Mail."}"#,
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    let text = || quoted_at(source, error.range);
    let bracket = |container| if container == Container::Object { ("{", "}") } else { ("[", "]") };
    Some(match error.kind {
        SyntaxErrorKind::MissingComma => "A comma is missing here, between two entries.".to_owned(),
        SyntaxErrorKind::EmptyDocument => {
            "The document is empty. A manifest is an object: start with { and end with }.".to_owned()
        }
        SyntaxErrorKind::UnterminatedComment => "This comment is never closed. Write */ at its end.".to_owned(),
        SyntaxErrorKind::MissingColon => {
            format!("After the key {} a colon and a value are missing.", key(error, source))
        }
        SyntaxErrorKind::MissingValue => "After this colon a value is missing.".to_owned(),
        SyntaxErrorKind::MissingKey => "A key is missing before this value: write \"key\": in front of it.".to_owned(),
        SyntaxErrorKind::ExtraComma => {
            "This comma separates nothing. Remove it, or write an entry before it.".to_owned()
        }
        SyntaxErrorKind::Unexpected => format!("{} does not belong here. Remove it.", text()),
        SyntaxErrorKind::Unclosed(container, 1) => {
            let (open, close) = bracket(container);
            format!("This {open} is never closed. Write {close} where it ends.")
        }
        SyntaxErrorKind::Unclosed(container, count) => {
            let (open, close) = bracket(container);
            format!(
                "This {open} is never closed, nor are {} brackets around it. Write {close} where it ends.",
                count - 1
            )
        }
        SyntaxErrorKind::EarlyClose => {
            "This } ends the manifest, but more entries follow. Remove it here and keep the one at the end.".to_owned()
        }
        SyntaxErrorKind::AfterEnd => {
            "The manifest has ended before this. Remove what follows, or the bracket that ended it.".to_owned()
        }
        _ => return None,
    })
}

fn key(error: &SyntaxError, source: &Source) -> String {
    let literal = error.range.of(source.text());
    if literal.starts_with('"') { quoted(&decode(literal)) } else { quoted(literal) }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let fix = match context.error().map(|error| error.kind) {
        Some(SyntaxErrorKind::MissingComma) => Fix::safe("Insert the comma", vec![Edit::new(context.range, ",")]),
        Some(SyntaxErrorKind::ExtraComma) => Fix::safe("Remove the comma", vec![Edit::new(context.range, "")]),
        Some(SyntaxErrorKind::EarlyClose) => {
            Fix::to_review("Remove the bracket that ends the manifest early", vec![Edit::new(context.range, "")])
        }
        Some(SyntaxErrorKind::EmptyDocument) => {
            Fix::to_review("Start a manifest", vec![Edit::new(context.range, "{}")])
        }
        Some(SyntaxErrorKind::UnterminatedComment) => {
            let end = context.source.text().len() as u32;
            Fix::to_review("Close the comment", vec![Edit::new(TextRange::empty(end), " */")])
        }
        _ => return Vec::new(),
    };
    vec![fix]
}

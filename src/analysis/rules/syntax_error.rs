//! The structure: commas, colons, brackets.

use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Edit, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{quoted, quoted_at};
use crate::syntax::literal::decode;
use crate::syntax::{Container, Problem, ProblemKind, Source};
use crate::text::Span;

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
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    let text = || quoted_at(source, problem.span);
    let bracket = |container| if container == Container::Object { ("{", "}") } else { ("[", "]") };
    Some(match problem.kind {
        ProblemKind::MissingComma => "A comma is missing here, between two entries.".to_owned(),
        ProblemKind::EmptyDocument => {
            "The document is empty. A manifest is an object: start with { and end with }.".to_owned()
        }
        ProblemKind::UnterminatedComment => "This comment is never closed. Write */ at its end.".to_owned(),
        ProblemKind::MissingColon => format!("After the key {} a colon and a value are missing.", key(problem, source)),
        ProblemKind::MissingValue => "After this colon a value is missing.".to_owned(),
        ProblemKind::MissingKey => "A key is missing before this value: write \"key\": in front of it.".to_owned(),
        ProblemKind::ExtraComma => "This comma separates nothing. Remove it, or write an entry before it.".to_owned(),
        ProblemKind::Unexpected => format!("{} does not belong here. Remove it.", text()),
        ProblemKind::Unclosed(container, 1) => {
            let (open, close) = bracket(container);
            format!("This {open} is never closed. Write {close} where it ends.")
        }
        ProblemKind::Unclosed(container, count) => {
            let (open, close) = bracket(container);
            format!(
                "This {open} is never closed, nor are {} brackets around it. Write {close} where it ends.",
                count - 1
            )
        }
        ProblemKind::EarlyClose => {
            "This } ends the manifest, but more entries follow. Remove it here and keep the one at the end.".to_owned()
        }
        ProblemKind::AfterEnd => {
            "The manifest has ended before this. Remove what follows, or the bracket that ended it.".to_owned()
        }
        _ => return None,
    })
}

fn key(problem: &Problem, source: &Source) -> String {
    let literal = problem.span.of(source.text());
    if literal.starts_with('"') { quoted(&decode(literal)) } else { quoted(literal) }
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let fix = match case.problem().map(|problem| problem.kind) {
        Some(ProblemKind::MissingComma) => Fix::safe("Insert the comma", vec![Edit::new(case.span, ",")]),
        Some(ProblemKind::ExtraComma) => Fix::safe("Remove the comma", vec![Edit::new(case.span, "")]),
        Some(ProblemKind::EarlyClose) => {
            Fix::to_review("Remove the bracket that ends the manifest early", vec![Edit::new(case.span, "")])
        }
        Some(ProblemKind::EmptyDocument) => Fix::to_review("Start a manifest", vec![Edit::new(case.span, "{}")]),
        Some(ProblemKind::UnterminatedComment) => {
            let end = case.source.text().len() as u32;
            Fix::to_review("Close the comment", vec![Edit::new(Span::empty(end), " */")])
        }
        _ => return Vec::new(),
    };
    vec![fix]
}

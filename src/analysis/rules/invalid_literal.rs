//! Bare words.

use crate::analysis::edits::literal;
use crate::analysis::finding::Severity;
use crate::analysis::fix::{Case, Edit, Fix};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{nearest, quoted_at};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-literal",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A word that is no JSON value.",
    why: "JSON knows `true`, `false` and `null`, in lower case; any other word needs quotes.",
    fix: "Write the JSON value, or put the text in double quotes.",
    bad: r#"{"visibility": private}"#,
    good: r#"{"visibility": "private"}"#,
    check: Check::Problem(check),
    cure,
    ..Rule::BLANK
};

fn check(problem: &Problem, source: &Source) -> Option<String> {
    (problem.kind == ProblemKind::InvalidLiteral).then(|| {
        let word = problem.span.of(source.text());
        match nearest(word, ["true", "false", "null"].into_iter()) {
            Some(value) => format!("{} is no JSON value. Did you mean {value}?", quoted_at(source, problem.span)),
            None => {
                format!("{} is no JSON value. A text needs double quotes around it.", quoted_at(source, problem.span))
            }
        }
    })
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let word = case.span.of(case.source.text());
    let guess = nearest(word, ["true", "false", "null"].into_iter());
    let guess = guess.or((word == "None" || word == "undefined").then_some("null"));
    let value = guess.map(|value| match value.eq_ignore_ascii_case(word) {
        true => Fix::safe(format!("Write {value}"), vec![Edit::new(case.span, value)]),
        false => Fix::to_review(format!("Write {value}"), vec![Edit::new(case.span, value)]),
    });
    let quoted = Fix::to_review("Put it in double quotes", vec![Edit::new(case.span, literal(word))]);
    value.into_iter().chain([quoted]).collect()
}

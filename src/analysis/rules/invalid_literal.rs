//! Bare words.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::literal;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{nearest, quoted_at};
use crate::syntax::{Source, SyntaxError, SyntaxErrorKind};

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
    check: Check::SyntaxError(check),
    fixes,
    ..Rule::BLANK
};

fn check(error: &SyntaxError, source: &Source) -> Option<String> {
    (error.kind == SyntaxErrorKind::InvalidLiteral).then(|| {
        let word = error.range.of(source.text());
        match nearest(word, ["true", "false", "null"].into_iter()) {
            Some(value) => format!("{} is no JSON value. Did you mean {value}?", quoted_at(source, error.range)),
            None => {
                format!("{} is no JSON value. A text needs double quotes around it.", quoted_at(source, error.range))
            }
        }
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let word = context.range.of(context.source.text());
    let guess = nearest(word, ["true", "false", "null"].into_iter());
    let guess = guess.or((word == "None" || word == "undefined").then_some("null"));
    let value = guess.map(|value| match value.eq_ignore_ascii_case(word) {
        true => Fix::safe(format!("Write {value}"), vec![Edit::new(context.range, value)]),
        false => Fix::to_review(format!("Write {value}"), vec![Edit::new(context.range, value)]),
    });
    let quoted = Fix::to_review("Put it in double quotes", vec![Edit::new(context.range, literal(word))]);
    value.into_iter().chain([quoted]).collect()
}

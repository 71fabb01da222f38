//! Bare words.

use crate::analysis::finding::Severity;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::{nearest, quoted_at};
use crate::syntax::{Problem, ProblemKind, Source};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-literal",
    severity: Severity::Error,
    summary: "A word that is no JSON value.",
    why: "JSON knows `true`, `false` and `null`, in lower case; any other word needs quotes.",
    fix: "Write the JSON value, or put the text in double quotes.",
    bad: r#"{"visibility": private}"#,
    good: r#"{"visibility": "private"}"#,
    tag: None,
    check: Check::Problem(check),
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

//! The deprecated key against its successor.

use crate::analysis::diagnostic::{Related, Severity};
use crate::analysis::edits::remove;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "visibility-conflict",
    group: Group::Contract,
    severity: Some(Severity::Warning),
    summary: "`public` and `visibility` say different things.",
    why: "Which of the two counts is nowhere written down.",
    fix: "Remove `public`; `visibility` says all of it.",
    bad: r#"{"public": true, "visibility": "private"}"#,
    good: r#"{"visibility": "private"}"#,
    check: Check::Document(check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, root: Node<'_>) {
    let (Some(public), Some(visibility)) = (root.get("public"), root.get("visibility")) else { return };
    let (Some(is_public), Some(text)) = (public.as_bool(), visibility.as_string()) else { return };
    let says_public = match &*text {
        "public" | "unlisted" => true,
        "private" => false,
        _ => return,
    };
    if is_public != says_public {
        let message = format!(
            "\"public\" is {is_public}, but \"visibility\" is \"{text}\". Remove \"public\": \"visibility\" replaces it."
        );
        let related = Related { range: visibility.range(), message: "The visibility is set here.".to_owned() };
        report.add_related(public.range(), message, vec![related]);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let property = context.property().into_iter();
    property.map(|property| Fix::to_review("Remove \"public\"", remove(context.source, property))).collect()
}

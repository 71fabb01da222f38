//! Keys that occur twice.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::analysis::edits::remove;
use crate::analysis::finding::{Related, Severity};
use crate::analysis::fix::{Case, Fix};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "duplicate-key",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A key occurs twice in one object.",
    why: "Only the last one counts; what the first one says is lost without a word.",
    fix: "Remove one of them, or give it another name.",
    bad: r#"{"title": "Acme", "title": "Acme Mail"}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::AnyObject(check),
    cure,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, object: Node<'_>) {
    let mut first: HashMap<Cow<'_, str>, Node<'_>> = HashMap::new();
    for key in object.members().filter_map(Node::key).filter(|key| !key.span().is_empty()) {
        match first.entry(key.text()) {
            Entry::Vacant(entry) => {
                entry.insert(key);
            }
            Entry::Occupied(entry) => {
                let message =
                    format!("The key {} occurs twice in this object; only the last one counts.", quoted(entry.key()));
                let related = Related { span: entry.get().span(), message: "It occurs first here.".to_owned() };
                report.add_related(key.span(), message, vec![related]);
            }
        }
    }
}

fn cure(case: &Case<'_>) -> Vec<Fix> {
    let earlier = || {
        let key = case.node()?;
        let object = key.parent()?.parent()?;
        let name = key.text();
        let first = object.members().find(|member| member.name().is_some_and(|found| found == name))?;
        (first.key() != Some(key)).then_some(first)
    };
    let property = earlier().into_iter();
    property
        .map(|first| Fix::to_review("Remove the first one, which does not count", remove(case.source, first)))
        .collect()
}

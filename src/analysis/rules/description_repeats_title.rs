//! Descriptions that say what the title says.

use crate::analysis::diagnostic::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::contract::Object;
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "description-repeats-title",
    group: Group::Hygiene,
    severity: Some(Severity::Hint),
    summary: "A description that is the title once more.",
    why: "Who reads on after the title wants to know more than the title says.",
    fix: "Say what it does, for whom, and what comes of it.",
    bad: r#"{"title": "Acme Mail", "description": "Acme Mail"}"#,
    good: r#"{"title": "Acme Mail", "description": "Send and receive mail with Acme."}"#,
    check: Check::Object(check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, object: Node<'_>, declared: &'static Object) {
    if declared.field("title").is_none() || declared.field("description").is_none() {
        return;
    }
    let text = |name| object.get(name).and_then(Node::as_string);
    if let (Some(title), Some(description)) = (text("title"), text("description"))
        && !title.is_empty()
        && description.trim_end_matches('.').eq_ignore_ascii_case(title.trim_end_matches('.'))
        && let Some(node) = object.get("description")
    {
        report.add(node.range(), "The description is the title once more. Say what it does, and what comes of it.");
    }
}

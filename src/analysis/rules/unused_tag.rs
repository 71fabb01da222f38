//! Tags that the code does not name.

use memchr::memmem;

use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule, Tag};
use crate::analysis::wording::quoted;
use crate::syntax::{Kind, Node};

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unused-tag",
    group: Group::References,
    summary: "A tag whose name does not occur in the code.",
    why: "What the code never writes or reads, nobody will find filled in. Off by default: it reads all of the code, and code can make names.",
    fix: "Remove the tag, or use it.",
    bad: r#"{"user": {"tags": {"mail": {"title": "Mail"}}}, "code": "exports.handler = () => {}"}"#,
    good: r#"{"user": {"tags": {"mail": {"title": "Mail"}}}, "code": "exports.handler = () => ({ mail: 1 })"}"#,
    tag: Some(Tag::Unnecessary),
    check: Check::Document(check),
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, root: Node<'_>) {
    // Without the code nothing can be said.
    let Some(code) = root.get("code").filter(|code| code.kind() == Kind::String) else { return };
    let user = root.get("user").and_then(|user| user.get("tags"));
    let channels = root.get("channels").into_iter().flat_map(Node::members).filter_map(Node::value);
    let of_channels =
        channels.flat_map(|channel| ["conversation", "message"].map(|part| channel.get(part)?.get("tags")));
    for tag in user.into_iter().chain(of_channels.flatten()).flat_map(Node::members).filter_map(Node::key) {
        let name = tag.text();
        if memmem::find(code.source().as_bytes(), name.as_bytes()).is_none() {
            report.add(tag.range(), format!("The code does not name the tag {}.", quoted(&name)));
        }
    }
}

//! Tags that the code does not name.

use memchr::memmem;

use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule, Tag};
use crate::analysis::wording::quoted;
use crate::contract::visit::marked;
use crate::contract::{EntryKind, Format, Marks};
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
    let code = marked(root, Marks::format(Format::Code)).filter_map(|(property, _)| property.value());
    // Without the code nothing can be said.
    let Some(code) = code.filter(|code| code.kind() == Kind::String).last() else { return };
    for tag in marked(root, Marks::entry(EntryKind::Tag)).filter_map(|(property, _)| property.key()) {
        let name = tag.text();
        if memmem::find(code.source().as_bytes(), name.as_bytes()).is_none() {
            report.add(tag.range(), format!("The tag {} does not occur in the code.", quoted(&name)));
        }
    }
}

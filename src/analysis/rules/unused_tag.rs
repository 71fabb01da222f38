use memchr::memmem;

use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Tag, no_fixes, wording::quoted},
    contract::{EntryKind, Format, Marks, visit::marked},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unused-tag",
        group: Group::References,
        summary: "A tag whose name does not occur in the code.",
        why: "A tag that the code never reads or writes stays empty. This rule is off by default, because it searches all the code, and code can compute names.",
        fix: "Remove the tag, or use it.",
        examples: &[
            Example::finds(
                "A user tag that is not in the code",
                r#"{"user": {"tags": {⟦"mail"⟧: {"title": "Mail"}}}, "code": "exports.handler = () => {}"}"#,
            ),
            Example::fine(
                "A user tag that is in the code",
                r#"{"user": {"tags": {"mail": {"title": "Mail"}}}, "code": "exports.handler = () => ({ mail: 1 })"}"#,
            ),
            Example::finds(
                "Tags of conversations and messages",
                r#"{"channels": {"thread": {"conversation": {"tags": {⟦"topic"⟧: {}}}, "message": {"tags": {⟦"mailId"⟧: {}}}}}, "code": ""}"#,
            ),
            Example::fine("A manifest without code", r#"{"user": {"tags": {"mail": {"title": "Mail"}}}}"#),
        ],
        tag: Some(Tag::Unnecessary),
        ..Rule::BLANK
    },
    check: Check::Document(check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, root: Node<'_>) {
    let code = marked(root, Marks::format(Format::Code)).filter_map(|(property, _)| property.value());
    // Without the code, usage is unknown.
    let Some(code) = code.filter(|code| code.kind() == Kind::String).last() else { return };
    for tag in marked(root, Marks::entry(EntryKind::Tag)).filter_map(|(property, _)| property.key()) {
        let name = tag.text();
        if memmem::find(code.source().as_bytes(), name.as_bytes()).is_none() {
            report.add(
                tag.range(),
                format!("The tag {} does not occur in the code. Remove it, or use it.", quoted(&name)),
            );
        }
    }
}

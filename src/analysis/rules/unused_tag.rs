use aho_corasick::AhoCorasick;
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
    let tags = marked(root, Marks::entry(EntryKind::Tag)).filter_map(|(property, _)| property.key());
    let tags: Vec<_> = tags.map(|tag| (tag, tag.text())).collect();
    let names: Vec<&[u8]> = tags.iter().map(|(_, name)| name.as_bytes()).collect();
    for ((tag, name), occurs) in tags.iter().zip(occurring(code.source().as_bytes(), &names)) {
        if !occurs {
            report.add(
                tag.range(),
                format!("The tag {} does not occur in the code. Remove it, or use it.", quoted(name)),
            );
        }
    }
}

/// Whether each of the names occurs in the code.
fn occurring(code: &[u8], names: &[&[u8]]) -> Vec<bool> {
    /// How many names are searched for one after the other, which is the fastest way for a few.
    const FEW: usize = 16;
    let all = (names.len() > FEW).then(|| AhoCorasick::new(names).ok()).flatten();
    let Some(all) = all else { return names.iter().map(|name| memmem::find(code, name).is_some()).collect() };
    let (mut found, mut left) = (vec![false; names.len()], names.len());
    for at in all.find_overlapping_iter(code).map(|found| found.pattern().as_usize()) {
        left -= usize::from(!found[at]);
        found[at] = true;
        if left == 0 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::occurring;

    #[test]
    fn many_names_are_found_as_each_alone() {
        let code = b"const fields = ['id', 'identifier', 'createdAt']";
        let names = ["id", "identifier", "createdAt", "updatedAt", "ent", "Id", "fields'"];
        let few: Vec<&[u8]> = names.iter().map(|name| name.as_bytes()).collect();
        let expected = [true, true, true, false, true, false, false];
        assert_eq!(occurring(code, &few), expected);
        assert_eq!(occurring(code, &few.repeat(10)), expected.repeat(10));
    }
}

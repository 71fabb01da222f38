use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, Tag},
    contract::{Field, Object, Status},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "accepted-extra-key",
        group: Group::Contract,
        severity: Some(Severity::Hint),
        summary: "A key that the API does not declare but accepts.",
        why: "Real manifests contain this key and the API accepts it, but its effect is not documented.",
        fix: "Remove the key, or leave it.",
        examples: &[
            Example::finds(
                "An event that repeats its name",
                r#"{"events": {"mailReceived": {⟦"name"⟧: "mailReceived", "schema": {"type": "object"}}}}"#,
            ),
            Example::fine("An event", r#"{"events": {"mailReceived": {"schema": {"type": "object"}}}}"#),
            Example::finds(
                "An action that repeats its name",
                r#"{"actions": {"send": {⟦"name"⟧: "send", "input": {"schema": {}}, "output": {"schema": {}}}}}"#,
            ),
            Example::finds(
                "Hints for an older user interface",
                r#"{"events": {"mailReceived": {⟦"ui"⟧: {}, "schema": {"type": "object"}}}}"#,
            ),
            Example::finds(
                "The name and version of an interface",
                r#"{"interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", ⟦"name"⟧: "listable", ⟦"version"⟧: "0.0.1"}}}"#,
            ),
            Example::fine(
                "The name in a mapping, which is a declared key",
                r#"{"interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "actions": {"list": {"name": "listMails"}}}}}"#,
            ),
        ],
        tag: Some(Tag::Unnecessary),
        ..Rule::BLANK
    },
    check: Check::Member(check),
    fixes: |context| context.remove_property("Remove the key"),
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, declared: &'static Object) {
    if let (Some(Field { name, status: Status::Tolerated(why), .. }), Some(key)) = (field, property.key()) {
        let why = why.replace('`', "\"");
        report.add(key.range(), format!("\"{name}\" is not a declared key of {}. {why}", declared.noun));
    }
}

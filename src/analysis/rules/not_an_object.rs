use crate::{
    analysis::{Check, Example, Group, Implementation, Report, Rule, Severity, no_fixes, wording::kind_noun},
    syntax::{Kind, Node},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "not-an-object",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "A manifest that is not an object.",
        why: "The API rejects it: the body of both requests is an object.",
        fix: "Start the manifest with { and end it with }.",
        examples: &[
            Example::finds("An array", "⟦[⟧]"),
            Example::fine("An object", "{}"),
            Example::finds("A manifest in an array", r#"⟦[⟧{"title": "Acme Mail"}]"#),
            Example::finds("A number", "⟦5⟧"),
            Example::finds("A string", r#"⟦"Acme Mail"⟧"#),
            Example::finds("Null", "⟦null⟧"),
            Example::finds("True", "⟦true⟧"),
            Example::finds("Several values", "⟦[⟧] null"),
            Example::fine("A word, which `invalid-literal` reports", "tru"),
            Example::fine("An empty file, which `syntax-error` reports", ""),
        ],
        ..Rule::BLANK
    },
    check: Check::Document(check),
    fixes: no_fixes,
};

fn check(report: &mut Report<'_>, root: Node<'_>) {
    if root.kind() != Kind::Object && !root.is_malformed() {
        let message = format!("A manifest must be an object, not {}. Start with {{ and end with }}.", kind_noun(root));
        report.add(root.opener(), message);
    }
}

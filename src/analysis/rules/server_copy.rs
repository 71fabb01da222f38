use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, no_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "server-copy",
        group: Group::Hygiene,
        severity: Some(Severity::Hint),
        summary: "Standard input that leaves out what `bp read --json` leaves out.",
        why: "The vendor's tool prints an integration without its icon, readme and code, and with empty interface IDs. On standard input these are not reported as missing; in a file they are.",
        fix: "Nothing, as long as this is only a check. Fill in what is left out before you send the manifest.",
        examples: &[
            Example::finds(
                "What the tool prints",
                r#"⟦{⟧"name": "acme/mail", "version": "1.0.0", "title": "Acme Mail", "description": "Mail.", "interfaces": {"hitl": {"id": ""}}}"#,
            ),
            Example::fine(
                "A manifest with its icon",
                r#"{"name": "acme/mail", "version": "1.0.0", "title": "Acme Mail", "description": "Mail.", "icon": "PHN2Zy8+", "readme": "IyBBY21l"}"#,
            ),
            Example::finds(
                "Without interfaces",
                r#"⟦{⟧"name": "acme/mail", "version": "1.0.0", "title": "Acme Mail", "description": "Mail."}"#,
            ),
            Example::fine(
                "Some of it is there",
                r#"{"name": "acme/mail", "version": "1.0.0", "interfaces": {"hitl": {"id": "itf_01J0000000000000000000000000"}}}"#,
            ),
            Example::fine("An update, which may leave out anything", r#"{"title": "Acme Mail"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: no_fixes,
};

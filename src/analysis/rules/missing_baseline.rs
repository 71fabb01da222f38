use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, no_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "missing-baseline",
        group: Group::Breaking,
        severity: Some(Severity::Info),
        summary: "The baseline that is set cannot be read, so nothing is compared with it.",
        why: "A file that is gone, a revision that does not exist, or a missing program `git` would otherwise look like a manifest in which nothing breaks.",
        fix: "Correct `baseline` in `integration-ls.toml`. It is a file in the folder of that file or below, or `git:` and a revision.",
        examples: &[
            Example::finds("A revision that does not exist", r#"⟦{⟧"title": "Acme Mail"}"#),
            Example::fine("Nothing to compare yet", "{}"),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: no_fixes,
};

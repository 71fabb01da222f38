use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, baseline_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unwritten-removal",
        group: Group::Breaking,
        severity: Some(Severity::Hint),
        summary: "An update leaves out something that is in the baseline, so the server keeps it.",
        why: "An update keeps whatever it does not name. Something that was deleted from the file is still there after the update.",
        fix: "To remove it, write `null`. If the update is only about other things, leave it out.",
        examples: &[
            Example::finds(
                "An action that is not named",
                r#"{⟦"actions"⟧: {}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "Everything is named",
                r#"{"actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "An action that is removed",
                r#"{"actions": {"sendMail": null}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::finds(
                "A state that is not named",
                r#"⟦{⟧"actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}}"#,
            ),
            Example::fine("A create has nothing that is kept", r#"{"name": "acme/mail", "version": "2.0.0"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: baseline_fixes::write_null,
};

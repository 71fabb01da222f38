use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, baseline_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "breaking-output",
        group: Group::Breaking,
        severity: Some(Severity::Warning),
        summary: "The integration no longer gives something that it gave in the baseline.",
        why: "Bots rely on what an action returns and an event carries: on properties that were always there, and on their types.",
        fix: "Keep what was promised, or raise the version. Adding properties breaks nothing. Whether the server judges the same is not known: its rules are not published.",
        examples: &[
            Example::finds(
                "A property is no longer always there",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {⟦"id"⟧: {"type": "string"}}}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "A property was added",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}, "size": {"type": "number"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::finds(
                "A property can be null",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {⟦"type"⟧: ["string", "null"]}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: baseline_fixes::raise_version,
};

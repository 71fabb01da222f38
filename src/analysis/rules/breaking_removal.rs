use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, baseline_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "breaking-removal",
        group: Group::Breaking,
        severity: Some(Severity::Warning),
        summary: "Something that bots or installations use was removed or renamed since the baseline.",
        why: "Whoever uses an action, an event, a channel, a state, a tag or the like by its name stops working when the name is gone. The API refuses that without a new major version.",
        fix: "Keep it, or raise the version. Whether the server judges the same is not known: its rules are not published.",
        examples: &[
            Example::finds(
                "An action was removed",
                r#"{"name": "acme/mail", "version": "1.3.0", ⟦"actions"⟧: {}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "A new major version",
                r#"{"name": "acme/mail", "version": "2.0.0", "actions": {}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::finds(
                "A state was removed",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, ⟦"states"⟧: {}}"#,
            ),
            Example::fine(
                "Something was added",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}, "events": {"mailReceived": {"schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine("Another integration", r#"{"name": "acme/chat", "version": "0.1.0"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: baseline_fixes::raise_version,
};

use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, baseline_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "breaking-setting",
        group: Group::Breaking,
        severity: Some(Severity::Warning),
        summary: "A setting changed since the baseline so that bots or installations stop working.",
        why: "If a state belongs to something else, what is stored is not found. If users can no longer be created, or need another tag, bots that create them are refused.",
        fix: "Keep the setting, or raise the version. Whether the server judges the same is not known: its rules are not published.",
        examples: &[
            Example::finds(
                "A state belongs to something else",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {⟦"type"⟧: "integration", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "Another description",
                r#"{"name": "acme/mail", "version": "1.3.0", "description": "Mail by Acme.", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::finds(
                "Installations need an identifier",
                r#"{"name": "acme/mail", "version": "1.3.0", ⟦"configuration"⟧: {"identifier": {"required": true}}, "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: baseline_fixes::raise_version,
};

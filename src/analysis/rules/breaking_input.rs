use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, baseline_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "breaking-input",
        group: Group::Breaking,
        severity: Some(Severity::Warning),
        summary: "The integration no longer takes something that it took in the baseline.",
        why: "What bots send to an action or a channel, what installations are configured with and what is stored must still fit. If a property becomes required or a limit is tightened, some of it is refused.",
        fix: "Make new properties optional and keep what was allowed, or raise the version. Whether the server judges the same is not known: its rules are not published.",
        examples: &[
            Example::finds(
                "A property became required",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "required": [⟦"to"⟧], "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "An optional property was added",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}, "cc": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::finds(
                "A limit was set",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string", ⟦"maxLength"⟧: 64}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: baseline_fixes::raise_version,
};

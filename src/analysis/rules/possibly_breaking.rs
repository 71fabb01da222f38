use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, no_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "possibly-breaking",
        group: Group::Breaking,
        severity: Some(Severity::Info),
        summary: "A change since the baseline may break bots or installations, depending on how they use it.",
        why: "Whether an added value of an output, a property that is gone from an open object or another mapping of an interface breaks something depends on those who use it; and some schemas cannot be compared.",
        fix: "Check who uses it. If somebody relies on it, raise the version.",
        examples: &[
            Example::finds(
                "An action became billable",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {⟦"billable"⟧: true, "input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "The same",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: no_fixes,
};

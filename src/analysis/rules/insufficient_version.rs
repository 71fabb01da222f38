use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, baseline_fixes};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "insufficient-version",
        group: Group::Breaking,
        severity: Some(Severity::Warning),
        summary: "Something breaks since the baseline, and the version is not raised enough.",
        why: "Bots that ask for a version of the same major number expect that they still work with it. The API refuses a version that breaks something and is not a major one.",
        fix: "Raise the first number of the version. Below 1.0, the second one counts, which is only a custom.",
        examples: &[
            Example::finds(
                "A minor version, and an action is gone",
                r#"{"name": "acme/mail", "version": ⟦"1.3.0"⟧, "actions": {}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "A major version",
                r#"{"name": "acme/mail", "version": "2.0.0", "actions": {}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
            Example::fine(
                "Nothing breaks",
                r#"{"name": "acme/mail", "version": "1.3.0", "actions": {"sendMail": {"input": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}, "additionalProperties": false}}, "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}}, "states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes: baseline_fixes::raise_version,
};

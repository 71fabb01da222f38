//! What a change to a schema does, in each direction of its values.

use integration_ls::compare::Verdict::{self, Breaks, CannotTell, Fine};

use super::{changes, lines};

/// A change, and what it does to what flows in and to what flows out.
struct Row {
    title: &'static str,
    old: &'static str,
    new: &'static str,
    taken: Verdict,
    given: Verdict,
}

const ROWS: &[Row] = &[
    Row {
        title: "property added, required",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "required": ["b"], "additionalProperties": false}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "property added, required, with a default",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string", "default": "x"}}, "required": ["b"], "additionalProperties": false}"#,
        taken: CannotTell,
        given: Fine,
    },
    Row {
        title: "property added, optional",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "additionalProperties": false}"#,
        taken: Fine,
        given: Fine,
    },
    Row {
        title: "property added, optional, to an object that did not say whether it is open",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}"#,
        taken: Fine,
        given: Fine,
    },
    Row {
        title: "property added, optional, to an object that said that it is open",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": true}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "additionalProperties": true}"#,
        taken: CannotTell,
        given: Fine,
    },
    Row {
        title: "optional property removed from a closed object",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "additionalProperties": false}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}"#,
        taken: Breaks,
        given: CannotTell,
    },
    Row {
        title: "optional property removed from an open object",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        taken: CannotTell,
        given: CannotTell,
    },
    Row {
        title: "required property removed from a closed object",
        old: r#"{"type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"], "additionalProperties": false}"#,
        new: r#"{"type": "object", "properties": {}, "additionalProperties": false}"#,
        taken: Breaks,
        given: Breaks,
    },
    Row {
        title: "optional becomes required",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": false}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "required becomes optional",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": false}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}"#,
        taken: Fine,
        given: Breaks,
    },
    Row {
        title: "type narrowed",
        old: r#"{"type": "object", "properties": {"a": {"type": "number"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "integer"}}}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "type widened",
        old: r#"{"type": "object", "properties": {"a": {"type": "integer"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "number"}}}"#,
        taken: Fine,
        given: Breaks,
    },
    Row {
        title: "null removed",
        old: r#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "null added",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": ["string", "null"]}}}"#,
        taken: Fine,
        given: Breaks,
    },
    Row {
        title: "another type",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "boolean"}}}"#,
        taken: Breaks,
        given: Breaks,
    },
    Row {
        title: "enum value removed",
        old: r#"{"type": "object", "properties": {"a": {"enum": ["x", "y"]}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"enum": ["x"]}}}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "enum value added",
        old: r#"{"type": "object", "properties": {"a": {"enum": ["x"]}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"enum": ["x", "y"]}}}"#,
        taken: Fine,
        given: CannotTell,
    },
    Row {
        title: "const changed",
        old: r#"{"type": "object", "properties": {"a": {"const": "x"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"const": "y"}}}"#,
        taken: Breaks,
        given: CannotTell,
    },
    Row {
        title: "anyOf branch removed",
        old: r#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "number"}]}}}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "anyOf branch added",
        old: r#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "number"}]}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]}}}"#,
        taken: Fine,
        given: Breaks,
    },
    Row {
        title: "bound tightened",
        old: r#"{"type": "object", "properties": {"a": {"type": "string", "maxLength": 64}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string", "maxLength": 32}}}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "bound loosened",
        old: r#"{"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "integer", "minimum": 0}}}"#,
        taken: Fine,
        given: CannotTell,
    },
    Row {
        title: "pattern set",
        old: r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string", "pattern": "^[0-9]+$"}}}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "format removed",
        old: r#"{"type": "object", "properties": {"a": {"type": "string", "format": "email"}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        taken: Fine,
        given: CannotTell,
    },
    Row {
        title: "additionalProperties true to false",
        old: r#"{"type": "object", "properties": {}, "additionalProperties": true}"#,
        new: r#"{"type": "object", "properties": {}, "additionalProperties": false}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "additionalProperties false to true",
        old: r#"{"type": "object", "properties": {}, "additionalProperties": false}"#,
        new: r#"{"type": "object", "properties": {}, "additionalProperties": true}"#,
        taken: Fine,
        given: Fine,
    },
    Row {
        title: "items narrowed",
        old: r#"{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "number"}}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "integer"}}}}"#,
        taken: Breaks,
        given: Fine,
    },
    Row {
        title: "items widened",
        old: r#"{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "integer"}}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "number"}}}}"#,
        taken: Fine,
        given: Breaks,
    },
    Row {
        title: "title, description, x-zui and default changed",
        old: r#"{"type": "object", "properties": {"a": {"type": "string", "title": "A", "x-zui": {"title": "A"}}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"type": "string", "title": "B", "description": "b", "x-zui": {"title": "B"}, "default": "x"}}}"#,
        taken: Fine,
        given: Fine,
    },
    Row {
        title: "a property added inside an alternative",
        old: r#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "object", "properties": {"x": {}}, "additionalProperties": false}, {"type": "null"}]}}}"#,
        new: r#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "object", "properties": {"x": {}, "y": {}}, "additionalProperties": false}, {"type": "null"}]}}}"#,
        taken: Fine,
        given: Fine,
    },
    Row {
        title: "written differently",
        old: r#"{"type": "object", "properties": {"a": {"type": ["string", "null"], "maxLength": 10}}, "required": ["a"]}"#,
        new: r#"{"required": ["a"], "properties": {"a": {"anyOf": [{"type": "null"}, {"maxLength": 1e1, "type": "string"}]}}, "type": "object"}"#,
        taken: Fine,
        given: Fine,
    },
];

fn action(input: &str, output: &str) -> String {
    format!(
        r#"{{"name": "a", "version": "1.2.3", "actions": {{"send": {{"input": {{"schema": {input}}}, "output": {{"schema": {output}}}}}}}}}"#
    )
}

fn others(section: &str, schema: &str) -> String {
    let inner = format!(r#"{{"schema": {schema}}}"#);
    let section = match section {
        "configuration" => format!(r#""configuration": {inner}"#),
        "configurations" => format!(r#""configurations": {{"x": {inner}}}"#),
        "messages" => format!(r#""channels": {{"c": {{"messages": {{"x": {inner}}}}}}}"#),
        section => format!(r#""{section}": {{"x": {inner}}}"#),
    };
    format!(r#"{{"name": "a", "version": "1.2.3", {section}}}"#)
}

#[test]
fn every_row_in_both_directions() {
    const EMPTY: &str = r#"{"type": "object", "properties": {}}"#;
    let mut text = String::new();
    for Row { title, old, new, taken, given } in ROWS {
        for (flow, before, after, expected) in [
            ("in", action(old, EMPTY), action(new, EMPTY), *taken),
            ("out", action(EMPTY, old), action(EMPTY, new), *given),
        ] {
            let comparison = changes(&before, &after);
            text += &format!("{title}, {flow}\n    {}\n", lines(&comparison).join("\n    "));
            assert!(!comparison.changes.is_empty(), "{title}, {flow}");
            assert_eq!(comparison.verdict(), expected, "{title}, {flow}: {:#?}", lines(&comparison));
            let wanted = comparison.wanted_version();
            assert_eq!(expected == Breaks, wanted.as_deref() == Some("2.0.0"), "{title}, {flow}: {wanted:?}");
        }
        for (section, expected) in [
            ("configuration", *taken),
            ("configurations", *taken),
            ("messages", *taken),
            ("states", *taken),
            ("events", *given),
            ("entities", (*taken).max(*given).min(CannotTell)),
        ] {
            let comparison = changes(&others(section, old), &others(section, new));
            assert_eq!(comparison.verdict(), expected, "{title}, {section}: {:#?}", lines(&comparison));
        }
    }
    insta::assert_snapshot!(text);
}

//! `sample`, and `check --against`, run as in a terminal.

use crate::cli::{Folder, Ran, run_with_input};

const MANIFEST: &str = r##"{
  "name": "acme",
  "version": "1.0.0",
  "configuration": {
    "schema": {"type": "object", "properties": {"apiKey": {"type": "string", "minLength": 20, "x-zui": {"secret": true}}}}
  },
  "actions": {
    "sendMail": {
      "input": {
        "schema": {
          "type": "object",
          "properties": {
            "to": {"$ref": "#/definitions/address"},
            "subject": {"type": "string", "maxLength": 20},
            "priority": {"enum": ["low", "high"]},
            "cc": {"type": "array", "items": {"$ref": "#/definitions/address"}}
          },
          "required": ["to"],
          "additionalProperties": false,
          "definitions": {"address": {"type": "string", "format": "email"}}
        }
      },
      "output": {"schema": false}
    },
    "nothing": {"input": {"schema": {"type": "string", "minLength": 3, "maxLength": 2}}, "output": {}}
  }
}
"##;

const INPUT: &str = "/actions/sendMail/input";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("integration.json", MANIFEST);
    folder
}

fn sample(pointer: &str) -> Ran {
    folder("sample").run(&["sample", "integration.json", pointer])
}

#[test]
fn a_sample_is_printed() {
    let ran = sample(INPUT);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
    assert_eq!(sample("/actions/sendMail/input/schema").out, ran.out);
    assert_eq!(sample("#/actions/sendMail/input").out, ran.out);
    assert_eq!(run_with_input(&["sample", "-", INPUT], MANIFEST.as_bytes()).out, ran.out);
    assert_eq!(sample("/actions/sendMail/input/schema/properties/to").out, "\"jane.doe@example.com\"\n");
    assert_eq!(sample("/configuration").out, "{\n  \"apiKey\": \"YOUR_API_KEY12345678\"\n}\n");
}

#[test]
fn a_sample_fits() {
    let folder = folder("sample-fits");
    folder.write("value.json", folder.run(&["sample", "integration.json", INPUT]).out);
    let ran = folder.run(&["check", "--against", INPUT, "value.json"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "1 value checked, no problems found.\n", ""));
}

#[test]
fn why_there_is_no_sample() {
    let said: String = [
        "/actions/sendMial/input",
        "/actions/sendMail/input/schema/properties/to/x",
        "/actions/sendMail/input/schema/required/7",
        "/secrets",
        "/actions/sendMail",
        "/name",
        "",
        "actions",
        "/actions/nothing/input",
        "/actions/sendMail/output/schema",
        "/a\u{1b}[31m",
    ]
    .iter()
    .map(|pointer| {
        let ran = sample(pointer);
        assert_eq!(ran.out, "");
        format!("{}: {} {}", pointer.escape_debug(), ran.status, ran.err)
    })
    .collect();
    insta::assert_snapshot!(said);
    let ran = folder("sample-absent").run(&["sample", "absent.json", INPUT]);
    assert!(ran.status == 2 && ran.err.contains("cannot read absent.json"), "{}", ran.err);
    let ran = run_with_input(&["sample", "-", INPUT], b"");
    assert!(ran.status == 2 && ran.err.contains("<stdin> is empty"), "{}", ran.err);
}

#[test]
fn what_would_not_be_seen_is_escaped() {
    let manifest = r#"{"events": {"e": {"schema": {"examples": ["\u001b[31m\u202e\udb40\udc01é"]}}}}"#;
    let ran = run_with_input(&["sample", "-", "/events/e"], manifest.as_bytes());
    assert_eq!(ran.out, "\"\\u001b[31m\\u202e\\udb40\\udc01é\"\n");
}

#[test]
fn mismatches_have_their_places_in_the_value() {
    let folder = folder("against");
    folder.write("value.json", "{\n  \"subjct\": 1,\n  \"priority\": \"hihg\",\n  \"cc\": [\"a@b.example\", 3]\n}\n");
    let ran = folder.run(&["check", "--against", INPUT, "value.json"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    insta::assert_snapshot!(ran.out);
    let explicit = format!("integration.json#{INPUT}");
    assert_eq!(folder.run(&["check", "--against", &explicit, "value.json"]).out, ran.out);
    let odd = folder.write("c#/a#b.json", MANIFEST);
    assert_eq!(folder.run(&["check", "--against", &format!("{odd}#{INPUT}"), "value.json"]).out, ran.out);
    let arguments = ["check", "--against", &explicit, "--output-format", "concise", "--stdin-filename", "v.json", "-"];
    let ran = folder.run_with_input(&arguments, b"{\"to\": 1}");
    assert!(ran.status == 1 && ran.out.starts_with("v.json:1:8: error[schema-mismatch]"), "{}", ran.out);
}

#[test]
fn values_are_reported_in_every_format() {
    let folder = folder("against-formats");
    folder.write("value.json", "{\"apiKey\": \"hunter2\"}");
    for format in ["full", "concise", "json", "json-lines", "github", "gitlab", "junit", "sarif", "rdjson"] {
        let ran = folder.run(&["check", "--against", "/configuration", "--output-format", format, "value.json"]);
        assert_eq!(ran.status, 1, "{format}: {}", ran.err);
        assert!(ran.out.contains("value.json") && ran.out.contains("schema-mismatch"), "{format}: {}", ran.out);
        assert!(ran.out.contains("has 7 characters"), "{format}: {}", ran.out);
        assert!(!ran.out.contains("hunter2"), "the schema says that it is secret: {}", ran.out);
        if format == "sarif" {
            let log: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
            let index = log["runs"][0]["results"][0]["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][index]["id"], "schema-mismatch");
        }
    }
    let ran = folder.run(&["check", "--against", "/configuration", "--exit-zero", "--statistics", "value.json"]);
    assert!(ran.status == 0 && ran.out.contains("1  error    schema-mismatch"), "{}", ran.out);
}

#[test]
fn several_values_are_checked_and_bad_ones_named() {
    let folder = folder("against-several");
    folder.write("good.json", r#"{"to": "a@b.example"}"#);
    folder.write("broken.json", r#"{"to": "a@b.example""#);
    folder.write("comment.jsonc", "// A comment.\r\n{\"to\": \"a@b.example\",}\r\n");
    let check =
        |paths: &[&str]| folder.run(&[&["check", "--against", INPUT, "--output-format", "concise"], paths].concat());
    let ran = check(&["good.json", "comment.jsonc"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "2 values checked, no problems found.\n"));
    let ran = check(&["good.json", "broken.json"]);
    assert!(ran.status == 1 && ran.out.contains("broken.json:1:1") && ran.out.contains("syntax-error"), "{}", ran.out);
    let ran = check(&["good.json", "absent.json"]);
    assert!(
        ran.status == 2 && ran.err.contains("cannot read absent.json") && ran.out.contains("1 value"),
        "{}",
        ran.out
    );
}

#[test]
fn what_check_against_does_not_take() {
    let folder = folder("against-errors");
    folder.write("value.json", "1");
    folder.write("other.integration.json", "{}");
    folder.write("values/value.json", "1");
    let explicit = format!("integration.json#{INPUT}");
    let said: String = [
        vec!["--against", INPUT, "value.json"],
        vec!["--against", &explicit],
        vec!["--against", &explicit, "values"],
        vec!["--against", "integration.json#/x", "value.json"],
    ]
    .iter()
    .map(|arguments| {
        let ran = folder.run(&[&["check"], &arguments[..]].concat());
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        format!("{}\n{}", arguments.join(" "), ran.err)
    })
    .collect();
    insta::assert_snapshot!(said);
    let ran = folder.run(&["check", "--against", "absent.json#/x", "value.json"]);
    assert!(ran.status == 2 && ran.err.contains("cannot read absent.json"), "{}", ran.err);
    let ran = folder.run(&["check", "--against", &explicit, "--fix", "value.json"]);
    assert!(ran.status == 2 && ran.err.contains("cannot be used with"), "{}", ran.err);
}

#[test]
fn what_cannot_be_told_is_a_warning() {
    let manifest = r#"{"events": {"e": {"schema": {"type": "object", "properties": {"a": {"pattern": "^(a)\\1$"}}}}}}"#;
    let folder = Folder::new("against-unclear");
    folder.write("integration.json", manifest);
    folder.write("value.json", r#"{"a": "ab"}"#);
    let ran = folder.run(&["check", "--against", "/events/e", "--output-format", "concise", "value.json"]);
    assert!(
        ran.status == 1 && ran.out.contains("cannot be told") && ran.out.contains("1 warning in 1 value"),
        "{}",
        ran.out
    );
}

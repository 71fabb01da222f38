//! The configuration: what is read, what is refused, what goes over what.

use std::path::Path;

use integration_ls::analysis::{Document, Group, RULES, Severity};
use integration_ls::config::declaration::{KEYS, Key, Takes};
use integration_ls::config::{Config, from_json, from_toml, schema};
use integration_ls::syntax::Dialect;
use serde_json::{Value, json};

use crate::cli::Folder;

fn read(text: &str) -> Config {
    let (config, config_errors) = from_toml(text, Path::new("/work/integration-ls.toml"));
    assert_eq!(config_errors, [], "{text}");
    config
}

fn codes(config: &Config, path: &str, text: &str) -> Vec<String> {
    let options = config.options(Some(Path::new(path)));
    let document = Document::new(text.to_owned(), Dialect::Json, options);
    document
        .diagnostics()
        .iter()
        .map(|diagnostic| format!("{} {}", diagnostic.severity, diagnostic.rule.name))
        .collect()
}

#[test]
fn a_rule_goes_over_its_group_whichever_stands_first() {
    for text in [
        "[rules]\nsecret-name = \"error\"\n[groups]\nhygiene = \"off\"",
        "[groups]\nhygiene = \"off\"\n[rules]\nsecret-name = \"error\"",
    ] {
        let found = codes(&read(text), "/work/integration.json", r#"{"secrets": {"SECRET_x": "7f3a"}}"#);
        assert_eq!(found, ["error secret-name"], "{text}");
    }
}

#[test]
fn the_hub_is_raised_and_lowered_as_one() {
    let text = r#"{"events": {"sent": {"schema": {"properties": {"id": {}}}}}}"#;
    let found = codes(&read("groups.hub = \"hint\""), "/work/integration.json", text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().all(|diagnostic| diagnostic.starts_with("hint event-")), "{found:?}");
    assert_eq!(codes(&read("groups.hub = \"off\""), "/work/integration.json", text), [""; 0]);
}

#[test]
fn an_override_holds_at_its_place_and_below() {
    let config = read(
        "[[overrides]]\npointer = \"/events/*/schema\"\nrules = [\"event-field-title\"]\nlevel = \"info\"\nreason = \"made by a tool\"\n[[overrides]]\npointer = \"/secrets\"\nfiles = [\"legacy/**\"]\n",
    );
    let text = r#"{"events": {"sent": {"title": "Sent", "description": "Is sent.", "schema": {"properties": {"id": {"description": "Its id."}}}}}, "secrets": {"api": "7f3a"}}"#;
    assert_eq!(
        codes(&config, "/work/integration.json", text),
        ["info event-field-title", "warning secret-name", "warning plain-secret"]
    );
    assert_eq!(codes(&config, "/work/legacy/integration.json", text), ["info event-field-title"]);
}

#[test]
fn settings_of_an_editor_go_over_the_file() {
    let file = read("form = \"create\"\nrules.secret-name = \"off\"");
    let (editor, config_errors) = from_json(&json!({"rules": {"secret-name": "error"}, "path": "x"}), &["path"]);
    assert_eq!(config_errors, []);
    let options = file.with(&editor).options(None);
    let rule = RULES.iter().find(|rule| rule.name == "secret-name").unwrap();
    assert_eq!(options.severities.of(rule), Some(Severity::Error));
    assert!(format!("{:?}", options.form).contains("Create"), "what the editor does not set stays");
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let text = "form = \"upd\"\nrules.secret-nmae = \"off\"\nrules.removal = 3\nrulez = {}\ninclude = [\"a[\"]\n[groups]\nhub = \"loud\"\n[[overrides]]\npointer = \"x\"\nlevle = \"off\"\n";
    let (_, config_errors) = from_toml(text, Path::new("integration-ls.toml"));
    let shown: Vec<String> = config_errors
        .iter()
        .map(|config_error| format!("{}\n    {}", config_error.range.unwrap().of(text), config_error.message))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
    let (_, config_errors) = from_toml("form = ", Path::new("integration-ls.toml"));
    assert!(config_errors[0].message.starts_with("This is no TOML: "), "{config_errors:?}");
}

#[test]
fn no_text_upsets_the_reader() {
    let mut random = fastrand::Rng::with_seed(9);
    let pieces =
        ["form", "=", "\"", "[", "]", "\n", "rules", ".", "{", "}", "x", "'", "\u{1f600}", "overrides", ",", "1", "é"];
    for _ in 0..5_000 {
        let text: String = (0..random.usize(..12)).map(|_| pieces[random.usize(..pieces.len())]).collect();
        let (_, config_errors) = from_toml(&text, Path::new("integration-ls.toml"));
        assert!(
            config_errors
                .iter()
                .all(|config_error| config_error.range.is_none_or(|range| text.get(range.to_std_range()).is_some())),
            "{text:?}"
        );
    }
}

/// A value that a key's schema must accept, from its own example.
fn examples(keys: &[Key]) -> impl Iterator<Item = String> {
    keys.iter().map(|key| format!("{} = {}", key.name, key.example))
}

#[test]
fn the_schema_accepts_what_the_reader_accepts() {
    let schema = jsonschema::draft7::new(&schema::export()).unwrap();
    for text in examples(KEYS) {
        read(&text);
        let value: Value = toml_to_json(&text);
        assert!(schema.is_valid(&value), "{text}");
    }
    for wrong in [
        json!({"form": "x"}),
        json!({"rules": {"x": "off"}}),
        json!({"groups": {"hub": 1}}),
        json!({"x": 1}),
        json!({"overrides": [{"pointer": "x"}]}),
    ] {
        assert!(!schema.is_valid(&wrong), "{wrong}");
        assert_ne!(from_json(&wrong, &[]).1, [], "{wrong}");
    }
    assert!(KEYS.iter().any(|key| matches!(key.takes, Takes::Tables(_))));
}

/// As much of TOML as the examples use is JSON with other signs.
fn toml_to_json(text: &str) -> Value {
    let (name, value) = text.split_once(" = ").unwrap();
    let mut json = String::new();
    for piece in value.split_inclusive(['{', '}', ',', '=']) {
        let trimmed = piece.trim();
        match trimmed.strip_suffix('=') {
            Some(key) => json += &format!("\"{}\":", key.trim()),
            None => json += trimmed,
        }
    }
    json!({name: serde_json::from_str::<Value>(&json).unwrap_or_else(|error| panic!("{json}: {error}"))})
}

#[test]
fn every_group_has_rules() {
    for group in Group::ALL {
        assert!(RULES.iter().any(|rule| rule.group == group), "{group}");
    }
}

#[test]
fn the_nearest_file_holds_and_a_bad_one_stops_everything() {
    let folder = Folder::new("config");
    folder.write(
        "integration-ls.toml",
        "groups.hub = \"off\"\ninclude = [\"manifests/*.json\"]\nexclude = [\"old/**\"]\n",
    );
    folder.write("integration.json", r#"{"secrets": {"api": "<KEY>"}}"#);
    folder.write("inner/.integration-ls.toml", "rules.secret-name = \"off\"");
    folder.write("inner/integration.json", r#"{"secrets": {"api": "<KEY>"}}"#);
    folder.write("manifests/acme.json", r#"{"titel": 1}"#);
    folder.write("old/integration.json", "no json");
    let ran = folder.run(&["check", "--output-format", "concise"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(ran.status, 1);
    assert_eq!(lines.len(), 4, "{}", ran.out);
    assert!(lines[0].contains("integration.json:1:14: warning[secret-name]"), "{}", ran.out);
    assert!(lines[1].contains("acme.json:1:2: error[unknown-key]"), "{}", ran.out);
    assert_eq!(lines[2], "1 error, 1 warning in 3 manifests.");
    assert_eq!(folder.run(&["check", "integration.json", "--no-config"]).status, 1);

    let shown = folder.run(&["config", "integration.json"]);
    assert!(shown.out.contains("integration-ls.toml:1, group hub"), "{}", shown.out);
    assert!(folder.run(&["config", "--all"]).out.contains("# default"));
    assert!(folder.run(&["doctor"]).out.contains("3 files"));

    folder.write("integration-ls.toml", "form = \"create\"\nrules.secret-nmae = \"off\"\n");
    for arguments in [&["check"][..], &["config"], &["check", "--config", "integration-ls.toml"]] {
        let ran = folder.run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(
            ran.err
                .contains("integration-ls.toml:2:7: There is no rule \"secret-nmae\". Did you mean \"secret-name\"?"),
            "{}",
            ran.err
        );
    }
    assert_eq!(folder.run(&["doctor"]).status, 1);
}

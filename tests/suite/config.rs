//! The configuration: what is read, what is rejected, what takes precedence.

use std::path::Path;

use integration_ls::analysis::{Document, Group, RULES, Severity};
use integration_ls::config::declaration::{KEYS, Key, Takes};
use integration_ls::config::{Config, Globs, from_json, from_toml, schema};
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
fn a_rule_takes_precedence_over_its_group_in_either_order() {
    for text in [
        "[rules]\nsecret-name = \"error\"\n[groups]\nhygiene = \"off\"",
        "[groups]\nhygiene = \"off\"\n[rules]\nsecret-name = \"error\"",
    ] {
        let found = codes(&read(text), "/work/integration.json", r#"{"secrets": {"SECRET_x": "7f3a"}}"#);
        assert_eq!(found, ["error secret-name"], "{text}");
    }
}

#[test]
fn a_group_setting_changes_all_its_rules() {
    let text = r#"{"events": {"sent": {"schema": {"type": "object", "properties": {"id": {}}}}}}"#;
    let found = codes(&read("groups.hub = \"hint\""), "/work/integration.json", text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().all(|diagnostic| diagnostic.starts_with("hint event-")), "{found:?}");
    assert_eq!(codes(&read("groups.hub = \"off\""), "/work/integration.json", text), [""; 0]);
}

#[test]
fn an_override_applies_to_its_part_of_the_document() {
    let config = read(
        "[[overrides]]\npointer = \"/events/*/schema\"\nrules = [\"event-field-title\"]\nseverity = \"info\"\nreason = \"made by a tool\"\n[[overrides]]\npointer = \"/secrets\"\nfiles = [\"legacy/**\"]\n",
    );
    let text = r#"{"events": {"sent": {"title": "Sent", "description": "Is sent.", "schema": {"type": "object", "properties": {"id": {"description": "Its id."}}}}}, "secrets": {"api": "7f3a"}}"#;
    assert_eq!(
        codes(&config, "/work/integration.json", text),
        ["info event-field-title", "warning secret-name", "warning plain-secret"]
    );
    assert_eq!(codes(&config, "/work/legacy/integration.json", text), ["info event-field-title"]);
}

/// The key was called so before it was called like everything else that it sets.
#[test]
fn the_severity_of_an_override_may_be_called_level() {
    let text = r#"{"secrets": {"api": "<KEY>"}}"#;
    for key in ["severity", "level"] {
        let config = read(&format!("[[overrides]]\nrules = [\"secret-name\"]\n{key} = \"hint\""));
        assert_eq!(codes(&config, "/work/integration.json", text), ["hint secret-name"], "{key}");
    }
    let both = read("[[overrides]]\nrules = [\"secret-name\"]\nseverity = \"info\"\nlevel = \"hint\"");
    assert_eq!(codes(&both, "/work/integration.json", text), ["info secret-name"], "the new name wins");
}

/// Two keys of one kind are not confused: each has a field of its own.
#[test]
fn every_key_is_stored_in_its_field() {
    let all = read(
        "form = \"create\"\ninclude = [\"in/*\"]\nexclude = [\"out/*\"]\n[groups]\nhub = \"off\"\n[rules]\nremoval = \"error\"\n[[overrides]]\npointer = \"/actions\"\nfiles = [\"a/*\"]\nrules = [\"removal\"]\nseverity = \"hint\"\nreason = \"generated\"\n",
    );
    let globs = |globs: &Globs| globs.iter().map(|set| set.value.clone()).collect::<Vec<_>>();
    assert_eq!((globs(&all.include), globs(&all.exclude)), (vec!["in/*".to_owned()], vec!["out/*".to_owned()]));
    assert!(all.includes(Path::new("/work/in/a.json")) && !all.includes(Path::new("/work/out/a.json")));
    let entry = &all.overrides[0].value;
    assert_eq!((entry.reason.as_deref(), globs(&entry.files)), (Some("generated"), vec!["a/*".to_owned()]));
    let explained: Vec<String> = all
        .explain(Some(Path::new("/work/integration.json")))
        .into_iter()
        .filter_map(|line| Some(format!("{} # {}", line.value, line.origin?)))
        .filter(|line| !line.contains("group hub"))
        .collect();
    insta::assert_snapshot!(explained.join("\n"));
}

#[test]
fn settings_of_an_editor_take_precedence_over_the_file() {
    let file = read("form = \"create\"\nrules.secret-name = \"off\"");
    let (editor, config_errors) = from_json(&json!({"rules": {"secret-name": "error"}, "path": "x"}), &["path"]);
    assert_eq!(config_errors, []);
    let options = file.with(&editor).options(None);
    let rule = RULES.iter().find(|rule| rule.name == "secret-name").unwrap();
    assert_eq!(options.severities.of(rule), Some(Severity::Error));
    assert!(format!("{:?}", options.form).contains("Create"), "what the editor does not set stays");
}

#[test]
fn every_key_is_shown_by_config_and_can_be_set_by_an_editor() {
    let defaults = Config::default().explain(None);
    for (key, text) in KEYS.iter().zip(examples(KEYS)) {
        let config = read(&text);
        let shown = config.explain(None);
        assert!(shown != defaults, "`config` does not show {:?}: see src/config/explain.rs", key.name);
        let set_by_an_editor = Config::default().with(&config);
        assert!(
            set_by_an_editor.explain(None) == shown,
            "an editor cannot set {:?}: see Config::with in src/config/settings.rs",
            key.name
        );
    }
}

#[test]
fn every_mistake_is_reported_where_it_is() {
    let text = "form = \"upd\"\nrules.secret-nmae = \"off\"\nrules.removal = 3\nrulez = {}\ninclude = [\"a[\"]\n[groups]\nhub = \"loud\"\n[[overrides]]\npointer = \"x\"\nlevle = \"off\"\n";
    let (_, config_errors) = from_toml(text, Path::new("integration-ls.toml"));
    let shown: Vec<String> = config_errors
        .iter()
        .map(|config_error| format!("{}\n    {}", config_error.range.unwrap().of(text), config_error.message))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
    let (_, config_errors) = from_toml("form = ", Path::new("integration-ls.toml"));
    assert!(config_errors[0].message.starts_with("This is not valid TOML: "), "{config_errors:?}");
}

#[test]
fn the_configuration_reader_survives_any_text() {
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

/// The example of each key, which the schema must accept.
fn examples<T>(keys: &'static [Key<T>]) -> impl Iterator<Item = String> {
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
    // A former name is read, so the schema has it; its description says what to write instead.
    let former = &schema::export()["properties"]["overrides"]["items"]["properties"]["level"];
    assert_eq!(former["description"], "Deprecated: use `severity`.");
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
    assert!(KEYS.iter().any(|key| matches!(key.takes, Takes::Overrides(..))));
}

/// The part of TOML that the examples use differs from JSON in its punctuation only.
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
fn the_nearest_file_applies_and_a_mistake_in_it_stops_everything() {
    let folder = Folder::new("config");
    folder.write(
        "integration-ls.toml",
        "groups.hub = \"off\"\ninclude = [\"manifests/*.json\"]\nexclude = [\"old/**\", \"draft.*\"]\n",
    );
    folder.write("integration.json", r#"{"secrets": {"api": "<KEY>"}}"#);
    folder.write("inner/.integration-ls.toml", "rules.secret-name = \"off\"");
    folder.write("inner/integration.json", r#"{"secrets": {"api": "<KEY>"}}"#);
    folder.write("manifests/acme.json", r#"{"titel": 1}"#);
    folder.write("old/integration.json", "no json");
    folder.write("draft.integration.json", "no json");
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

    let ran = folder.run(&["check", "--config", "missing.toml"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("missing.toml: This file cannot be read: "), "{}", ran.err);
}

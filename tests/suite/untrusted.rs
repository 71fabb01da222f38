//! Names, keys and values from files, which may carry anything: nothing of it reaches a terminal or a report raw.

use std::fs;
use std::path::Path;

use integration_ls::text::is_invisible;
use serde_json::{Value, json};

use crate::cli::{Folder, run_with_input};
use crate::lsp::client::Client;

/// What terminals obey, what forges lines in logs, what turns text around, what nobody sees, and what XML forbids.
const NASTY: &str = "\u{1b}[31m\u{9b}2J\r\u{85}\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}\u{ffff}\u{7f}";

const FORMATS: [&str; 9] = ["full", "concise", "json", "json-lines", "github", "gitlab", "junit", "sarif", "rdjson"];

/// A manifest in which names and values of every kind carry it.
fn text() -> String {
    let escaped: String = NASTY.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let raw: String = NASTY.chars().filter(|c| !c.is_control()).collect();
    let parts = [&escaped, &raw].map(|nasty| {
        format!(
            "\"a{nasty}\": 1, \"version\": \"{nasty}\", \"visibility\": \"{nasty}\", \"actions\": {{\"{nasty}b\": {{\"title\": \"{nasty}\"}}}},\n\
             \"user\": {{\"tags\": {{\"t{nasty}\": {{}}}}, \"creation\": {{\"enabled\": true, \"requiredTags\": [\"x{nasty}\"]}}}},\n\
             \"repository\": \"{nasty}\", \"public\": true, // integration-ls-ignore no{raw}\n"
        )
    });
    format!("{{{}, \r\"k{NASTY}\": word{raw}}}", parts.join(","))
}

fn assert_visible(what: &str, output: &str) {
    for line in output.split_inclusive('\n') {
        let line = line.strip_suffix("\r\n").or_else(|| line.strip_suffix('\n')).unwrap_or(line);
        let raw = line.chars().find(|c| *c != '\t' && is_invisible(*c));
        assert_eq!(raw, None, "{what}: {line:?}");
    }
}

#[test]
fn every_report_of_a_text() {
    for format in FORMATS {
        let ran = run_with_input(
            &["check", "--output-format", format, "--stdin-filename", "a.jsonc", "-"],
            text().as_bytes(),
        );
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.out.contains("unknown-key"), "{}", ran.out);
        assert_visible(format, &(ran.out + &ran.err));
    }
    for flag in ["--fix", "--unsafe-fixes"] {
        let sound = text().replace(&format!(", \r\"k{NASTY}\""), ", \r\"k\"").replace("word", "1//");
        for text in [text(), sound] {
            let ran = run_with_input(&["check", "--diff", flag, "--stdin-filename", "a.jsonc", "-"], text.as_bytes());
            assert!(ran.out.contains("@@"), "{}{}", ran.out, ran.err);
            assert_visible(flag, &(ran.out + &ran.err));
        }
    }
    let ran = run_with_input(
        &["format", "--diff", "-"],
        format!("{{\"a\":\r \"{}\"}}", NASTY.replace(char::is_control, "")).as_bytes(),
    );
    assert!(ran.out.contains("@@"), "{}{}", ran.out, ran.err);
    assert_visible("format", &ran.out);
}

/// JSON has escapes for everything, so what a program reads is what there is.
#[test]
fn a_report_in_json_loses_nothing() {
    let ran = run_with_input(
        &["check", "--output-format", "json", "-"],
        "{\"tit\u{202e}le\": \"x\", \"a\u{e0041}\": 1}".as_bytes(),
    );
    assert_visible("json", &ran.out);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let pointers: Vec<&str> = found.as_array().unwrap().iter().filter_map(|one| one["pointer"].as_str()).collect();
    assert_eq!(pointers, ["/tit\u{202e}le", "/a\u{e0041}"]);
}

#[cfg(unix)]
#[test]
fn names_of_files_and_folders() {
    let folder = Folder::new("names");
    let nasty = format!("a{NASTY}\n::error file=x::forged\n");
    let forged =
        |output: &str| output.lines().any(|line| line.starts_with("::error file=x") || line.starts_with("forged"));
    let inner = folder.path().join(&nasty);
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("integration.json"), "{\"titel\": 1}").unwrap();
    fs::write(inner.join("bad.integration.json"), [0xff]).unwrap();
    let here = Path::new(&nasty);
    let missing = here.join("missing.json");
    let mut all: Vec<Vec<&str>> = FORMATS.iter().map(|format| vec!["check", "--output-format", format]).collect();
    all.extend([
        vec!["check", "--diff", "--unsafe-fixes"],
        vec!["format", "--check"],
        vec!["format", "--diff"],
        vec!["doctor"],
        vec!["check", missing.to_str().unwrap()],
        vec!["format", missing.to_str().unwrap()],
    ]);
    for arguments in &all {
        let ran = folder.run(arguments);
        let output = ran.out + &ran.err;
        assert_visible(&arguments.join(" "), &output);
        assert!(!forged(&output), "{arguments:?}: {output}");
        assert!(output.contains("u{202e}") || output.contains("u202e") || output.contains("%E2%80%AE"), "{output}");
    }
    fs::write(inner.join("integration-ls.toml"), "\"k\\u001b\\n::error file=x::\" = 1\n").unwrap();
    let ran = folder.run(&["check"]);
    assert_eq!(ran.status, 2);
    assert_visible("check", &ran.err);
    assert!(!forged(&ran.err), "{}", ran.err);
}

#[test]
fn names_in_an_editor_can_be_seen() {
    let mut client = Client::start();
    let uri = "file:///work/integration.json";
    client.open(uri, r#"{"actions": {" ": {}, "a\nb": {}, "": {}, "\u202ec": {}}}"#);
    client.diagnostics(uri, 1);
    let symbols =
        client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}))["result"].clone();
    let names: Vec<String> =
        symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect();
    let children = symbols[0]["children"]
        .as_array()
        .map(|all| all.iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>());
    let shown = ["\" \"", "a\\nb", "\"\"", "\\u{202e}c"];
    assert_eq!(children.unwrap_or_else(|| names[1..].to_vec()), shown);
    let found = client.request("workspace/symbol", json!({"query": ""}))["result"].clone();
    let names: Vec<&str> = found.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, shown);
    for character in [13, 22, 33] {
        assert_visible(
            "hover",
            &client.hover(uri, 0, character)["result"]["contents"].to_string().replace("\\n", "\n"),
        );
    }
}

//! What breaks since the baseline, while somebody types.

use std::process::Command;

use serde_json::{Value, json};

use super::client::Client;
use super::codes;
use super::workspace::{CHANGED, changed, uri};
use crate::cli::Folder;
use crate::skipped::skipped;

const OLD: &str = "{\n  \"name\": \"acme/mail\",\n  \"version\": \"1.2.0\",\n  \"events\": {\n    \"sent\": {\"schema\": {\"type\": \"object\"}}\n  }\n}\n";
const NEW: &str = "{\n  \"name\": \"acme/mail\",\n  \"version\": \"1.2.0\",\n  \"events\": {}\n}\n";

fn project(name: &str, baseline: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("integration-ls.toml", format!("baseline = \"{baseline}\"\ngroups.hub = \"off\"\n"));
    folder.write("deployed.json", OLD);
    folder
}

fn start(folder: &Folder, options: Value) -> (Client, String) {
    let mut client = Client::raw();
    let root = format!("file://{}", folder.path().display());
    let capabilities = json!({
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}
        },
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true}}
    });
    let params = json!({
        "processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options,
        "workspaceFolders": [{"uri": root, "name": "a"}]
    });
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    let watched = client.wait_for("client/registerCapability");
    client.answer(&watched, Value::Null);
    (client, watched.to_string())
}

fn edit(client: &mut Client, uri: &str, version: i64, range: Value, text: &str) {
    let change = json!({"range": range, "text": text});
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]}),
    );
}

#[test]
fn what_breaks_is_shown_with_the_other_place_and_fixed_by_the_version() {
    let folder = project("lsp-baseline", "deployed.json");
    let (mut client, watched) = start(&folder, Value::Null);
    client.skip("client/registerCapability");
    client.skip("client/unregisterCapability");
    assert!(watched.contains("\"pattern\":\"deployed.json\""), "{watched}");
    let manifest = uri(&folder, "integration.json");
    client.open(&manifest, NEW);
    let found = client.diagnostics(&manifest, 1);
    assert_eq!(codes(&found), ["insufficient-version", "breaking-removal"]);
    let related = &found[1]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri(&folder, "deployed.json"));
    assert_eq!(related["location"]["range"]["start"], json!({"line": 4, "character": 4}));
    let actions = client.request(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": manifest}, "range": found[1]["range"], "context": {"diagnostics": [found[1]]}}),
    );
    assert!(actions.to_string().contains("Raise the version to 2.0.0"), "{actions}");
    // The version is raised.
    let range = json!({"start": {"line": 2, "character": 14}, "end": {"line": 2, "character": 15}});
    edit(&mut client, &manifest, 2, range, "2");
    assert_eq!(codes(&client.diagnostics(&manifest, 2)), [""; 0]);
    let range = json!({"start": {"line": 2, "character": 14}, "end": {"line": 2, "character": 15}});
    edit(&mut client, &manifest, 3, range, "1");
    assert_eq!(codes(&client.diagnostics(&manifest, 3)), ["insufficient-version", "breaking-removal"]);
    // The baseline changes.
    folder.write("deployed.json", NEW);
    changed(&mut client, &uri(&folder, "deployed.json"), CHANGED);
    assert_eq!(codes(&client.diagnostics(&manifest, 3)), [""; 0]);
    // And is taken away.
    folder.write("deployed.json", OLD);
    folder.write("integration-ls.toml", "groups.hub = \"off\"\n");
    changed(&mut client, &uri(&folder, "integration-ls.toml"), CHANGED);
    assert_eq!(codes(&client.diagnostics(&manifest, 3)), [""; 0]);
}

#[test]
fn a_revision_is_asked_for_only_where_the_folder_is_trusted() {
    let folder = project("lsp-baseline-git", "git:HEAD");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).env("GIT_CONFIG_GLOBAL", "/dev/null").args(arguments);
        command.output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "--quiet"]) {
        return skipped("git is not there");
    }
    folder.write("integration.json", OLD);
    let author = ["-c", "user.name=a", "-c", "user.email=a@b.c"];
    assert!(git(&["add", "."]) && git(&[&author[..], &["commit", "--quiet", "-m", "one"]].concat()));
    let manifest = uri(&folder, "integration.json");
    let (mut client, _) = start(&folder, json!({}));
    client.open(&manifest, NEW);
    let found = client.diagnostics(&manifest, 1);
    assert_eq!(codes(&found), ["insufficient-version", "breaking-removal"]);
    let related = &found[1]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], manifest);
    assert_eq!(related["message"], "This is how it was in line 5 of HEAD.");
    let (mut client, _) = start(&folder, json!({"isTrusted": false}));
    client.open(&manifest, NEW);
    let found = client.diagnostics(&manifest, 1);
    assert_eq!(codes(&found), ["missing-baseline"]);
    assert!(found[0]["message"].as_str().unwrap().contains("git is not asked in a folder that you do not trust"));
}

#[test]
fn texts_to_compare_line_by_line() {
    let folder = project("lsp-comparable", "deployed.json");
    let (mut client, _) = start(&folder, json!({}));
    client.skip("textDocument/publishDiagnostics");
    let manifest = uri(&folder, "integration.json");
    let text =
        r#"{"version": "1.0.0", "readme": "IyBNYWlsCgpUZXh0Lgo=", "secrets": {"KEY": "hunter2"}, "name": "acme/mail"}"#;
    client.open(&manifest, text);
    let ask = |client: &mut Client, more: Value| {
        let mut params = json!({"textDocument": {"uri": manifest}});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        client.request("integration-ls/comparable", params)["result"].clone()
    };
    let own = ask(&mut client, json!({}));
    assert_eq!(
        own["text"],
        "{\n  \"name\": \"acme/mail\",\n  \"version\": \"1.0.0\",\n  \"readme\": [\n    \"# Mail\",\n    \"\",\n    \"Text.\"\n  ],\n  \"secrets\": { \"KEY\": \"*******\" }\n}\n"
    );
    let baseline = ask(&mut client, json!({"against": "baseline"}));
    assert_eq!((&baseline["name"], baseline["text"].is_string()), (&json!("deployed.json"), true));
    let other = ask(&mut client, json!({"text": "{\"title\":\"A\"}"}));
    assert_eq!(other["text"], "{\n  \"title\": \"A\"\n}\n");
    let gone = ask(&mut client, json!({"against": "git:--help"}));
    assert_eq!(gone["problem"], "git:--help cannot be read: this is not the name of a git revision.");
}

//! The files that the client is asked to watch: all whose change changes what is shown.

use serde_json::{Value, json};

use super::client::Client;
use super::codes;
use super::workspace::{CHANGED, CREATED, changed, told, uri};
use crate::cli::Folder;

fn abilities(is_relative: bool) -> Value {
    let watched = json!({"dynamicRegistration": true, "relativePatternSupport": is_relative});
    json!({"workspace": {"didChangeWatchedFiles": watched, "workspaceFolders": true}})
}

fn start(is_relative: bool, folder: &str) -> Client {
    let mut client = Client::raw();
    let folders = json!([{"uri": folder, "name": "a"}]);
    let params = json!({"processId": null, "rootUri": null, "capabilities": abilities(is_relative), "workspaceFolders": folders});
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    client
}

/// The next registration, granted: its id, and what it adds to the names that are always watched.
fn registered(client: &mut Client) -> (String, Vec<Value>) {
    let register = client.wait_for("client/registerCapability");
    client.answer(&register, Value::Null);
    let registration = &register["params"]["registrations"][0];
    let watchers = registration["registerOptions"]["watchers"].as_array().unwrap();
    let patterns = watchers.iter().map(|watcher| watcher["globPattern"].clone());
    let (named, more): (Vec<Value>, Vec<Value>) =
        patterns.partition(|pattern| pattern.as_str().is_some_and(|glob| glob.starts_with("**/")));
    assert_eq!(named.len(), 4, "{named:?}");
    (registration["id"].as_str().unwrap().to_owned(), more)
}

/// The end of an earlier registration.
fn unregistered(client: &mut Client) -> String {
    let unregister = client.wait_for("client/unregisterCapability");
    client.answer(&unregister, Value::Null);
    unregister["params"]["unregisterations"][0]["id"].as_str().unwrap().to_owned()
}

fn relative(base: &str, pattern: &str) -> Value {
    json!({"baseUri": base, "pattern": pattern})
}

#[test]
fn a_manifest_that_the_configuration_includes_is_watched() {
    let folder = Folder::new("watch-include");
    folder.write("integration-ls.toml", "include = [\"manifests/*.json\"]\n");
    folder.write("manifests/a.json", "{\"titel\": 1}");
    let root = format!("file://{}", folder.path().display());
    let mut client = start(true, &root);
    let (first, patterns) = registered(&mut client);
    assert_eq!(patterns, [relative(&root, "manifests/**/*.json"), relative(&root, "manifests/*.json")]);
    let a = uri(&folder, "manifests/a.json");
    assert_eq!(codes(&told(&mut client, &a)), ["unknown-key"]);
    // Mended from outside, and another one is made.
    folder.write("manifests/a.json", "{}");
    changed(&mut client, &a, CHANGED);
    assert!(told(&mut client, &a).is_empty());
    let b = uri(&folder, "manifests/deep/b.json");
    folder.write("manifests/deep/b.json", "{\"titel\": 1}");
    changed(&mut client, &b, CREATED);
    assert_eq!(codes(&told(&mut client, &b)), ["unknown-key"]);
    // The configuration changes, and what is watched with it.
    folder.write("integration-ls.toml", "include = [\"other/a.json\"]\n");
    changed(&mut client, &uri(&folder, "integration-ls.toml"), CHANGED);
    assert!(told(&mut client, &b).is_empty());
    let (second, patterns) = registered(&mut client);
    assert_eq!(patterns, [relative(&root, "other/a.json")]);
    assert_eq!(unregistered(&mut client), first);
    assert_ne!(second, first);
    // Without a change nothing is registered again.
    changed(&mut client, &uri(&folder, "integration-ls.toml"), CHANGED);
    folder.remove("integration-ls.toml");
    changed(&mut client, &uri(&folder, "integration-ls.toml"), CHANGED);
    assert_eq!(registered(&mut client).1, Vec::<Value>::new());
    assert_eq!(unregistered(&mut client), second);
}

#[test]
fn a_manifest_that_the_editor_includes_is_watched() {
    let folder = Folder::new("watch-editor");
    folder.write("manifests/a.json", "{\"titel\": 1}");
    let root = format!("file://{}", folder.path().display());
    let mut client = start(true, &root);
    assert_eq!(registered(&mut client).1, Vec::<Value>::new());
    let settings = |include: Value| json!({"settings": {"integration-ls": {"include": include}}});
    client.notify("workspace/didChangeConfiguration", settings(json!(["manifests/*.json"])));
    let (_, patterns) = registered(&mut client);
    assert_eq!(patterns, [relative(&root, "manifests/**/*.json"), relative(&root, "manifests/*.json")]);
    unregistered(&mut client);
    let a = uri(&folder, "manifests/a.json");
    assert_eq!(codes(&told(&mut client, &a)), ["unknown-key"]);
    folder.write("manifests/a.json", "{}");
    changed(&mut client, &a, CHANGED);
    assert!(told(&mut client, &a).is_empty());
    client.notify("workspace/didChangeConfiguration", settings(json!([])));
    assert_eq!(registered(&mut client).1, Vec::<Value>::new());
    unregistered(&mut client);
}

#[test]
fn a_configuration_file_above_the_workspace_is_watched() {
    let folder = Folder::new("watch-above");
    folder.write("integration-ls.toml", "[rules]\nunknown-key = \"off\"\n");
    folder.write("[a]/b/integration.json", "{\"titel\": 1}");
    let (above, path) = (format!("file://{}", folder.path().display()), folder.path().display().to_string());
    let root = format!("{above}/%5Ba%5D/b");
    for is_relative in [true, false] {
        let mut client = start(is_relative, &root);
        let (_, patterns) = registered(&mut client);
        if is_relative {
            assert_eq!(patterns, [relative(&above, ".integration-ls.toml"), relative(&above, "integration-ls.toml")]);
        } else {
            assert_eq!(
                patterns,
                [json!(format!("{path}/.integration-ls.toml")), json!(format!("{path}/integration-ls.toml"))]
            );
        }
        folder.write("integration-ls.toml", "");
        changed(&mut client, &format!("{above}/integration-ls.toml"), CHANGED);
        assert_eq!(codes(&told(&mut client, &format!("{root}/integration.json"))), ["unknown-key"]);
        folder.write("integration-ls.toml", "[rules]\nunknown-key = \"off\"\n");
        changed(&mut client, &format!("{above}/integration-ls.toml"), CHANGED);
        client.wait("the diagnostics to go", |message| {
            message["params"]["uri"] == format!("{root}/integration.json")
                && message["params"]["diagnostics"] == json!([])
        });
        // The first walk may have been under way, and its result the same.
        client.skip("textDocument/publishDiagnostics");
    }
}

/// It may be reported on another way than that on which it was found.
#[cfg(unix)]
#[test]
fn a_change_of_a_configuration_file_counts_on_whatever_way_it_is_reported() {
    let folder = Folder::new("watch-link");
    folder.write("real/integration-ls.toml", "[rules]\nunknown-key = \"off\"\n");
    folder.write("real/integration.json", "{\"titel\": 1}");
    std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).unwrap();
    let mut client = start(true, &uri(&folder, "link"));
    registered(&mut client);
    folder.write("real/integration-ls.toml", "");
    changed(&mut client, &uri(&folder, "real/integration-ls.toml"), CHANGED);
    assert_eq!(codes(&told(&mut client, &uri(&folder, "link/integration.json"))), ["unknown-key"]);
    // The first walk may have been under way, and its result the same.
    client.skip("textDocument/publishDiagnostics");
}

/// A file outside of the workspace is opened, and with it a configuration file is met.
#[test]
fn a_configuration_file_beside_an_open_document_is_watched() {
    let (folder, other) = (Folder::new("watch-inside"), Folder::new("watch-outside"));
    other.write("integration-ls.toml", "[rules]\nunknown-key = \"off\"\n");
    let root = format!("file://{}", folder.path().display());
    let mut client = start(true, &root);
    assert_eq!(registered(&mut client).1, Vec::<Value>::new());
    let manifest = uri(&other, "integration.json");
    client.open(&manifest, "{\"titel\": 1}");
    assert!(client.diagnostics(&manifest, 1).is_empty());
    let base = format!("file://{}", other.path().display());
    let (_, patterns) = registered(&mut client);
    assert_eq!(patterns, [relative(&base, ".integration-ls.toml"), relative(&base, "integration-ls.toml")]);
    unregistered(&mut client);
    other.write("integration-ls.toml", "");
    changed(&mut client, &uri(&other, "integration-ls.toml"), CHANGED);
    assert_eq!(codes(&client.diagnostics(&manifest, 1)), ["unknown-key"]);
}

//! One file, one URI: that of the client. Nothing is shown under two, and nothing is left behind.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::client::Client;
use super::workspace::{CHANGED, abilities, changed};
use crate::cli::Folder;

const WRONG: &str = "{\"titel\": 1}";

/// What the client shows: the number of diagnostics by URI, where there are some.
#[derive(Default)]
struct Shown(BTreeMap<String, usize>);

impl Shown {
    /// Waits until exactly these URIs have diagnostics.
    fn becomes(&mut self, client: &mut Client, expected: &[&str]) {
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        self.take(client);
        while !self.0.keys().eq(expected.iter().copied()) {
            let message = client.wait(&format!("a change of {:?} into {expected:?}", self.0), is_publication);
            self.apply(&message);
        }
        // Nothing that has been under way changes it again.
        client.hover("file:///nothing.json", 0, 0);
        self.take(client);
        assert!(self.0.keys().eq(expected.iter().copied()), "{:?} is not {expected:?}", self.0);
    }

    /// Takes what has come.
    fn take(&mut self, client: &mut Client) {
        for message in client.unread("textDocument/publishDiagnostics") {
            client.wait("what has come", |unread| *unread == message);
            self.apply(&message);
        }
    }

    fn apply(&mut self, message: &Value) {
        let uri = message["params"]["uri"].as_str().unwrap().to_owned();
        let count = message["params"]["diagnostics"].as_array().unwrap().len();
        if count == 0 {
            self.0.remove(&uri)
        } else {
            self.0.insert(uri, count)
        };
    }
}

fn is_publication(message: &Value) -> bool {
    message["method"] == "textDocument/publishDiagnostics"
}

fn start(capabilities: Value, folders: &[&str]) -> Client {
    let folders: Vec<Value> = folders.iter().map(|uri| json!({"uri": uri, "name": "a"})).collect();
    let mut client = Client::raw();
    client.skip("client/registerCapability");
    client.skip("workspace/diagnostic/refresh");
    let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    client
}

fn close(client: &mut Client, uri: &str) {
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
}

fn remove_folder(client: &mut Client, uri: &str) {
    let removed = json!({"event": {"added": [], "removed": [{"uri": uri, "name": "a"}]}});
    client.notify("workspace/didChangeWorkspaceFolders", removed);
}

/// The URIs of the symbol `only`.
fn symbols(client: &mut Client) -> Vec<String> {
    let answer = client.request("workspace/symbol", json!({"query": "only"}));
    let symbols = answer["result"].as_array().unwrap().iter();
    symbols.map(|symbol| symbol["location"]["uri"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_file_has_the_uri_under_which_the_client_has_named_it() {
    let folder = Folder::new("spelling");
    let text = "{\"titel\": 1, \"actions\": {\"only\": {}}}";
    folder.write("@scope/app (1)/é:.integration.json", text);
    let path = folder.path().display().to_string();
    let (sparing, eager) =
        ("@scope/app%20(1)/%C3%A9:.integration.json", "%40scope/app%20%281%29/%C3%A9%3A.integration.json");
    let lower = "%40scope/app%20%281%29/%c3%a9%3a.integration.json";
    for root in [
        format!("file://{path}"),
        format!("file://{path}/"),
        format!("file://localhost{path}"),
        format!("FILE://{path}"),
    ] {
        let of = |name: &str| format!("{}/{name}", root.trim_end_matches('/'));
        for spelled in [sparing, eager, lower] {
            let mut shown = Shown::default();
            let mut client = start(abilities(false), &[&root]);
            // The client has not named it yet: the folder is spelled as it spells it.
            shown.becomes(&mut client, &[&of(eager)]);
            let theirs = of(spelled);
            client.open(&theirs, text);
            shown.becomes(&mut client, &[&theirs]);
            assert_eq!(symbols(&mut client), [theirs.as_str()]);
            close(&mut client, &theirs);
            shown.becomes(&mut client, &[&theirs]);
            assert_eq!(symbols(&mut client), [theirs.as_str()]);
            folder.write("@scope/app (1)/é:.integration.json", "{\"titl\": 1, \"actions\": {\"only\": {}}}");
            changed(&mut client, &theirs, CHANGED);
            client.wait("the diagnostics of the new text", |message| {
                message["params"]["diagnostics"][0]["message"]
                    .as_str()
                    .is_some_and(|text| text.starts_with("\"titl\" "))
            });
            folder.write("@scope/app (1)/é:.integration.json", text);
            changed(&mut client, &theirs, CHANGED);
            shown.becomes(&mut client, &[&theirs]);
            remove_folder(&mut client, &root);
            shown.becomes(&mut client, &[]);
        }
    }
}

#[test]
fn a_folder_is_spelled_as_the_client_spells_it() {
    let folder = Folder::new("spelling @folder (1)");
    folder.write("@a/integration.json", WRONG);
    folder.write("integration-ls.toml", "wrong = 1\n");
    let temp = std::env::temp_dir().display().to_string();
    let name = folder.path().file_name().unwrap().to_str().unwrap().to_owned();
    let sparing = format!("file://{temp}/{}", name.replace(' ', "%20"));
    let eager = format!(
        "file://{temp}/{}",
        name.replace(' ', "%20").replace('@', "%40").replace('(', "%28").replace(')', "%29")
    );
    for (root, below) in [(&sparing, "@a"), (&eager, "%40a")] {
        let mut client = start(abilities(false), &[root]);
        let manifest = format!("{root}/{below}/integration.json");
        let mut shown = Shown::default();
        shown.becomes(&mut client, &[&manifest]);
        let other = format!("{root}/other.integration.json");
        client.open(&other, "{}");
        shown.becomes(&mut client, &[&manifest, &format!("{root}/integration-ls.toml")]);
        // Removed in the other spelling.
        remove_folder(&mut client, &format!("{}/", if *root == sparing { &eager } else { &sparing }));
        shown.becomes(&mut client, &[&format!("{root}/integration-ls.toml")]);
    }
}

#[test]
fn a_document_is_found_in_whatever_way_its_uri_is_spelled() {
    let (opened, asked) = ("file:///c%3A/@a/integration.json", "file:///c:/%40a/integration.json");
    let mut client = Client::start();
    client.open(opened, WRONG);
    assert!(!client.diagnostics(opened, 1).is_empty());
    assert!(client.hover(asked, 0, 3)["result"].is_object());
    let change = json!({"textDocument": {"uri": asked, "version": 2}, "contentChanges": [{"text": "{}"}]});
    client.notify("textDocument/didChange", change);
    assert!(client.diagnostics(opened, 2).is_empty());
    close(&mut client, asked);
    let cleared = client.wait("the close", is_publication);
    assert_eq!((&cleared["params"]["uri"], &cleared["params"]["diagnostics"]), (&json!(opened), &json!([])));
    assert_eq!(client.hover(opened, 0, 3)["result"], Value::Null);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_open_on_two_ways_is_shown_once() {
    let folder = Folder::new("spelling-link");
    folder.write("real/integration.json", "{\"titel\": 1, \"actions\": {\"only\": {}}}");
    std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).unwrap();
    let of = |name: &str| format!("file://{}/{name}", folder.path().display());
    let (real, link) = (of("real/integration.json"), of("link/integration.json"));
    let text = "{\"titel\": 1, \"actions\": {\"only\": {}}}";
    let mut client = start(abilities(false), &[&of("link"), &of("real")]);
    let mut shown = Shown::default();
    shown.becomes(&mut client, &[&link]);
    client.open(&real, text);
    shown.becomes(&mut client, &[&real]);
    assert_eq!(symbols(&mut client), [real.as_str()]);
    client.open(&link, text);
    shown.becomes(&mut client, &[&link]);
    assert_eq!(symbols(&mut client), [link.as_str()]);
    // Whichever is worked in shows it.
    let change = json!({"textDocument": {"uri": real, "version": 2}, "contentChanges": [{"text": WRONG}]});
    client.notify("textDocument/didChange", change);
    shown.becomes(&mut client, &[&real]);
    close(&mut client, &real);
    shown.becomes(&mut client, &[&link]);
    close(&mut client, &link);
    shown.becomes(&mut client, &[&link]);
    // The folders go one by one, to the last.
    remove_folder(&mut client, &of("link"));
    shown.becomes(&mut client, &[&real]);
    remove_folder(&mut client, &of("real/"));
    shown.becomes(&mut client, &[]);
}

#[test]
fn folders_are_removed_one_by_one_to_the_last() {
    let folder = Folder::new("spelling-folders");
    for name in ["a", "b", "a/c"] {
        folder.write(&format!("{name}/integration.json"), WRONG);
    }
    let of = |name: &str| format!("file://{}/{name}", folder.path().display());
    let (a, b, c) = (of("a/integration.json"), of("b/integration.json"), of("a/c/integration.json"));
    let mut client = start(abilities(false), &[&of("a"), &of("b"), &of("a/c")]);
    let mut shown = Shown::default();
    shown.becomes(&mut client, &[&a, &c, &b]);
    client.open(&b, WRONG);
    remove_folder(&mut client, &of("a"));
    shown.becomes(&mut client, &[&c, &b]);
    remove_folder(&mut client, &of("b"));
    remove_folder(&mut client, &of("a/c"));
    shown.becomes(&mut client, &[&b]);
    close(&mut client, &b);
    shown.becomes(&mut client, &[]);
}

#[test]
fn a_client_that_pulls_is_told_of_a_file_under_one_uri() {
    let folder = Folder::new("spelling-pull");
    folder.write("@a/integration.json", WRONG);
    let root = format!("file://{}", folder.path().display());
    let (ours, theirs) = (format!("{root}/%40a/integration.json"), format!("{root}/@a/integration.json"));
    let mut client = start(abilities(true), &[&root]);
    let mut previous = Vec::new();
    let mut pull = |client: &mut Client| {
        let answer = client.request("workspace/diagnostic", json!({"previousResultIds": previous}));
        let items = answer["result"]["items"].as_array().unwrap().clone();
        let ids = items.iter().filter(|item| !item["resultId"].is_null());
        previous = ids.map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
        let line = |item: &Value| {
            let count = item["items"].as_array().map_or(0, Vec::len);
            (item["uri"].as_str().unwrap().to_owned(), count > 0)
        };
        items.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(pull(&mut client), [(ours.clone(), true)]);
    client.open(&theirs, WRONG);
    assert_eq!(pull(&mut client), [(theirs.clone(), true), (ours, false)]);
    close(&mut client, &theirs);
    assert_eq!(pull(&mut client), [(theirs.clone(), true)]);
    remove_folder(&mut client, &root);
    assert_eq!(pull(&mut client), [(theirs, false)]);
}

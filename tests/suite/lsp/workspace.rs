//! Manifests that are not open: diagnostics sent and asked for, names, folders that come and go, progress.

use serde_json::{Value, json};

use super::client::Client;
use super::codes;
use crate::cli::Folder;

fn uri(folder: &Folder, name: &str) -> String {
    format!("file://{}", folder.path().join(name).display())
}

fn abilities(pulls: bool) -> Value {
    let mut abilities = json!({
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}, "workspaceFolders": true},
        "textDocument": {},
    });
    if pulls {
        abilities["textDocument"]["diagnostic"] = json!({});
    }
    abilities
}

/// A session in these folders; what the client is asked to register is granted.
fn start(capabilities: Value, folders: &[&Folder]) -> Client {
    let folders: Vec<Value> = folders.iter().map(|folder| json!({"uri": uri(folder, ""), "name": "a"})).collect();
    let mut client = Client::raw();
    let watches = capabilities["workspace"]["didChangeWatchedFiles"].is_object();
    client.request(
        "initialize",
        json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders}),
    );
    client.notify("initialized", json!({}));
    if watches {
        let request = client.wait_for("client/registerCapability");
        client.answer(&request, Value::Null);
    }
    client
}

/// The next diagnostics of a document, whatever the version.
fn told(client: &mut Client, uri: &str) -> Vec<Value> {
    let message = client.wait("diagnostics", |message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
    });
    message["params"]["diagnostics"].as_array().unwrap().clone()
}

fn changed(client: &mut Client, uri: &str, kind: u32) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": kind}]}));
}

const CREATED: u32 = 1;
const CHANGED: u32 = 2;
const DELETED: u32 = 3;

#[test]
fn diagnostics_of_manifests_that_are_not_open_are_pushed_and_updated() {
    let folder = Folder::new("workspace-push");
    folder.write("integration.json", "{\"titel\": 1}");
    folder.write("sub/acme.integration.jsonc", "// fine\n{\"title\": \"Acme\"}");
    folder.write(".gitignore", "dist\n");
    folder.write("dist/integration.json", "{\"titel\": 1}");
    let mut client = start(abilities(false), &[&folder]);
    let (one, two, built) = (
        uri(&folder, "integration.json"),
        uri(&folder, "sub/acme.integration.jsonc"),
        uri(&folder, "dist/integration.json"),
    );
    assert_eq!(codes(&told(&mut client, &one)), ["unknown-key"]);

    // Changed outside of the editor, then removed, then made again.
    folder.write("integration.json", "{\"title\": \"A\"}");
    changed(&mut client, &one, CHANGED);
    assert!(told(&mut client, &one).is_empty());
    folder.write("integration.json", "{\"titles\": 1}");
    changed(&mut client, &one, CHANGED);
    assert_eq!(codes(&told(&mut client, &one)), ["unknown-key"]);
    folder.remove("integration.json");
    changed(&mut client, &one, DELETED);
    assert!(told(&mut client, &one).is_empty());
    folder.write("integration.json", "{\"titel\": 1}");
    changed(&mut client, &one, CREATED);
    assert_eq!(codes(&told(&mut client, &one)), ["unknown-key"]);

    // What is open is the editor's, until it is closed: then its file is what holds.
    client.open(&one, "{}");
    assert!(client.diagnostics(&one, 1).is_empty());
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": one}}));
    assert_eq!(codes(&told(&mut client, &one)), ["unknown-key"]);

    // A file that is left out is not looked at, and leaves nothing when it is closed.
    client.open(&built, "{\"titel\": 1}");
    assert_eq!(codes(&client.diagnostics(&built, 1)), ["unknown-key"]);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": built}}));
    assert!(told(&mut client, &built).is_empty());

    // Renamed in the editor.
    folder.remove("integration.json");
    folder.write("other.integration.json", "{\"titel\": 1}");
    let three = uri(&folder, "other.integration.json");
    client.notify("workspace/didRenameFiles", json!({"files": [{"oldUri": one, "newUri": three}]}));
    assert!(told(&mut client, &one).is_empty());
    assert_eq!(codes(&told(&mut client, &three)), ["unknown-key"]);

    // The configuration file and the editor's settings hold for these too.
    folder.write("integration-ls.toml", "[rules]\nunknown-key = \"off\"\n");
    changed(&mut client, &uri(&folder, "integration-ls.toml"), CREATED);
    assert!(told(&mut client, &three).is_empty());
    let settings = json!({"settings": {"integration-ls": {"rules": {"unknown-key": "hint"}}}});
    client.notify("workspace/didChangeConfiguration", settings);
    assert_eq!(told(&mut client, &three)[0]["severity"], 4);
    let silent = client.unread("textDocument/publishDiagnostics");
    assert!(silent.iter().all(|message| message["params"]["uri"] != two), "nothing is said of what is as it should be");
}

#[test]
fn folders_are_added_and_removed() {
    let (first, second) = (Folder::new("workspace-first"), Folder::new("workspace-second"));
    first.write("integration.json", "{\"titel\": 1}");
    second.write("integration.json", "{\"titel\": 1}");
    let mut client = start(abilities(false), &[&first]);
    assert_eq!(codes(&told(&mut client, &uri(&first, "integration.json"))), ["unknown-key"]);
    let change = |added: Option<&Folder>, removed: Option<&Folder>| {
        let list = |folder: Option<&Folder>| {
            folder.iter().map(|folder| json!({"uri": uri(folder, ""), "name": "x"})).collect::<Vec<_>>()
        };
        json!({"event": {"added": list(added), "removed": list(removed)}})
    };
    client.notify("workspace/didChangeWorkspaceFolders", change(Some(&second), None));
    assert_eq!(codes(&told(&mut client, &uri(&second, "integration.json"))), ["unknown-key"]);
    client.notify("workspace/didChangeWorkspaceFolders", change(None, Some(&first)));
    client.wait("the folder's diagnostics to go", |message| {
        message["params"]["uri"] == uri(&first, "integration.json") && message["params"]["diagnostics"] == json!([])
    });
}

#[test]
fn clients_that_do_not_report_changes_get_only_open_documents() {
    let folder = Folder::new("workspace-unwatched");
    folder.write("integration.json", "{\"titel\": 1}");
    let mut client = start(json!({}), &[&folder]);
    let one = uri(&folder, "integration.json");
    client.open(&one, "{}");
    client.diagnostics(&one, 1);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": one}}));
    assert!(told(&mut client, &one).is_empty());
    assert!(client.unread("textDocument/publishDiagnostics").is_empty());
}

fn pull(client: &mut Client, previous: &[Value], more: Value) -> Vec<Value> {
    let ids: Vec<Value> = previous
        .iter()
        .filter(|report| !report["resultId"].is_null())
        .map(|report| json!({"uri": report["uri"], "value": report["resultId"]}))
        .collect();
    let mut params = json!({"previousResultIds": ids});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.request("workspace/diagnostic", params)["result"]["items"].as_array().unwrap().clone()
}

#[test]
fn workspace_diagnostics_for_clients_that_pull_them() {
    let folder = Folder::new("workspace-pull");
    folder.write("a.integration.json", "{\"titel\": 1}");
    folder.write("b.integration.json", "{}");
    folder.write("c.integration.json", "{}");
    let mut client = start(abilities(true), &[&folder]);
    let (a, b, c) =
        (uri(&folder, "a.integration.json"), uri(&folder, "b.integration.json"), uri(&folder, "c.integration.json"));
    client.open(&c, "{\"titles\": 1}");
    let first = pull(&mut client, &[], json!({}));
    let uris: Vec<&str> = first.iter().map(|report| report["uri"].as_str().unwrap()).collect();
    assert_eq!(uris, [&c, &a, &b], "open ones first, with the editor's text");
    assert_eq!((&first[0]["version"], &first[1]["version"]), (&json!(1), &Value::Null));
    assert_eq!(codes(first[0]["items"].as_array().unwrap()), ["unknown-key"]);
    assert_eq!(codes(first[1]["items"].as_array().unwrap()), ["unknown-key"]);
    let second = pull(&mut client, &first, json!({}));
    assert!(second.iter().all(|report| report["kind"] == "unchanged"), "{second:?}");

    folder.write("a.integration.json", "{}");
    changed(&mut client, &a, CHANGED);
    folder.remove("b.integration.json");
    changed(&mut client, &b, DELETED);
    let third = pull(&mut client, &first, json!({}));
    let found: Vec<_> =
        third.iter().map(|report| (report["uri"].as_str().unwrap(), report["kind"].as_str().unwrap())).collect();
    assert_eq!(found, [(&*c, "unchanged"), (&*a, "full"), (&*b, "full")]);
    assert_eq!((&third[1]["items"], &third[2]["items"]), (&json!([]), &json!([])), "mended, and gone");

    // In parts, as they are found.
    assert!(pull(&mut client, &[], json!({"partialResultToken": "p"})).is_empty());
    let part = client.wait("a part", |message| message["params"]["token"] == "p");
    assert_eq!(part["params"]["value"]["items"][0]["uri"], c);
    let part = client.wait("a part", |message| message["params"]["token"] == "p");
    assert_eq!(part["params"]["value"]["items"][0]["uri"], a);
    assert!(client.unread("textDocument/publishDiagnostics").is_empty());
}

#[test]
fn names_in_all_manifests() {
    let folder = Folder::new("workspace-symbols");
    folder.write("a.integration.json", r#"{"actions": {"sendMail": {}}, "user": {"tags": {"mail": {}}}}"#);
    folder.write("b.integration.json", r#"{"secrets": {"MAIL_KEY": "hunter2"}}"#);
    // Without watching too: then the files are looked at for each question.
    for capabilities in [abilities(true), abilities(false), json!({})] {
        let mut client = start(capabilities, &[&folder]);
        client.skip("textDocument/publishDiagnostics");
        let ask = |client: &mut Client, query: &str| {
            let answer = client.request("workspace/symbol", json!({"query": query}));
            let symbols = answer["result"].as_array().unwrap().clone();
            let line = |symbol: &Value| {
                let file = symbol["location"]["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
                format!("{file}: {} › {}", symbol["containerName"].as_str().unwrap(), symbol["name"].as_str().unwrap())
            };
            symbols.iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(
            ask(&mut client, "mail"),
            [
                "a.integration.json: actions › sendMail",
                "a.integration.json: user › tags › mail",
                "b.integration.json: secrets › MAIL_KEY",
            ]
        );
        client.open(&uri(&folder, "a.integration.json"), r#"{"actions": {"sendPost": {}}}"#);
        assert_eq!(ask(&mut client, "SP"), ["a.integration.json: actions › sendPost"]);
        assert_eq!(ask(&mut client, "sm"), Vec::<String>::new(), "the editor's text is what counts");
    }
}

#[test]
fn long_work_shows_progress_and_can_be_cancelled() {
    let folder = Folder::new("workspace-progress");
    for number in 0..40 {
        folder.write(&format!("m{number:02}.integration.json"), "{}");
    }
    let mut capabilities = abilities(true);
    capabilities["window"] = json!({"workDoneProgress": true});
    for is_cancelled in [false, true] {
        let mut client = start(capabilities.clone(), &[&folder]);
        client.skip("textDocument/publishDiagnostics");
        client.skip("$/progress");
        let id = client.send("workspace/diagnostic", json!({"previousResultIds": []}));
        let create = client.wait_for("window/workDoneProgress/create");
        let token = create["params"]["token"].clone();
        if is_cancelled {
            client.notify("window/workDoneProgress/cancel", json!({"token": token}));
        }
        client.answer(&create, Value::Null);
        // Other requests are answered meanwhile.
        client.open("file:///x.json", "{}");
        assert!(client.hover("file:///x.json", 0, 0).get("error").is_none());
        let answer = client.answer_to(id);
        let files =
            answer["result"]["items"].as_array().unwrap().iter().filter(|item| item["uri"] != "file:///x.json").count();
        let kinds: Vec<Value> =
            client.unread("$/progress").iter().map(|message| message["params"]["value"]["kind"].clone()).collect();
        assert_eq!((kinds.first(), kinds.last()), (Some(&json!("begin")), Some(&json!("end"))));
        assert_eq!(files, if is_cancelled { 0 } else { 40 });
        assert_eq!(kinds.contains(&json!("report")), !is_cancelled);
    }
}

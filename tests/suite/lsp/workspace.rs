//! Manifests that are not open: diagnostics sent and asked for, names, folders that come and go, progress.

use serde_json::{Value, json};

use super::client::{Client, frame, notification, request};
use super::codes;
use crate::cli::Folder;

pub(super) fn uri(folder: &Folder, name: &str) -> String {
    format!("file://{}", folder.path().join(name).display())
}

pub(super) fn abilities(pulls: bool) -> Value {
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
pub(super) fn start(capabilities: Value, folders: &[&Folder]) -> Client {
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
pub(super) fn told(client: &mut Client, uri: &str) -> Vec<Value> {
    let message = client.wait("diagnostics", |message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
    });
    message["params"]["diagnostics"].as_array().unwrap().clone()
}

pub(super) fn changed(client: &mut Client, uri: &str, kind: u32) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": kind}]}));
}

pub(super) const CREATED: u32 = 1;
pub(super) const CHANGED: u32 = 2;
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

#[test]
fn what_is_left_out_is_said_of_manifests_that_are_not_open_too() {
    let folder = Folder::new("workspace-many");
    let keys: Vec<String> = (0..1_200).map(|number| format!("\"k{number}\": 1")).collect();
    folder.write("integration.json", format!("{{{}}}", keys.join(",")));
    let mut client = start(abilities(false), &[&folder]);
    let diagnostics = told(&mut client, &uri(&folder, "integration.json"));
    assert_eq!(diagnostics.len(), 1_001);
    let notice = diagnostics[1_000]["message"].as_str().unwrap();
    assert!(notice.contains("more diagnostics are not shown"), "{notice}");
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

/// A client's own token: it is cancelled in the order of its messages, and ends before the answer does.
#[test]
fn progress_that_a_client_asks_for_ends_before_the_answer() {
    let folder = Folder::new("workspace-token");
    for number in 0..400 {
        folder.write(&format!("m{number:03}.integration.json"), "{}");
    }
    let ask = json!({"previousResultIds": [], "workDoneToken": "mine"});
    let kinds = |messages: &[Value]| -> Vec<String> {
        let mine = messages.iter().filter(|message| message["params"]["token"] == "mine");
        mine.map(|message| message["params"]["value"]["kind"].as_str().unwrap().to_owned()).collect()
    };

    // The request is cancelled after its progress has begun, which may be too late now and then.
    let was_cancelled = (0..20).any(|_| {
        let mut client = start(abilities(true), &[&folder]);
        client.skip("$/progress");
        let id = client.send("workspace/diagnostic", ask.clone());
        client.wait("the begin", |message| message["params"]["value"]["kind"] == "begin");
        client.notify("$/cancelRequest", json!({"id": id}));
        let answer = client.answer_to(id);
        let before = kinds(client.came_before());
        assert_eq!(before.last().map(String::as_str), Some("end"), "{before:?}");
        client.hover("file:///x.json", 0, 0);
        assert_eq!(kinds(&client.unread("$/progress")), before, "and nothing after it");
        answer["error"]["code"] == -32800
    });
    assert!(was_cancelled);

    // The progress is cancelled in the same write as the request, or long before anything has begun.
    let mut client = start(abilities(true), &[&folder]);
    let cancel = notification("window/workDoneProgress/cancel", json!({"token": "mine"}));
    client.write(&[frame(&request(900, "workspace/diagnostic", ask)), frame(&cancel)].concat());
    let answer = client.answer_to(900);
    assert_eq!(answer["result"]["items"], json!([]), "it was cancelled before anything was read");
    let kinds = kinds(&client.unread("$/progress"));
    assert!(kinds.is_empty() || kinds.last().is_some_and(|last| last == "end"), "{kinds:?}");
    client.skip("$/progress");
}

/// A client that is pushed diagnostics, and the manifests of a folder, all with the same mistake.
fn with_manifests(name: &str, count: usize) -> (Folder, Client, Vec<String>) {
    let folder = Folder::new(name);
    for number in 0..count {
        folder.write(&format!("m{number:02}.integration.json"), "{\"titel\": 1}");
    }
    let mut client = start(abilities(false), &[&folder]);
    let uris: Vec<String> = (0..count).map(|number| uri(&folder, &format!("m{number:02}.integration.json"))).collect();
    for uri in &uris {
        assert_eq!(codes(&told(&mut client, uri)), ["unknown-key"]);
    }
    (folder, client, uris)
}

#[test]
fn a_search_in_between_takes_no_news_away() {
    let (folder, mut client, uris) = with_manifests("workspace-search", 5);
    folder.remove("m03.integration.json");
    let mut bytes = Vec::new();
    let deleted = json!({"changes": [{"uri": uris[3], "type": DELETED}]});
    bytes.extend(frame(&notification("workspace/didChangeWatchedFiles", deleted)));
    bytes.extend(frame(&request(900, "workspace/symbol", json!({"query": ""}))));
    client.write(&bytes);
    assert!(client.answer_to(900)["result"].is_array());
    assert!(told(&mut client, &uris[3]).is_empty(), "what is gone is taken back");
}

#[test]
fn with_the_last_folder_everything_is_taken_back() {
    let (folder, mut client, uris) = with_manifests("workspace-last", 4);
    let removed = json!({"event": {"added": [], "removed": [{"uri": uri(&folder, ""), "name": "a"}]}});
    client.notify("workspace/didChangeWorkspaceFolders", removed);
    for uri in &uris {
        assert!(told(&mut client, uri).is_empty(), "{uri}");
    }
}

#[test]
fn a_walk_that_nobody_waits_for_any_more_is_finished() {
    let folder = Folder::new("workspace-cancelled-walk");
    for number in 0..300 {
        folder.write(&format!("d{number}/m.integration.json"), "{}");
    }
    let mut client = start(abilities(true), &[&folder]);
    let mut bytes = Vec::new();
    for id in 500..505 {
        let params = json!({"previousResultIds": []});
        bytes.extend(frame(&request(id, "workspace/diagnostic", params)));
        bytes.extend(frame(&notification("$/cancelRequest", json!({"id": id}))));
    }
    client.write(&bytes);
    for id in 500..505 {
        // Cancelled before or while it ran, or done already.
        client.answer_to(id);
    }
    assert_eq!(pull(&mut client, &[], json!({})).len(), 300);
}

#[test]
fn work_in_the_background_gets_its_turn_however_much_is_waiting() {
    let mut client = Client::raw();
    client.skip("textDocument/publishDiagnostics");
    client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": abilities(true)}));
    let document = json!({"uri": "file:///x.json", "languageId": "json", "version": 1, "text": "{}"});
    let mut bytes = frame(&notification("initialized", json!({})));
    bytes.extend(frame(&notification("textDocument/didOpen", json!({"textDocument": document}))));
    for id in 700..720 {
        let params = json!({"textDocument": {"uri": "file:///x.json"}});
        bytes.extend(frame(&request(id, "textDocument/hover", params)));
    }
    client.write(&bytes);
    client.answer_to(719);
    let is_register = |message: &Value| message["method"] == "client/registerCapability";
    assert!(client.came_before().iter().any(is_register), "the question does not wait for all the answers");
    let register = client.wait_for("client/registerCapability");
    client.answer(&register, Value::Null);
    for id in 700..719 {
        client.answer_to(id);
    }
}

#[test]
fn two_requests_of_one_id_get_two_answers_and_the_end_of_the_input_cuts_none_off() {
    let folder = Folder::new("workspace-end");
    folder.write("a.integration.json", "{\"titel\": 1}");
    let mut client = start(abilities(true), &[&folder]);
    let request = request(77, "workspace/diagnostic", json!({"previousResultIds": []}));
    client.write(&[frame(&request), frame(&request)].concat());
    drop(client.take_input());
    for _ in 0..2 {
        assert_eq!(client.answer_to(77)["result"]["items"].as_array().unwrap().len(), 1);
    }
    assert_eq!(client.wait_for_end().code(), Some(1));
}

#[test]
fn a_document_that_is_no_longer_configured_as_a_manifest_keeps_its_edits() {
    let folder = Folder::new("workspace-unconfigured");
    folder.write("integration-ls.toml", "include = [\"odd/*.json\"]\n");
    let mut client = Client::with_arguments(&["lsp", "--only-manifests"]);
    let capabilities = abilities(false);
    client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": capabilities}));
    client.notify("initialized", json!({}));
    client.skip("client/registerCapability");
    let (odd, toml) = (uri(&folder, "odd/x.json"), uri(&folder, "integration-ls.toml"));
    client.open(&odd, "{\"titel\": 1}");
    assert_eq!(codes(&client.diagnostics(&odd, 1)), ["unknown-key"]);
    folder.write("integration-ls.toml", "");
    changed(&mut client, &toml, CHANGED);
    assert!(client.diagnostics(&odd, 1).is_empty(), "it is somebody else's now");
    let change = json!({"textDocument": {"uri": odd, "version": 2}, "contentChanges": [{"text": "{\"titles\": 1}"}]});
    client.notify("textDocument/didChange", change);
    assert!(client.diagnostics(&odd, 2).is_empty());
    folder.write("integration-ls.toml", "include = [\"odd/*.json\"]\n");
    changed(&mut client, &toml, CHANGED);
    assert!(client.diagnostics(&odd, 2)[0]["message"].as_str().unwrap().contains("\"titles\""), "and ours again");
}

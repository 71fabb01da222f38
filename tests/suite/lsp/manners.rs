//! What the protocol asks of a server, whatever it is about.

use serde_json::{Value, json};

use super::client::{Client, frame, notification, request};
use super::{URI, change, codes};

#[test]
fn a_waiting_request_can_be_cancelled() {
    let mut client = Client::start();
    let actions: Vec<String> = (0..5_000).map(|n| format!("\"a{n}\": {{\"title\": \"A {n}\"}}")).collect();
    client.open(URI, &format!("{{\"actions\": {{{}}}}}", actions.join(",")));
    client.diagnostics(URI, 1);
    let document = json!({"textDocument": {"uri": URI}});
    let hover = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 3}});
    let mut bytes = Vec::new();
    for id in 100..110 {
        bytes.extend(frame(&request(id, "textDocument/documentSymbol", document.clone())));
    }
    bytes.extend(frame(&request(200, "textDocument/hover", hover.clone())));
    bytes.extend(frame(&request(201, "textDocument/hover", hover)));
    bytes.extend(frame(&notification("$/cancelRequest", json!({"id": 200}))));
    client.write(&bytes);
    let cancelled = client.answer_to(200);
    assert_eq!(cancelled["error"]["code"], -32800, "{cancelled}");
    assert!(client.answer_to(201)["result"].is_object());
    for id in 100..110 {
        assert!(client.answer_to(id)["result"].is_array());
    }
    // One that is answered, and one that never was.
    client.notify("$/cancelRequest", json!({"id": 200}));
    client.notify("$/cancelRequest", json!({"id": "never"}));
    assert!(client.hover(URI, 0, 3)["result"].is_object());
}

#[test]
fn requests_before_initialize_and_after_shutdown_are_rejected() {
    let mut client = Client::raw();
    client.open(URI, "{}");
    assert_eq!(client.hover(URI, 0, 0)["error"]["code"], -32002, "the server is not initialized");
    let first = client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    assert!(first["result"].is_object());
    // Documents may come before `initialized`.
    client.open(URI, "{\"titel\": 1}");
    assert!(client.hover(URI, 0, 3)["result"].is_object());
    client.notify("initialized", json!({}));
    assert_eq!(codes(&client.diagnostics(URI, 1)), ["unknown-key"]);
    let second = client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    assert_eq!(second["error"]["code"], -32600);
    assert_eq!(client.request("shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(client.hover(URI, 0, 3)["error"]["code"], -32600);
    assert!(client.end(&["exit"]).success());
}

#[test]
fn unknown_methods_are_answered_or_ignored() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    assert_eq!(
        client.request(
            "textDocument/moniker",
            json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}})
        )["error"]["code"],
        -32601
    );
    assert_eq!(client.request("acme/unheardOf", json!({}))["error"]["code"], -32601);
    client.notify("acme/unheardOf", json!({}));
    client.notify("$/unheardOf", json!({}));
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    assert_eq!(client.request("textDocument/hover", json!({"no": "position"}))["error"]["code"], -32602);
    client.notify("textDocument/didChange", json!({"nonsense": true}));
    client.open(URI, "{}");
    assert!(client.hover(URI, 0, 0).get("error").is_none());
}

#[test]
fn a_trace_names_methods_but_not_their_content() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.skip("$/logTrace");
    client.open(URI, "{\"secrets\": {\"KEY\": \"hunter2\"}}");
    client.hover(URI, 0, 3);
    assert!(client.unread("$/logTrace").is_empty());
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.hover(URI, 0, 3);
    let trace = client.wait("a trace", |message| {
        message["method"] == "$/logTrace"
            && message["params"]["message"].as_str().unwrap().starts_with("textDocument/hover: ")
    });
    assert!(!trace.to_string().contains("hunter2"));
    client.notify("$/setTrace", json!({"value": "off"}));
    client.hover(URI, 0, 3);
    let before = client.unread("$/logTrace").len();
    client.hover(URI, 0, 3);
    assert_eq!(client.unread("$/logTrace").len(), before);
}

#[test]
fn a_new_server_has_no_state_of_the_last() {
    let mut first = Client::start();
    first.open(URI, "{\"titel\": 1}");
    first.diagnostics(URI, 1);
    assert!(first.end(&["shutdown", "exit"]).success());
    let mut second = Client::start();
    assert_eq!(second.hover(URI, 0, 3)["result"], Value::Null);
    second.notify("textDocument/didChange", change(2, None, "{}"));
    second.open(URI, "{}");
    assert!(codes(&second.diagnostics(URI, 1)).is_empty());
}

#[test]
fn settings_are_requested_again_when_the_client_reports_a_change() {
    let capabilities =
        json!({"workspace": {"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true}}});
    let (mut client, _) = Client::start_with(capabilities, Value::Null);
    client.skip("textDocument/publishDiagnostics");
    let register = client.wait_for("client/registerCapability");
    let wanted = &register["params"]["registrations"][0];
    assert_eq!(
        (&wanted["method"], &wanted["registerOptions"]),
        (&json!("workspace/didChangeConfiguration"), &json!({"section": "integration-ls"}))
    );
    client.answer(&register, Value::Null);
    let ask = client.wait_for("workspace/configuration");
    client.answer(&ask, json!([null]));
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let ask = client.wait_for("workspace/configuration");
    client.answer(&ask, json!([{"form": "create"}]));
    client.open(URI, "{}");
    client.wait("the diagnostics of a create", |message| {
        message["params"]["diagnostics"].as_array().is_some_and(|found| codes(found) == ["missing-key"])
    });
    assert!(client.unread("window/showMessage").is_empty(), "nobody has to do anything");
}

#[test]
fn other_json_is_ignored_on_request() {
    let folder = crate::cli::Folder::new("only-manifests");
    folder.write("integration-ls.toml", "include = [\"odd/*.json\"]\n");
    let uri = |name: &str| format!("file://{}", folder.path().join(name).display());
    let mut client = Client::with_arguments(&["lsp", "--only-manifests"]);
    client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    client.notify("initialized", json!({}));
    let package = uri("package.json");
    client.open(&package, "{\"nmae\": 1}");
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": package, "version": 2}, "contentChanges": [{"text": "{"}]}),
    );
    assert_eq!(client.hover(&package, 0, 0)["result"], Value::Null);
    for ours in [uri("integration.json"), uri("odd/x.json"), "untitled:Untitled-1".to_owned()] {
        client.open(&ours, "{\"titel\": 1}");
        assert_eq!(codes(&client.diagnostics(&ours, 1)), ["unknown-key"]);
    }
    assert!(client.unread("textDocument/publishDiagnostics").is_empty());
    assert!(client.unread("window/logMessage").iter().all(|log| !log.to_string().contains("package.json")));
}

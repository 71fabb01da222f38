//! Settings from the editor: ours are found, those of others are left alone, and mistakes are told once.

use serde_json::{Value, json};

use super::client::Client;
use super::{URI, codes};

fn told(client: &mut Client) -> Vec<String> {
    // What was sent before the answer has come when the answer has.
    client.hover(URI, 0, 0);
    let shown = client.unread("window/showMessage");
    shown.iter().map(|message| message["params"]["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_settings_of_others_are_no_news() {
    for foreign in [
        json!({"yaml": {}, "gopls": {"form": "x"}}),
        json!({"files": {"exclude": {}}, "trace": {"server": "off"}, "editor": {}}),
        json!({"provideFormatter": true}),
        json!({}),
        json!([]),
        json!("integration-ls"),
        json!(7),
        json!(null),
        json!({"integration-ls": null}),
        json!({"integration-ls": []}),
        json!({"integration-ls": {}}),
    ] {
        let (mut client, _) = Client::start_with(json!({}), foreign.clone());
        client.notify("workspace/didChangeConfiguration", json!({"settings": foreign}));
        client.open(URI, "{}");
        assert!(client.diagnostics(URI, 1).is_empty(), "an update, as by default: {foreign}");
        assert!(told(&mut client).is_empty(), "{foreign}");
        client.skip("textDocument/publishDiagnostics");
    }
}

#[test]
fn our_settings_are_found_in_whatever_a_client_sends() {
    let ours = json!({"form": "create"});
    for settings in [
        json!({"integration-ls": ours}),
        json!({"integration_ls": ours, "yaml": {"form": 1}}),
        json!({"integration-ls": {"integration-ls": ours}}),
        json!({"settings": {"integration-ls": ours}}),
        json!({"integration-ls.form": "create", "editor.tabSize": 2}),
        json!({"form": "create", "yaml": {}}),
    ] {
        for at_the_start in [true, false] {
            let options = if at_the_start { settings.clone() } else { Value::Null };
            let (mut client, _) = Client::start_with(json!({}), options);
            if !at_the_start {
                client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
            }
            client.open(URI, "{}");
            assert_eq!(codes(&client.diagnostics(URI, 1)), ["missing-key"], "{settings}");
            assert!(told(&mut client).is_empty(), "{settings}");
        }
    }
}

#[test]
fn a_mistake_in_our_settings_is_told_once() {
    let wrong = json!({"integration-ls": {"form": "creat", "fomr": 1}});
    let (mut client, _) = Client::start_with(json!({}), wrong.clone());
    for _ in 0..3 {
        client.notify("workspace/didChangeConfiguration", json!({"settings": wrong}));
    }
    assert_eq!(told(&mut client).len(), 2);
    for _ in 0..2 {
        client.wait_for("window/showMessage");
    }
    // Another one is told, and one that comes again after it was gone.
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"integration-ls": {"form": "update"}}}));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"integration-ls": {"form": "creat"}}}));
    let message = client.wait_for("window/showMessage");
    assert!(message["params"]["message"].as_str().unwrap().starts_with("In the settings of integration-ls: "));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"integration-ls": 7}}));
    let message = client.wait_for("window/showMessage");
    assert!(message["params"]["message"].as_str().unwrap().contains("must be an object"), "{message}");
    assert!(told(&mut client).is_empty());
}

#[test]
fn settings_of_others_bring_a_client_that_is_asked_to_be_asked_again() {
    let (mut client, _) = Client::start_with(json!({"workspace": {"configuration": true}}), Value::Null);
    let ask = client.wait_for("workspace/configuration");
    client.open(URI, "{}");
    assert!(client.diagnostics(URI, 1).is_empty());
    // Not the section, but what contains it.
    client.answer(&ask, json!([{"yaml": {}, "integration-ls": {"form": "create"}}]));
    assert_eq!(codes(&client.diagnostics(URI, 1)), ["missing-key"]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"yaml": {}}}));
    let ask = client.wait_for("workspace/configuration");
    client.answer(&ask, json!([{"form": "update"}]));
    assert!(client.diagnostics(URI, 1).is_empty());
    assert!(told(&mut client).is_empty());
}

#[test]
fn settings_that_are_gone_are_those_of_the_start_again() {
    let (mut client, _) = Client::start_with(json!({}), json!({"form": "create"}));
    client.open(URI, "{}");
    assert_eq!(codes(&client.diagnostics(URI, 1)), ["missing-key"]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"integration-ls": {"form": "update"}}}));
    assert!(client.diagnostics(URI, 1).is_empty());
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"yaml": {}}}));
    assert_eq!(codes(&client.diagnostics(URI, 1)), ["missing-key"]);
}

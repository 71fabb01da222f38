//! What a client gets depends on what it says that it supports; one that says nothing gets what every client knows.

use serde_json::{Value, json};

use super::URI;
use super::client::Client;

const TEXT: &str = r#"{"public": true, "visibility": "unlisted", "title": "a", "title": "b",
"user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": ["id"]}},
"events": {"sent": {}}, "states": {"s": {}}, "secrets": {"KEY": null}}"#;

/// Where `TEXT` uses the tag that it declares.
const USE: (u32, u32) = (1, 77);

fn start(capabilities: Value) -> Client {
    let (mut client, _) = Client::start_with(capabilities, Value::Null);
    client.open(URI, TEXT);
    client
}

fn ask(client: &mut Client, method: &str, more: Value) -> Value {
    let mut params = json!({"textDocument": {"uri": URI}});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.request(&format!("textDocument/{method}"), params)["result"].clone()
}

fn at((line, character): (u32, u32)) -> Value {
    json!({"position": {"line": line, "character": character}})
}

fn item(client: &mut Client, place: (u32, u32), label: &str) -> Value {
    let items = ask(client, "completion", at(place));
    items.as_array().unwrap().iter().find(|item| item["label"] == label).unwrap().clone()
}

fn symbols(client: &mut Client) -> Vec<Value> {
    ask(client, "documentSymbol", json!({})).as_array().unwrap().clone()
}

fn diagnostic(client: &mut Client, code: &str) -> Value {
    let found = client.diagnostics(URI, 1);
    found.iter().find(|diagnostic| diagnostic["code"] == code).unwrap_or_else(|| panic!("{found:?}")).clone()
}

/// What a client that announces `capability` gets, and what one gets that announces nothing.
#[test]
fn every_answer_has_a_form_for_clients_that_announce_nothing() {
    let item_support = |name: &str, value: Value| json!({"completion": {"completionItem": {name: value}}});
    let diagnostics = |name: &str, value: Value| json!({"publishDiagnostics": {name: value}});
    let links = |name: &str| json!({name: {"linkSupport": true}});
    type Look = fn(&mut Client) -> Value;
    let table: Vec<(Value, Look, Value, Value)> = vec![
        (
            item_support("documentationFormat", json!(["markdown", "plaintext"])),
            |client| item(client, (0, 2), "icon")["documentation"]["kind"].clone(),
            json!("markdown"),
            Value::Null,
        ),
        (
            item_support("documentationFormat", json!(["plaintext", "markdown"])),
            |client| json!(item(client, (0, 2), "icon")["documentation"]["kind"] == "plaintext"),
            json!(true),
            json!(false),
        ),
        (
            item_support("documentationFormat", json!(["plaintext"])),
            |client| json!(item(client, (0, 2), "icon")["documentation"].is_string()),
            json!(false),
            json!(true),
        ),
        (
            json!({"hover": {"contentFormat": ["markdown"]}}),
            |client| ask(client, "hover", at((0, 3)))["contents"]["kind"].clone(),
            json!("markdown"),
            Value::Null,
        ),
        (
            json!({"hover": {"contentFormat": ["plaintext"]}}),
            |client| {
                json!(ask(client, "hover", at((0, 3)))["contents"].as_str().is_some_and(|text| !text.contains('`')))
            },
            json!(false),
            json!(true),
        ),
        (
            item_support("tagSupport", json!({"valueSet": [1]})),
            |client| item(client, (0, 2), "public")["tags"].clone(),
            json!([1]),
            Value::Null,
        ),
        (
            item_support("deprecatedSupport", json!(true)),
            |client| item(client, (0, 2), "public")["deprecated"].clone(),
            json!(true),
            Value::Null,
        ),
        (
            item_support("labelDetailsSupport", json!(true)),
            |client| json!(item(client, (0, 2), "icon")["labelDetails"].is_object()),
            json!(true),
            json!(false),
        ),
        (
            item_support("commitCharactersSupport", json!(true)),
            |client| json!(item(client, (0, 33), "private")["commitCharacters"].is_array()),
            json!(true),
            json!(false),
        ),
        (
            item_support("resolveSupport", json!({"properties": ["documentation"]})),
            |client| json!(item(client, (0, 2), "icon")["documentation"].is_null()),
            json!(true),
            json!(false),
        ),
        (
            json!({"completion": {"completionItemKind": {"valueSet": [1, 20]}}}),
            |client| item(client, (0, 33), "private")["kind"].clone(),
            json!(20),
            json!(13),
        ),
        (
            diagnostics("tagSupport", json!({"valueSet": [1, 2]})),
            |client| diagnostic(client, "deprecated-key")["tags"].clone(),
            json!([2]),
            Value::Null,
        ),
        (
            diagnostics("tagSupport", json!({"valueSet": [1]})),
            |client| diagnostic(client, "deprecated-key")["tags"].clone(),
            Value::Null,
            Value::Null,
        ),
        (
            diagnostics("relatedInformation", json!(true)),
            |client| json!(diagnostic(client, "duplicate-key")["relatedInformation"].is_array()),
            json!(true),
            json!(false),
        ),
        (links("definition"), |client| json!(ask(client, "definition", at(USE)).is_array()), json!(true), json!(false)),
        (
            links("declaration"),
            |client| json!(ask(client, "declaration", at(USE)).is_array()),
            json!(true),
            json!(false),
        ),
        (
            links("definition"),
            |client| json!(ask(client, "declaration", at(USE)).is_array()),
            json!(false),
            json!(false),
        ),
        (
            json!({"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}),
            |client| json!(symbols(client)[0].get("location").is_none()),
            json!(true),
            json!(false),
        ),
        (
            json!({"documentSymbol": {"symbolKind": {"valueSet": [8, 12, 19, 20, 24]}}}),
            |client| {
                let kinds = symbols(client);
                let kind = |name: &str| kinds.iter().find(|symbol| symbol["name"] == name).unwrap()["kind"].clone();
                json!([kind("id"), kind("sent")])
            },
            json!([20, 24]),
            json!([8, 12]),
        ),
        (
            json!({"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}),
            |client| {
                let range = json!({"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 2}});
                json!(ask(client, "codeAction", json!({"range": range, "context": {"diagnostics": []}})).is_array())
            },
            json!(true),
            json!(false),
        ),
    ];
    for (capability, look, expected, without) in table {
        for (capabilities, expected) in [(json!({"textDocument": capability}), &expected), (json!({}), &without)] {
            let mut client = start(capabilities.clone());
            assert_eq!(look(&mut client), *expected, "{capabilities}");
            client.skip("textDocument/publishDiagnostics");
        }
    }
}

/// Kinds that the protocol's first version did not have, only to clients that know them.
#[test]
fn names_in_the_workspace_have_kinds_that_the_client_knows() {
    for (capabilities, expected) in [
        (json!({}), json!([8, 12])),
        (json!({"workspace": {"symbol": {"symbolKind": {"valueSet": [20, 24]}}}}), json!([20, 24])),
    ] {
        let mut client = start(capabilities);
        client.skip("textDocument/publishDiagnostics");
        let answer = client.request("workspace/symbol", json!({"query": ""}));
        let symbols = answer["result"].as_array().unwrap();
        let kind = |name: &str| symbols.iter().find(|symbol| symbol["name"] == name).unwrap()["kind"].clone();
        assert_eq!(json!([kind("id"), kind("sent")]), expected);
    }
}

#[test]
fn what_a_client_cannot_use_is_not_announced() {
    let (_, answer) = Client::start_with(json!({}), Value::Null);
    assert_eq!(answer["capabilities"].get("codeActionProvider"), None, "there are only edits, and it takes commands");
    assert_eq!(answer["capabilities"]["renameProvider"], true);
    assert_eq!(answer["capabilities"]["completionProvider"]["resolveProvider"], false);
    assert_eq!(answer["capabilities"].get("diagnosticProvider"), None);
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
}

#[test]
fn code_actions_of_every_kind_that_is_asked_for() {
    let literals =
        json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}});
    let mut client = start(literals);
    client.skip("textDocument/publishDiagnostics");
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": r#"{"titel": "a", "user": {}, "public": true}"#}]}),
    );
    let range = json!({"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 3}});
    let mut kinds = |only: Value| {
        let context = json!({"diagnostics": [], "only": only});
        let actions = ask(&mut client, "codeAction", json!({"range": range, "context": context}));
        let actions = actions.as_array().unwrap().iter();
        let mut kinds: Vec<String> = actions.map(|action| action["kind"].as_str().unwrap().to_owned()).collect();
        kinds.dedup();
        kinds
    };
    let every = ["quickfix", "source.sortKeys.integration-ls", "source.fixAll.integration-ls"];
    for only in [json!([""]), json!([]), json!(["", "nonsense"])] {
        assert_eq!(kinds(only.clone()), every, "{only}");
    }
    for (only, expected) in [
        (Value::Null, &every[..1]),
        (json!(["quickfix"]), &every[..1]),
        (json!(["source"]), &every[1..]),
        (json!(["source.fixAll"]), &every[2..]),
        (json!(["source.fixAll.integration-ls"]), &every[2..]),
        (json!(["quickfix", "source.sortKeys"]), &every[..2]),
        (json!(["quick"]), &[]),
        (json!(["source.fixAll.integration-ls.more"]), &[]),
        (json!(["acme.unheardOf"]), &[]),
    ] {
        assert_eq!(kinds(only.clone()), expected, "{only}");
    }
}

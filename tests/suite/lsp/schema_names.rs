//! Names and `$ref`s inside the JSON Schemas of a manifest, and the actions there, as an editor asks for them.

use serde_json::{Value, json};

use super::URI;
use super::client::Client;

/// One property, a definition, and what mentions them.
const TEXT: &str = r##"{"states": {"s": {"type": "bot", "schema": {
"type": "object",
"properties": {
"größe/m": {"type": "string"},
"b": {"$ref": "#/definitions/d/anyOf/1"}
},
"required": ["größe/m"],
"allOf": [{"not": {"$ref": "#/properties/größe~1m"}}],
"definitions": {"d": {"anyOf": [{"type": "null"}, {"type": "number"}]}}
}}}}"##;

fn started() -> Client {
    let literals = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    let (mut client, _) = Client::start_with(json!({"textDocument": {"codeAction": literals}}), Value::Null);
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, TEXT);
    client
}

/// Asks about a position, and returns the result.
fn ask(client: &mut Client, method: &str, line: u64, character: u64, more: Value) -> Value {
    let mut params = json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.request(&format!("textDocument/{method}"), params)["result"].clone()
}

/// The lines and columns where ranges start.
fn starts(found: &Value) -> Vec<(u64, u64)> {
    let start = |found: &Value| {
        let start = &found["range"]["start"];
        (start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap())
    };
    found.as_array().unwrap().iter().map(start).collect()
}

#[test]
fn definition_references_and_highlights_in_a_schema() {
    let mut client = started();
    let all = [(3, 0), (6, 13), (7, 27)];
    for (line, character) in [(3, 4), (6, 15), (7, 30)] {
        let found = ask(&mut client, "definition", line, character, json!({}));
        assert_eq!(starts(&json!([found])), [(3, 0)]);
        let declared = json!({"context": {"includeDeclaration": true}});
        assert_eq!(starts(&ask(&mut client, "references", line, character, declared)), all);
        assert_eq!(starts(&ask(&mut client, "documentHighlight", line, character, json!({}))), all);
    }
    let element = ask(&mut client, "definition", 4, 20, json!({}));
    assert_eq!(starts(&json!([element])), [(8, 50)], "an element of an array has no name, but a place");
    let context = json!({"context": {"includeDeclaration": false}});
    assert_eq!(starts(&ask(&mut client, "references", 8, 50, context)), [(4, 14)]);
}

#[test]
fn a_rename_in_a_schema_changes_what_mentions_the_name() {
    let mut client = started();
    let name = ask(&mut client, "prepareRename", 6, 15, json!({}));
    assert_eq!(name["placeholder"], "größe/m");
    let edits = ask(&mut client, "rename", 6, 15, json!({"newName": "a b"}));
    let texts: Vec<&str> =
        edits["changes"][URI].as_array().unwrap().iter().map(|edit| edit["newText"].as_str().unwrap()).collect();
    assert_eq!(texts, [r#""a b""#, r#""a b""#, r##""#/properties/a%20b""##]);
    let edits = ask(&mut client, "rename", 8, 17, json!({"newName": "e"}));
    assert_eq!(edits["changes"][URI][1]["newText"], r##""#/definitions/e/anyOf/1""##, "it passes through");
    let place = client.request(
        "textDocument/rename",
        json!({"textDocument": {"uri": URI}, "position": {"line": 4, "character": 20}, "newName": "x"}),
    );
    assert_eq!(place["error"]["message"], "There is nothing to rename here.");
}

#[test]
fn actions_in_a_schema_by_their_kind() {
    let mut client = started();
    let mut actions = |line: u64, character: u64, kind: &str| {
        let at = json!({"line": line, "character": character});
        let context = json!({"diagnostics": [], "only": [kind]});
        let params = json!({"textDocument": {"uri": URI}, "range": {"start": at, "end": at}, "context": context});
        let found = client.request("textDocument/codeAction", params)["result"].clone();
        let of_schema = |action: &&Value| {
            !["placeholder", "Add an example"].iter().any(|other| action["title"].as_str().unwrap().contains(other))
        };
        found.as_array().unwrap().iter().filter(of_schema).cloned().collect::<Vec<Value>>()
    };
    let titles = |actions: &[Value]| actions.iter().map(|action| action["title"].clone()).collect::<Vec<Value>>();
    let rewrites = actions(3, 4, "refactor.rewrite");
    assert_eq!(titles(&rewrites), ["Make \"größe/m\" optional", "Allow null", "Add a title and a description"]);
    let range = json!({"start": {"line": 3, "character": 20}, "end": {"line": 3, "character": 20}});
    assert_eq!(rewrites[1]["edit"]["changes"][URI][0], json!({"range": range, "newText": "["}));
    let extraction = actions(3, 4, "refactor.extract");
    assert_eq!(titles(&extraction), ["Extract to definitions as \"größe/m\""]);
    assert_eq!(extraction[0]["kind"], "refactor.extract");
    let inlining = actions(4, 4, "refactor.inline");
    assert_eq!(titles(&inlining), ["Inline the $ref to \"#/definitions/d/anyOf/1\""]);
    assert_eq!(inlining[0]["edit"]["changes"][URI][0]["newText"], r#"{"type": "number"}"#);
    assert_eq!(actions(4, 4, "refactor").len(), 3, "a kind includes those below it");
}

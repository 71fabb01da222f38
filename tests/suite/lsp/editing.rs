//! Completion, formatting while typing, lenses, tokens that changed, what is encoded.

use serde_json::{Value, json};

use super::client::Client;
use super::{URI, change, columns};

fn completions(client: &mut Client, column: u32) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": column}});
    client.request("textDocument/completion", params)["result"].as_array().unwrap().clone()
}

fn named<'v>(items: &'v [Value], label: &str) -> &'v Value {
    items.iter().find(|item| item["label"] == label).unwrap()
}

#[test]
fn documentation_is_resolved_when_an_item_is_selected() {
    let lazy = json!({"textDocument": {"completion": {"completionItem": {"resolveSupport": {"properties": ["documentation"]}}}}});
    let (mut client, answer) = Client::start_with(lazy, Value::Null);
    client.skip("textDocument/publishDiagnostics");
    assert_eq!(answer["capabilities"]["completionProvider"]["resolveProvider"], true);
    client.open(URI, "{}");
    let items = completions(&mut client, 1);
    let title = named(&items, "title").clone();
    assert_eq!(title["documentation"], Value::Null);
    let resolved = client.request("completionItem/resolve", title.clone());
    assert!(resolved["result"]["documentation"].as_str().unwrap().starts_with("The name of the integration"));
    assert_eq!(resolved["result"]["textEdit"], title["textEdit"]);
    // The text has changed meanwhile: the item is as good as it was.
    client.notify("textDocument/didChange", change(2, None, "{ }"));
    assert_eq!(client.request("completionItem/resolve", title.clone())["result"], title);

    let (mut client, answer) = Client::start_with(json!({}), Value::Null);
    client.skip("textDocument/publishDiagnostics");
    assert_eq!(answer["capabilities"]["completionProvider"]["resolveProvider"], false);
    client.open(URI, "{}");
    assert!(named(&completions(&mut client, 1), "title")["documentation"].is_string());
}

#[test]
fn completions_follow_the_client_capabilities() {
    let item = json!({"insertReplaceSupport": true, "commitCharactersSupport": true, "labelDetailsSupport": true});
    let (mut client, _) =
        Client::start_with(json!({"textDocument": {"completion": {"completionItem": item}}}), Value::Null);
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\"visibility\": \"p\", \"ti");
    let items = completions(&mut client, 17);
    let private = named(&items, "private");
    assert_eq!(private["commitCharacters"], json!([",", "}", "]"]));
    assert_eq!(columns(&private["textEdit"]["range"]), (15, 18), "a value is replaced as a whole");
    assert_eq!(private["labelDetails"]["description"], "default");
    // So is a half-typed key: what stays behind it would be a mistake.
    client.notify("textDocument/didChange", change(2, None, "{\"titXurl"));
    let items = completions(&mut client, 5);
    assert_eq!(columns(&named(&items, "title")["textEdit"]["range"]), (1, 9));

    let (mut client, _) = Client::start_with(json!({}), Value::Null);
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\"titXurl");
    let items = completions(&mut client, 5);
    let title = named(&items, "title");
    assert!(
        title["textEdit"]["range"].is_object()
            && title["labelDetails"].is_null()
            && title["commitCharacters"].is_null()
    );
}

#[test]
fn a_new_line_is_moved_in() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\n  \"user\": {\n\n  }\n}\n");
    let ask = |client: &mut Client, line: u32, character: u32, typed: &str| {
        let params = json!({
            "textDocument": {"uri": URI}, "position": {"line": line, "character": character}, "ch": typed,
            "options": {"tabSize": 4, "insertSpaces": true},
        });
        client.request("textDocument/onTypeFormatting", params)["result"].clone()
    };
    let edits = ask(&mut client, 2, 0, "\n");
    assert_eq!((&edits[0]["newText"], columns(&edits[0]["range"])), (&json!("      "), (0, 0)));
    assert_eq!(ask(&mut client, 3, 3, "}"), json!([]));
}

#[test]
fn lenses_use_the_command_of_clients_that_have_it() {
    let text = r#"{"user": {"tags": {"id": {}, "x": {}}, "creation": {"enabled": true, "requiredTags": ["id"]}}}"#;
    let with = json!({"experimental": {"commands": {"commands": ["integration-ls.showReferences"]}}});
    for (capabilities, command) in [(with, "integration-ls.showReferences"), (json!({}), "")] {
        let (mut client, _) = Client::start_with(capabilities, Value::Null);
        client.skip("textDocument/publishDiagnostics");
        client.open(URI, text);
        let lenses = client.request("textDocument/codeLens", json!({"textDocument": {"uri": URI}}))["result"].clone();
        let titles: Vec<&str> =
            lenses.as_array().unwrap().iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect();
        assert_eq!(titles, ["Update (no name or version)", "1 reference"]);
        assert_eq!(lenses[1]["command"]["command"], command);
        if !command.is_empty() {
            let arguments = &lenses[1]["command"]["arguments"];
            assert_eq!((&arguments[0], &arguments[1]["character"]), (&json!(URI), &json!(19)));
            assert_eq!(columns(&arguments[2][0]["range"]), (86, 90));
        }
    }
}

#[test]
fn the_icon_is_an_image_for_clients_that_show_images() {
    for (capabilities, is_shown) in [
        (
            json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}, "experimental": {"integration-ls": {"pictures": true}}}),
            true,
        ),
        (json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}}), false),
        (json!({"experimental": {"integration-ls": {"pictures": true}}}), false),
    ] {
        let (mut client, _) = Client::start_with(capabilities, Value::Null);
        client.skip("textDocument/publishDiagnostics");
        client.open(URI, "{\"icon\": \"PHN2Zy8+\"}");
        let text = client.hover(URI, 0, 3)["result"]["contents"].to_string();
        assert_eq!(text.contains("](data:image/svg+xml;base64,PHN2Zy8+|width=64,height=64)"), is_shown, "{text}");
        // What is no SVG is no picture.
        client.notify("textDocument/didChange", change(2, None, "{\"icon\": \"aGVsbG8=\"}"));
        assert!(!client.hover(URI, 0, 3).to_string().contains("data:image"));
    }
}

#[test]
fn only_the_tokens_that_changed_are_sent() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, r#"{"actions": {"a": {}, "b": {}, "c": {}}}"#);
    let document = json!({"textDocument": {"uri": URI}});
    let full = client.request("textDocument/semanticTokens/full", document.clone())["result"].clone();
    assert_eq!(full["data"].as_array().unwrap().len(), 15);
    let delta = |client: &mut Client, id: &Value| {
        client.request(
            "textDocument/semanticTokens/full/delta",
            json!({"textDocument": {"uri": URI}, "previousResultId": id}),
        )["result"]
            .clone()
    };
    let same = delta(&mut client, &full["resultId"]);
    assert_eq!(same["edits"], json!([]));
    let at = json!({"start": {"line": 0, "character": 23}, "end": {"line": 0, "character": 24}});
    client.notify("textDocument/didChange", change(2, Some(at), "both"));
    let changed = delta(&mut client, &same["resultId"]);
    // The second token is longer, and the third farther from it.
    assert_eq!(changed["edits"], json!([{"start": 5, "deleteCount": 10, "data": [0, 9, 6, 0, 1, 0, 12, 3, 0, 1]}]));
    let whole = delta(&mut client, &json!("of another time"));
    assert_eq!(whole["data"].as_array().unwrap().len(), 15);
}

#[test]
fn encoded_content_is_read_and_written() {
    let (mut client, answer) = Client::start_with(json!({}), Value::Null);
    client.skip("textDocument/publishDiagnostics");
    let announced = &answer["capabilities"]["experimental"]["integration-ls"]["requests"];
    assert_eq!(
        *announced,
        json!([
            "integration-ls/content",
            "integration-ls/replaceContent",
            "integration-ls/form",
            "integration-ls/comparable",
            "integration-ls/status"
        ])
    );
    client.open(URI, "{\"readme\": \"IyBBY21l\", \"icon\": \"<svg/>\", \"titel\": 1}");
    let ask = |client: &mut Client, field: &str| {
        client.request("integration-ls/content", json!({"textDocument": {"uri": URI}, "field": field}))["result"]
            .clone()
    };
    let readme = ask(&mut client, "readme");
    assert_eq!(
        (&readme["text"], &readme["mediaType"], &readme["version"]),
        (&json!("# Acme"), &json!("text/markdown"), &json!(1))
    );
    assert_eq!(columns(&readme["range"]), (11, 21));
    assert_eq!(ask(&mut client, "icon")["problem"], "It is not valid base64.");
    assert_eq!(ask(&mut client, "title"), Value::Null);
    let write = json!({"textDocument": {"uri": URI}, "field": "readme", "text": "# é"});
    let edit = client.request("integration-ls/replaceContent", write)["result"]["changes"][URI][0].clone();
    assert_eq!((&edit["newText"], columns(&edit["range"])), (&json!("\"IyDDqQ==\""), (11, 21)));
    let status = client.request("integration-ls/status", json!({"textDocument": {"uri": URI}}))["result"].clone();
    assert_eq!((&status["form"], &status["reason"]), (&json!("update"), &json!("keys")));
    assert_eq!(status["diagnostics"]["error"], 2, "{status}");
    client.notify("textDocument/didChange", change(2, None, "{}"));
    let edit = client.request(
        "integration-ls/replaceContent",
        json!({"textDocument": {"uri": URI}, "field": "icon", "text": "<svg/>"}),
    );
    assert_eq!(edit["result"]["changes"][URI][0]["newText"], "\"icon\": \"PHN2Zy8+\"");
}

#[test]
fn a_key_without_a_closing_quote_is_renamed_alone() {
    let (before, after) = ("{\n  \"actions\": {\n    ", "\n  }\n}\n");
    for rest in [": {\"title\": \"Send\"},", ": {}", ": null, \"receive\": {}", ":", ""] {
        let mut client = Client::start();
        client.skip("textDocument/publishDiagnostics");
        let text = format!("{before}\"send{rest}{after}");
        client.open(URI, &text);
        let at = json!({"textDocument": {"uri": URI}, "position": {"line": 2, "character": 7}});
        let prepared = client.request("textDocument/prepareRename", at.clone())["result"].clone();
        assert_eq!(columns(&prepared["range"]), (4, 9), "{rest}");
        assert_eq!(prepared["placeholder"], "send", "{rest}");
        let mut rename = at.clone();
        rename["newName"] = json!("deliver");
        let edits = client.request("textDocument/rename", rename)["result"]["changes"][URI].clone();
        assert_eq!(edits.as_array().map(Vec::len), Some(1), "{rest}");
        assert_eq!((columns(&edits[0]["range"]), &edits[0]["newText"]), ((4, 9), &json!("\"deliver\"")), "{rest}");
        let hover = client.request("textDocument/hover", at)["result"].clone();
        assert_eq!(columns(&hover["range"]), (4, 9), "{rest}");
    }
}

#[test]
fn nothing_comes_up_when_a_string_has_just_been_closed() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\"visibility\": \"public\"}");
    let mut ask = |context: Value| {
        let at = json!({"line": 0, "character": 23});
        let params = json!({"textDocument": {"uri": URI}, "position": at, "context": context});
        client.request("textDocument/completion", params)["result"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(ask(json!({"triggerKind": 2, "triggerCharacter": "\""})), 0);
    assert_eq!(ask(json!({"triggerKind": 1})), 3, "unless it is asked for");
}

/// The text after the item of that label is accepted at `⎮`, by a client that supports nothing.
fn accepted(fixture: &str, label: &str) -> String {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    let (before, behind) = fixture.split_once('⎮').unwrap();
    let text = format!("{before}{behind}");
    client.open(URI, &text);
    let items = completions(&mut client, before.encode_utf16().count() as u32);
    let item = items.iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| panic!("{label} is not offered in {fixture}: {items:?}"));
    let mut edits = item["additionalTextEdits"].as_array().cloned().unwrap_or_default();
    edits.push(item["textEdit"].clone());
    edits.sort_by_key(|edit| columns(&edit["range"]));
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for edit in edits.iter().rev() {
        let (start, end) = columns(&edit["range"]);
        units.splice(start as usize..end as usize, edit["newText"].as_str().unwrap().encode_utf16());
    }
    String::from_utf16(&units).unwrap()
}

#[test]
fn an_item_replaces_what_is_half_typed_and_nothing_else() {
    let tags = |list: &str| {
        format!(
            "{{\"title\": \"😀\", \"user\": {{\"tags\": {{\"ab\": {{}}}}, \"creation\": {{\"requiredTags\": {list}}}}}}}"
        )
    };
    for (fixture, label, after) in [
        (tags(r#"["a⎮, "cd"]"#), "ab", tags(r#"["ab", "cd"]"#)),
        (tags(r#"["a⎮ "cd"]"#), "ab", tags(r#"["ab", "cd"]"#)),
        (r#"{"visibility": "xoo"⎮}"#.to_owned(), "public", r#"{"visibility": "public"}"#.to_owned()),
        (r#"{"visibility": ⎮"xoo"}"#.to_owned(), "public", r#"{"visibility": "public"}"#.to_owned()),
        (r#"{"visibility": "p⎮, "url": ""}"#.to_owned(), "public", r#"{"visibility": "public", "url": ""}"#.to_owned()),
        (r#"{"public": "⎮"}"#.to_owned(), "true", r#"{"public": true}"#.to_owned()),
        (r#"{"public": "tr⎮"}"#.to_owned(), "true", r#"{"public": true}"#.to_owned()),
        (r#"{⎮}"#.to_owned(), "name", r#"{"name": ""}"#.to_owned()),
        (r#"{"na⎮"}"#.to_owned(), "maxExecutionTime", r#"{"maxExecutionTime": 1}"#.to_owned()),
        (
            "⎮".to_owned(),
            "update an integration",
            "{\n  \"title\": \"Acme Mail\",\n  \"description\": \"Send and receive mail with Acme.\"\n}".to_owned(),
        ),
    ] {
        assert_eq!(accepted(&fixture, label), after, "{fixture}");
    }
}

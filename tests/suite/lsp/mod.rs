//! The built server, spoken to as an editor does.

mod baseline;
pub(crate) mod client;
mod conformance;
mod editing;
mod fallbacks;
mod findings;
mod frames;
mod manners;
mod no_network;
mod schema_names;
mod settings;
mod spelling;
#[cfg(feature = "remote")]
mod validation;
mod watching;
mod workspace;

use integration_ls::text::{Encoding, LineIndex, floor_boundary};
use serde_json::{Value, json};

use client::{Client, frame, notification, raw_frame};

const URI: &str = "file:///work/acme.integration.json";

/// The codes of diagnostics, but for those that miss titles, icons and the like: small examples have none.
fn codes(diagnostics: &[Value]) -> Vec<&str> {
    let codes = diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap());
    codes.filter(|code| !code.starts_with("integration-")).collect()
}

fn change(version: i64, range: Option<Value>, text: &str) -> Value {
    let change = match range {
        Some(range) => json!({"range": range, "text": text}),
        None => json!({"text": text}),
    };
    json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": [change]})
}

#[test]
fn a_session_from_the_first_character_to_the_close() {
    let (mut client, answer) = Client::start_with(json!({}), Value::Null);
    assert_eq!(answer["serverInfo"]["name"], "integration-ls");
    client.open(URI, "{\"visibilty\": \"public\"}");
    let diagnostics = client.diagnostics(URI, 1);
    assert_eq!(codes(&diagnostics), ["unknown-key"]);
    assert_eq!(
        diagnostics[0]["range"],
        json!({"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 12}})
    );
    assert_eq!(diagnostics[0]["source"], "integration-ls");
    let range = json!({"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 9}});
    client.notify("textDocument/didChange", change(2, Some(range), "i"));
    assert!(client.diagnostics(URI, 2).is_empty());
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    let closed = client.wait("the empty publish", |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"].get("version").is_none_or(Value::is_null)
    });
    assert_eq!(closed["params"]["diagnostics"], json!([]));
    assert!(client.end(&["shutdown", "exit"]).success());
}

#[test]
fn five_hundred_edits_in_one_write_end_in_the_state_of_the_last() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\"title\": \"\"}");
    client.diagnostics(URI, 1);
    let mut bytes = Vec::new();
    for version in 2..=501 {
        // Each edit stands where the one before it ended: one lost or swapped would show.
        let column = 11 + version - 2;
        let at = json!({"start": {"line": 0, "character": column}, "end": {"line": 0, "character": column}});
        let letter = char::from(b'a' + (version % 26) as u8).to_string();
        bytes.extend(frame(&notification("textDocument/didChange", change(version, Some(at), &letter))));
    }
    client.write(&bytes);
    let diagnostics = client.diagnostics(URI, 501);
    assert_eq!(codes(&diagnostics), ["too-long"]);
    assert!(diagnostics[0]["message"].as_str().unwrap().contains("500 characters"));
    let hover = client.hover(URI, 0, 3);
    assert!(hover["result"]["contents"]["value"].as_str().unwrap().contains("500 of 64 characters"), "{hover}");
}

#[test]
fn a_change_that_comes_late_is_put_where_it_belongs() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\"visibility\": \"\"}");
    // Letters of a word that is typed, and one that is deleted in between, as messages that overtake each other.
    let insert = |version: i64, column: u64, text: &str| {
        let at = json!({"line": 0, "character": column});
        change(version, Some(json!({"start": at, "end": at})), text)
    };
    let delete = |version: i64, column: u64| {
        let (start, end) = (json!({"line": 0, "character": column}), json!({"line": 0, "character": column + 1}));
        change(version, Some(json!({"start": start, "end": end})), "")
    };
    for late in [
        insert(2, 16, "p"),
        insert(4, 18, "x"),
        insert(3, 17, "u"),
        insert(6, 18, "b"),
        insert(8, 20, "i"),
        insert(7, 19, "l"),
        delete(5, 18),
        insert(9, 21, "c"),
    ] {
        client.notify("textDocument/didChange", late);
    }
    assert_eq!(client.diagnostics(URI, 9), Vec::<Value>::new(), "the text is \"public\"");
    // A client that starts to count again is not late.
    client.all();
    client.notify("textDocument/didChange", insert(1, 22, "!"));
    let message = client.diagnostics(URI, 1)[0]["message"].to_string();
    assert!(message.contains("public!"), "{message}");
}

#[test]
fn edits_in_every_encoding_with_emoji_and_every_line_break() {
    for (name, encoding) in [("utf-8", Encoding::Utf8), ("utf-16", Encoding::Utf16), ("utf-32", Encoding::Utf32)] {
        let capabilities = json!({"general": {"positionEncodings": [name]}});
        let (mut client, answer) = Client::start_with(capabilities, Value::Null);
        assert_eq!(answer["capabilities"]["positionEncoding"], name);
        client.skip("textDocument/publishDiagnostics");
        let mut text = "{\r\n\t\"title\": \"\u{1f600}e\u{301}\u{df}\",\r\n\t\"description\": \"\"\r\n}".to_owned();
        client.open(URI, &text);
        let mut random = fastrand::Rng::with_seed(9);
        for version in 2..60 {
            let start = floor_boundary(&text, random.usize(..=text.len()));
            let end = floor_boundary(&text, start + random.usize(..4)).max(start);
            let index = LineIndex::new(&text);
            let place = |offset: usize| {
                let position = index.position(&text, offset as u32, encoding);
                json!({"line": position.line, "character": position.column})
            };
            // The model makes the edit that the positions say: between \r and \n there is none.
            let real =
                |offset: usize| index.offset(&text, index.position(&text, offset as u32, encoding), encoding) as usize;
            let range = json!({"start": place(start), "end": place(end)});
            let piece = ["\u{1f4a3}", "\n", "\r\n", "x", "\"", "", "\u{e9}", "\r"][random.usize(..8)];
            client.notify("textDocument/didChange", change(version, Some(range), piece));
            let (start, end) = (real(start), real(end));
            text.replace_range(start..end, piece);
        }
        let end = LineIndex::new(&text);
        let at = end.position(&text, text.len() as u32, encoding);
        // A second server that is given the final text has to say the same.
        client.notify("textDocument/didChange", change(60, Some(json!({"start": {"line": at.line, "character": at.column}, "end": {"line": at.line, "character": at.column}})), "!"));
        let edited = client.diagnostics(URI, 60);
        client.notify("textDocument/didChange", change(61, None, &(text + "!")));
        assert_eq!(edited, client.diagnostics(URI, 61), "{name}");
    }
}

#[test]
fn the_encoding_is_utf_8_if_offered_and_utf_16_by_default() {
    for (offered, chosen) in [
        (json!(["utf-16", "utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-32"),
        (json!(["utf-7"]), "utf-16"),
        (Value::Null, "utf-16"),
    ] {
        let (_, answer) = Client::start_with(json!({"general": {"positionEncodings": offered}}), Value::Null);
        assert_eq!(answer["capabilities"]["positionEncoding"], chosen);
    }
}

#[test]
fn completion_in_a_string_replaces_the_string() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\"visibility\": \"\"}");
    let answer = client.request(
        "textDocument/completion",
        json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 16}}),
    );
    let items = answer["result"].as_array().unwrap();
    let labels: Vec<&str> = items.iter().map(|item| item["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["public", "private", "unlisted"]);
    assert_eq!(
        items[1]["textEdit"],
        json!({"range": {"start": {"line": 0, "character": 15}, "end": {"line": 0, "character": 17}}, "newText": "\"private\""})
    );
    assert_eq!(items[1]["filterText"], "\"private\"");
}

/// Only a build for development has a request that panics.
#[cfg(debug_assertions)]
#[test]
fn a_panic_in_a_request_is_an_error_and_the_server_keeps_running() {
    let mut client = Client::start();
    client.open(URI, "{\"title\": \"fine\"}");
    client.diagnostics(URI, 1);
    let answer = client.request("integration-ls/panic", json!({"text": "hunter2"}));
    assert_eq!(answer["error"]["code"], -32603, "{answer}");
    let log = client.wait_for("window/logMessage");
    let log = client.wait("the log of it", |message| message["params"]["type"] == 1).to_string() + &log.to_string();
    assert!(log.contains("internal error in integration-ls/panic (src/server/backend.rs:"), "{log}");
    assert!(!log.contains("hunter2") && !answer.to_string().contains("hunter2"), "a panic may quote the document");
    assert!(client.hover(URI, 0, 3)["result"]["contents"]["value"].as_str().unwrap().contains("title"));
}

#[test]
fn garbage_between_messages_is_skipped() {
    let mut client = Client::start();
    client.write(b"nonsense\r\n\r\nContent-Length: 5\r\n\r\n{\"a\":");
    client.write(b"Content-Type: x\r\nContent-Length: 2\r\n\r\n\xff\xfe");
    for _ in 0..2 {
        assert_eq!(client.wait("an error", |message| message["id"].is_null())["error"]["code"], -32700);
    }
    // Half of an emoji, as JavaScript editors send it.
    let body = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.json","languageId":"json","version":1,"text":"{\"title\": \"\ud83d\"}"}}}"#;
    client.write(&raw_frame(body));
    assert!(client.diagnostics("file:///a.json", 1).is_empty());
}

#[test]
fn positions_and_documents_that_do_not_exist() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    assert_eq!(client.hover(URI, 0, 0)["result"], Value::Null, "not open");
    client.notify("textDocument/didChange", change(2, None, "{}"));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    client.notify("an/unknownNotification", json!({}));
    client.open(URI, "{}");
    assert!(client.hover(URI, u32::MAX, u32::MAX).get("error").is_none());
    let range = json!({"start": {"line": 9, "character": 9}, "end": {"line": 0, "character": 0}});
    client.notify("textDocument/didChange", change(2, Some(range), "x"));
    assert!(client.diagnostics(URI, 2).is_empty(), "a change that runs backwards is left out");
    assert_eq!(client.request("an/unknownRequest", json!({}))["error"]["code"], -32601);
}

#[test]
fn settings_change_the_form_and_bad_ones_are_shown() {
    let (mut client, _) = Client::start_with(json!({}), json!({"form": "create", "fomr": 1}));
    client.skip("textDocument/publishDiagnostics");
    let shown = client.wait_for("window/showMessage");
    assert!(
        shown["params"]["message"].as_str().unwrap().contains("There is no setting \"fomr\". Did you mean \"form\"?")
    );
    client.open(URI, "{}");
    assert_eq!(codes(&client.diagnostics(URI, 1)), ["missing-key"]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"integration-ls": {"form": "update"}}}));
    assert!(client.diagnostics(URI, 1).is_empty());
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"integration-ls": 7}}));
    client.wait_for("window/showMessage");
    client.wait("the log", |message| {
        message["params"]["message"]
            .as_str()
            .is_some_and(|text| text.ends_with("as: Update (set in the configuration)"))
    });
}

/// VS Code sends all settings of the extension's section, those that only the extension reads too.
#[test]
fn settings_of_the_extension_are_not_reported() {
    let package = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/editors/vscode/package.json")).unwrap();
    let package: Value = serde_json::from_str(&package).unwrap();
    let declared = package["contributes"]["configuration"]["properties"].as_object().unwrap();
    let mut settings = json!({});
    for (name, setting) in declared {
        let name = name.strip_prefix("integration-ls.").unwrap();
        let at = format!("/{}", name.replace('.', "/"));
        if let Some((parent, _)) = name.split_once('.') {
            settings[parent] = json!({name[parent.len() + 1..].to_owned(): setting["default"]});
        } else {
            settings[name] = setting["default"].clone();
        }
        assert!(settings.pointer(&at).is_some(), "{at}");
    }
    assert!(settings.get("files").is_some() && settings.get("rules").is_some(), "{settings}");
    let (mut client, _) = Client::start_with(json!({}), settings.clone());
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"integration-ls": settings}}));
    client.open(URI, "{}");
    assert!(client.diagnostics(URI, 1).is_empty());
    assert!(client.unread("window/showMessage").is_empty());
}

#[test]
fn settings_are_requested_from_clients_that_support_it() {
    let (mut client, _) = Client::start_with(json!({"workspace": {"configuration": true}}), Value::Null);
    let ask = client.wait_for("workspace/configuration");
    assert_eq!(ask["params"]["items"][0]["section"], "integration-ls");
    client.open(URI, "{}");
    assert!(client.diagnostics(URI, 1).is_empty());
    client.answer(&ask, json!([{"form": "create"}]));
    assert_eq!(codes(&client.diagnostics(URI, 1)), ["missing-key"]);
}

#[test]
fn comments_are_allowed_only_in_jsonc() {
    let mut client = Client::start();
    for (uri, expected) in [("file:///x.jsonc", vec![]), ("file:///x.json", vec!["comment-in-json", "trailing-comma"])]
    {
        client.open(uri, "// x\n{\"title\": \"Acme\",}");
        let diagnostics = client.diagnostics(uri, 1);
        assert_eq!(codes(&diagnostics), expected);
    }
}

#[test]
fn exit_statuses() {
    assert!(Client::start().end(&["shutdown", "exit"]).success());
    assert_eq!(Client::start().end(&["exit"]).code(), Some(1));
    assert!(!Client::start().end(&[]).success(), "the editor has gone without a word");
    assert_eq!(Client::raw().end(&["exit"]).code(), Some(1));
}

/// What an editor like VS Code can do.
fn abilities() -> Value {
    json!({
        "workspace": {"workspaceEdit": {"documentChanges": true}, "didChangeWatchedFiles": {"dynamicRegistration": true}},
        "textDocument": {
            "hover": {"contentFormat": ["markdown"]},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}}},
        },
    })
}

fn actions(client: &mut Client, column: u32, context: Value) -> Vec<Value> {
    let place = json!({"line": 0, "character": column});
    let range = json!({"start": place, "end": place});
    let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
    client.request("textDocument/codeAction", params)["result"].as_array().unwrap().clone()
}

#[test]
fn an_example_for_a_property_of_a_schema() {
    let (mut client, _) = Client::start_with(abilities(), Value::Null);
    client.skip("client/registerCapability");
    let text = r#"{"events": {"é😀": {"schema": {"properties": {"age": {"type": "integer"}}}}}}"#;
    client.open(URI, text);
    client.diagnostics(URI, 1);
    let column = text[..text.find("age").unwrap()].encode_utf16().count() as u32;
    let found = actions(&mut client, column, json!({"diagnostics": [], "only": ["refactor.rewrite"]}));
    let action = found.last().unwrap();
    assert_eq!((&action["title"], &action["kind"]), (&json!("Add an example"), &json!("refactor.rewrite")));
    let edit = &action["edit"]["documentChanges"][0]["edits"][0];
    let end = text[..text.find("}}}}").unwrap()].encode_utf16().count();
    assert_eq!(edit["newText"], ", \"examples\": [30]");
    assert_eq!(edit["range"]["start"], json!({"line": 0, "character": end}));
}

#[test]
fn quick_fixes_and_all_of_them_at_once() {
    let (mut client, answer) = Client::start_with(abilities(), Value::Null);
    client.skip("client/registerCapability");
    let kinds = &answer["capabilities"]["codeActionProvider"]["codeActionKinds"];
    assert_eq!(
        *kinds,
        json!([
            "quickfix",
            "refactor.rewrite",
            "refactor.extract",
            "refactor.inline",
            "source.fixAll.integration-ls",
            "source.sortKeys.integration-ls"
        ])
    );
    client.open(URI, "{\"titel\": \"😀\", 'public': true}");
    client.diagnostics(URI, 1);
    let found = actions(&mut client, 3, json!({"diagnostics": []}));
    let titles: Vec<&str> = found.iter().map(|action| action["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Rename to \"title\"", "Remove the key"]);
    assert_eq!(found[0]["kind"], "quickfix");
    assert_eq!(found[0]["isPreferred"], true);
    assert_eq!(found[0]["diagnostics"][0]["code"], "unknown-key");
    let change = &found[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    assert_eq!(
        change["edits"],
        json!([{"newText": "\"title\"", "range": {"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 8}}}])
    );

    for only in ["source.fixAll", "source.fixAll.integration-ls"] {
        let all = actions(&mut client, 0, json!({"diagnostics": [], "only": [only]}));
        assert_eq!(all.len(), 1, "{only}");
        let edit = &all[0]["edit"]["documentChanges"][0]["edits"][0];
        // UTF-16: the emoji has two units.
        assert_eq!(edit["range"]["start"]["character"], 16);
        assert!(edit["newText"].as_str().unwrap().contains("\"visibility\": \"public"), "{edit}");
    }
    assert!(actions(&mut client, 3, json!({"diagnostics": [], "only": ["refactor"]})).is_empty());
    assert!(actions(&mut client, 12, json!({"diagnostics": []})).is_empty());
    let sources = actions(&mut client, 12, json!({"diagnostics": [], "only": ["source"]}));
    let kinds: Vec<&str> = sources.iter().map(|action| action["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["source.fixAll.integration-ls"], "what is no JSON is not sorted");
}

#[test]
fn a_hover_on_a_diagnostic_explains_its_rule() {
    let mut client = Client::start();
    client.open(URI, "{\"titel\": 1, \"public\": true}");
    client.diagnostics(URI, 1);
    let text = |answer: Value| answer["result"]["contents"]["value"].as_str().unwrap().to_owned();
    assert!(text(client.hover(URI, 0, 3)).starts_with("`unknown-key`: "));
    let both = text(client.hover(URI, 0, 15));
    assert!(both.contains("Whether anyone can install") && both.contains("`deprecated-key`: "), "{both}");
}

/// No answer depends on whether somebody has asked for diagnostics before.
#[test]
fn hovers_show_rules_to_clients_that_pull_diagnostics_too() {
    let mut hovers = Vec::new();
    for pulls in [true, false] {
        let mut capabilities = json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}});
        if pulls {
            capabilities["textDocument"]["diagnostic"] = json!({});
        }
        let (mut client, _) = Client::start_with(capabilities, Value::Null);
        client.skip("textDocument/publishDiagnostics");
        client.open(URI, "{\"titel\": 1}");
        let hover = client.hover(URI, 0, 3)["result"].clone();
        assert!(hover["contents"]["value"].as_str().unwrap().starts_with("`unknown-key`"), "{hover}");
        client.notify("textDocument/didChange", change(2, None, "{\"titl\": 1}"));
        hovers.push((hover, client.hover(URI, 0, 3)["result"].clone()));
    }
    assert_eq!(hovers[0], hovers[1]);
}

#[test]
fn a_configuration_file_applies_and_its_mistakes_are_shown_in_it() {
    let folder = crate::cli::Folder::new("lsp-config");
    let uri = |name: &str| format!("file://{}", folder.path().join(name).display());
    folder.write("integration-ls.toml", "[rules]\nunknown-key = \"off\"\nwrong = \"off\"\n");
    let (mut client, _) = Client::start_with(abilities(), Value::Null);
    let register = client.wait_for("client/registerCapability");
    client.answer(&register, Value::Null);
    assert!(register["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles");
    client.skip("client/registerCapability");

    let (manifest, toml) = (uri("integration.json"), uri("integration-ls.toml"));
    client.open(&manifest, "{\"titel\": 1}");
    assert!(client.diagnostics(&manifest, 1).is_empty(), "the rest of a bad file holds");
    let flaws = |client: &mut Client| {
        let told = client.wait("the flaws", |message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == toml
        });
        told["params"]["diagnostics"].as_array().unwrap().clone()
    };
    let found = flaws(&mut client);
    assert_eq!(found[0]["range"]["start"], json!({"line": 2, "character": 0}));
    assert!(found[0]["message"].as_str().unwrap().starts_with("There is no rule \"wrong\"."));

    folder.write("integration-ls.toml", "[rules]\nunknown-key = \"hint\"\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": toml, "type": 2}]}));
    assert_eq!(client.diagnostics(&manifest, 1)[0]["severity"], 4);
    assert!(flaws(&mut client).is_empty());
    // What the editor's user sets goes over the file.
    let settings = json!({"settings": {"integration-ls": {"rules": {"unknown-key": "warning"}}}});
    client.notify("workspace/didChangeConfiguration", settings);
    assert_eq!(client.diagnostics(&manifest, 1)[0]["severity"], 2);
}

/// Asks something about a place in a document of one line.
fn at(client: &mut Client, method: &str, column: u32, more: Value) -> Value {
    let mut params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": column}});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.request(method, params)
}

fn columns(range: &Value) -> (u64, u64) {
    (range["start"]["character"].as_u64().unwrap(), range["end"]["character"].as_u64().unwrap())
}

#[test]
fn names_are_found_followed_and_changed() {
    let capabilities = json!({"textDocument": {"definition": {"linkSupport": true}, "declaration": {"linkSupport": true}, "rename": {"prepareSupport": true}}});
    let (mut client, answer) = Client::start_with(capabilities, Value::Null);
    client.skip("textDocument/publishDiagnostics");
    assert_eq!(answer["capabilities"]["renameProvider"], json!({"prepareProvider": true}));
    client.open(
        URI,
        r#"{"user": {"tags": {"é😀": {}, "x": {}}, "creation": {"enabled": false, "requiredTags": ["é😀"]}}}"#,
    );
    // UTF-16: é is one unit, the emoji two.
    let (declaration, used) = ((19, 24), (88, 93));
    let answer = at(&mut client, "textDocument/definition", 90, json!({}));
    let link = &answer["result"][0];
    assert_eq!(columns(&link["targetSelectionRange"]), declaration);
    assert_eq!(columns(&link["originSelectionRange"]), used);
    let same = at(&mut client, "textDocument/declaration", 90, json!({}));
    assert_eq!(same["result"][0], *link);
    for (with, expected) in [(true, vec![declaration, used]), (false, vec![used])] {
        let context = json!({"context": {"includeDeclaration": with}});
        let answer = at(&mut client, "textDocument/references", 20, context);
        let found: Vec<_> = answer["result"].as_array().unwrap().iter().map(|place| columns(&place["range"])).collect();
        assert_eq!(found, expected);
    }
    let highlights = at(&mut client, "textDocument/documentHighlight", 20, json!({}));
    assert_eq!((&highlights["result"][0]["kind"], &highlights["result"][1]["kind"]), (&json!(3), &json!(2)));
    let prepared = at(&mut client, "textDocument/prepareRename", 20, json!({}));
    assert_eq!(prepared["result"]["placeholder"], "é😀");
    let renamed = at(&mut client, "textDocument/rename", 20, json!({"newName": "id"}));
    let edits = renamed["result"]["changes"][URI].as_array().unwrap();
    assert_eq!(edits.iter().map(|edit| columns(&edit["range"])).collect::<Vec<_>>(), [declaration, used]);
    assert!(edits.iter().all(|edit| edit["newText"] == "\"id\""));
    let refused = at(&mut client, "textDocument/rename", 20, json!({"newName": "x"}));
    assert!(refused["error"]["message"].as_str().unwrap().contains("already exists"), "{refused}");
    for method in ["textDocument/definition", "textDocument/prepareRename", "textDocument/documentHighlight"] {
        assert_eq!(at(&mut client, method, 2, json!({}))["result"], Value::Null, "{method}");
    }
}

#[test]
fn the_outline_is_a_tree_for_clients_that_support_it() {
    let nested = json!({"textDocument": {"documentSymbol": {
        "hierarchicalDocumentSymbolSupport": true, "tagSupport": {"valueSet": [1]},
    }}});
    for (capabilities, is_tree) in [(nested, true), (json!({}), false)] {
        let (mut client, _) = Client::start_with(capabilities, Value::Null);
        client.skip("textDocument/publishDiagnostics");
        client.open(URI, r#"{"public": true, "actions": {"": {"title": "Send"}}}"#);
        let answer = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
        let symbols = answer["result"].as_array().unwrap();
        let is_deprecated = (&symbols[0]["tags"], &symbols[0]["deprecated"]);
        if is_tree {
            assert_eq!(is_deprecated, (&json!([1]), &Value::Null));
            let action = &symbols[1]["children"][0];
            // A name may not be empty; a function is 12.
            assert_eq!(
                (&action["name"], &action["kind"], &action["detail"]),
                (&json!("\"\""), &json!(12), &json!("Send"))
            );
        } else {
            assert_eq!(is_deprecated, (&Value::Null, &json!(true)), "as before there were tags");
            let names: Vec<&str> = symbols.iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
            assert_eq!(names, ["public", "actions", "\"\"", "title"]);
            assert_eq!(symbols[3]["containerName"], "\"\"");
        }
    }
}

#[test]
fn folds_selections_and_formatting() {
    let (mut client, _) = Client::start_with(json!({"textDocument": {"foldingRange": {"rangeLimit": 1}}}), Value::Null);
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{\n  \"user\": {\n      \"tags\": {}\n  }\n}\n");
    let document = json!({"textDocument": {"uri": URI}});
    let folds = client.request("textDocument/foldingRange", document);
    assert_eq!(folds["result"], json!([{"startLine": 0, "endLine": 3}]), "one is all that the client wants");
    let positions =
        json!({"textDocument": {"uri": URI}, "positions": [{"line": 2, "character": 8}, {"line": 0, "character": 0}]});
    let selections = client.request("textDocument/selectionRange", positions);
    assert_eq!(columns(&selections["result"][0]["range"]), (7, 11));
    assert_eq!(columns(&selections["result"][0]["parent"]["range"]), (6, 12));
    assert_eq!(selections["result"].as_array().unwrap().len(), 2);
    let options = json!({"textDocument": {"uri": URI}, "options": {"tabSize": 2, "insertSpaces": true}});
    let edits = client.request("textDocument/formatting", options.clone());
    // Only the white space that differs.
    let range = json!({"start": {"line": 2, "character": 4}, "end": {"line": 2, "character": 6}});
    assert_eq!(edits["result"], json!([{"range": range, "newText": ""}]));
    for (line, expected) in [(0, 0), (2, 1)] {
        let place = json!({"line": line, "character": 1});
        let mut part = options.clone();
        part["range"] = json!({"start": place, "end": place});
        let edits = client.request("textDocument/rangeFormatting", part);
        assert_eq!(edits["result"].as_array().unwrap().len(), expected);
    }
    client.notify("textDocument/didChange", change(2, None, "{"));
    assert_eq!(client.request("textDocument/formatting", options)["result"], Value::Null);
}

#[test]
fn nothing_is_too_deep_for_a_selection_that_grows() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    let depth = 44_000;
    client.open(URI, &("[".repeat(depth) + &"]".repeat(depth)));
    let positions = json!({"textDocument": {"uri": URI}, "positions": [{"line": 0, "character": depth}]});
    let mut selection = client.request("textDocument/selectionRange", positions)["result"][0].clone();
    let mut count = 0;
    while !selection.is_null() {
        count += 1;
        let is_whole = columns(&selection["range"]) == (0, 2 * depth as u64);
        selection = selection["parent"].take();
        assert_eq!(is_whole, selection.is_null(), "the last is the whole document, and only that");
    }
    assert!((50..=100).contains(&count), "{count}: parsers of JSON bound the depth, too");
    assert!(client.hover(URI, 0, 0).get("error").is_none(), "and the server goes on");
}

#[test]
fn clients_that_pull_diagnostics_are_not_pushed_them() {
    let capabilities = json!({
        "textDocument": {"diagnostic": {"dynamicRegistration": false}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let (mut client, answer) = Client::start_with(capabilities, Value::Null);
    assert_eq!(answer["capabilities"]["diagnosticProvider"]["identifier"], "integration-ls");
    client.open(URI, "{\"titel\": 1}");
    let ask = |client: &mut Client, previous: Value| {
        let params = json!({"textDocument": {"uri": URI}, "previousResultId": previous});
        client.request("textDocument/diagnostic", params)["result"].clone()
    };
    let first = ask(&mut client, Value::Null);
    assert_eq!((&first["kind"], &first["items"][0]["code"]), (&json!("full"), &json!("unknown-key")));
    let same = ask(&mut client, first["resultId"].clone());
    assert_eq!(same, json!({"kind": "unchanged", "resultId": first["resultId"]}));

    client.notify("textDocument/didChange", change(2, None, "{\"title\": \"A\"}"));
    let second = ask(&mut client, first["resultId"].clone());
    assert_eq!((&second["kind"], &second["items"]), (&json!("full"), &json!([])));

    let settings = json!({"settings": {"integration-ls": {"form": "create"}}});
    client.notify("workspace/didChangeConfiguration", settings);
    let refresh = client.wait_for("workspace/diagnostic/refresh");
    client.answer(&refresh, Value::Null);
    let third = ask(&mut client, second["resultId"].clone());
    assert_eq!(codes(third["items"].as_array().unwrap()), ["missing-key"]);

    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(ask(&mut client, third["resultId"].clone()), json!({"kind": "full", "items": []}));
    assert!(client.unread("textDocument/publishDiagnostics").is_empty(), "nothing is sent as well");
}

#[test]
fn hints_between_the_text_and_links() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    let title = "😀".repeat(60);
    let text = format!(
        "{{\"title\": \"{title}\",\n\"icon\": \"PHN2Zy8+\", \"url\": \"https://a.b/c\",\n\"actions\": {{\"send\": null}}, \"secrets\": {{\"KEY\": \"hunter2\"}}}}"
    );
    client.open(URI, &text);
    let place = |line: u32, character: u32| json!({"line": line, "character": character});
    let ask = |client: &mut Client, start: Value, end: Value| {
        let params = json!({"textDocument": {"uri": URI}, "range": {"start": start, "end": end}});
        let answer = client.request("textDocument/inlayHint", params);
        let hints = answer["result"].as_array().unwrap().clone();
        hints.iter().map(|hint| hint["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ask(&mut client, place(0, 0), place(9, 0)), ["60 of 64", "6 bytes of SVG", "removes the action"]);
    assert_eq!(ask(&mut client, place(1, 0), place(1, 3)), ["6 bytes of SVG"]);
    let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": URI}}));
    assert_eq!(links["result"][0]["target"], "https://a.b/c");
    assert_eq!(columns(&links["result"][0]["range"]), (28, 41));
}

#[test]
fn unescaped_uris_are_accepted() {
    for (uri, answered) in [
        ("untitled:Untitled-1", "untitled:Untitled-1"),
        ("vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D", "vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D"),
        ("file:///c%3A/work/integration.json", "file:///c%3A/work/integration.json"),
        ("file:///C:/work/integration.json", "file:///C:/work/integration.json"),
        ("file:///work/%C3%A4/%F0%9F%98%80.json", "file:///work/%C3%A4/%F0%9F%98%80.json"),
        // Not as a URI is to be written; the same resource as one.
        ("file:///work/[id]/ä b.json", "file:///work/%5Bid%5D/%C3%A4%20b.json"),
    ] {
        let mut client = Client::start();
        client.open(uri, "{\"titel\": 1}");
        assert_eq!(codes(&client.diagnostics(answered, 1)), ["unknown-key"], "{uri}");
        let hover = client.hover(uri, 0, 3);
        assert!(hover["result"].is_object(), "{uri}: {hover}");
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        client.wait("the empty publish", |message| message["params"]["diagnostics"] == json!([]));
    }
}

#[test]
fn semantic_tokens_in_the_units_of_the_client() {
    let (mut client, answer) = Client::start_with(json!({}), Value::Null);
    client.skip("textDocument/publishDiagnostics");
    let legend = &answer["capabilities"]["semanticTokensProvider"]["legend"];
    assert_eq!((&legend["tokenTypes"][0], &legend["tokenModifiers"][0]), (&json!("function"), &json!("declaration")));
    client.open(URI, "{\"title\": \"😀\", \"actions\": {\"send\": {}},\n\"events\": {\"sent\": {}, \"gone\": {}}}");
    let full = client.request("textDocument/semanticTokens/full", json!({"textDocument": {"uri": URI}}));
    // Line, column, length, type, modifiers; each from the one before. The emoji has two units.
    assert_eq!(full["result"]["data"], json!([0, 28, 6, 0, 1, 1, 11, 6, 1, 1, 0, 12, 6, 1, 1]));
    let range = json!({"start": {"line": 1, "character": 24}, "end": {"line": 1, "character": 25}});
    let part =
        client.request("textDocument/semanticTokens/range", json!({"textDocument": {"uri": URI}, "range": range}));
    assert_eq!(part["result"]["data"], json!([1, 23, 6, 1, 1]));
}

#[cfg(feature = "remote")]
#[test]
fn the_features_page_lists_the_announced_capabilities() {
    let mut everything = abilities();
    everything["textDocument"]["diagnostic"] = json!({});
    let (mut client, answer) = Client::start_with(everything, Value::Null);
    client.skip("client/registerCapability");
    let mut announced: Vec<&str> = answer["capabilities"].as_object().unwrap().keys().map(String::as_str).collect();
    let page = include_str!("../../../docs/editor-features.md");
    let page = page.split("\n## ").next().unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let mut named: Vec<&str> = rows.collect();
    announced.sort_unstable();
    named.sort_unstable();
    assert_eq!(
        announced, named,
        "left: announced in src/server/capabilities.rs; right: named in docs/editor-features.md"
    );
}

/// A request that is handled but not announced would never be sent.
#[test]
fn every_request_that_is_handled_is_announced() {
    let mut everything = abilities();
    everything["textDocument"]["diagnostic"] = json!({});
    let (mut client, answer) = Client::start_with(everything, Value::Null);
    client.skip("client/registerCapability");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/requests")).unwrap() {
        let file = entry.unwrap().path();
        let method = file.file_stem().unwrap().to_str().unwrap();
        if method == "execute_command" && cfg!(not(feature = "remote")) {
            continue;
        }
        // The first request itself; our own requests, which `experimental` announces; a part of `diagnosticProvider`.
        if matches!(method, "mod" | "initialize" | "extensions" | "comparable" | "workspace_diagnostic") {
            continue;
        }
        let provider = format!("{}Provider", heck::ToLowerCamelCase::to_lower_camel_case(method));
        let of_documents = format!("document{}Provider", heck::ToUpperCamelCase::to_upper_camel_case(method));
        let is_announced =
            [provider.as_str(), &of_documents].iter().any(|name| answer["capabilities"].get(name).is_some());
        assert!(is_announced, "{provider} is not in src/server/capabilities.rs, but requests/{method}.rs answers it");
    }
}

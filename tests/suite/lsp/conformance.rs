//! A whole session, every message of which is held against an independent implementation of the protocol's types.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::client::Client;
use crate::cli::Folder;

/// What VS Code can do, as far as it changes what it is sent.
pub(super) fn everything(pulls: bool) -> Value {
    let mut abilities = json!({
        "general": {"positionEncodings": ["utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {
            "configuration": true, "workspaceFolders": true,
            "didChangeConfiguration": {"dynamicRegistration": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
            "workspaceEdit": {"documentChanges": true},
            "diagnostics": {"refreshSupport": true},
            "fileOperations": {"didRename": true, "didDelete": true},
        },
        "textDocument": {
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "completion": {"completionItem": {
                "snippetSupport": true, "documentationFormat": ["markdown"], "labelDetailsSupport": true,
                "insertReplaceSupport": true, "commitCharactersSupport": true, "tagSupport": {"valueSet": [1]},
                "resolveSupport": {"properties": ["documentation"]},
            }},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix"]}}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true, "tagSupport": {"valueSet": [1]}},
            "definition": {"linkSupport": true}, "declaration": {"linkSupport": true},
            "rename": {"prepareSupport": true},
            "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true, "tagSupport": {"valueSet": [1, 2]}},
        },
        "experimental": {"commands": {"commands": ["integration-ls.showReferences"]}},
    });
    if pulls {
        abilities["textDocument"]["diagnostic"] = json!({});
    }
    abilities
}

const TEXT: &str = r##"{
  // A comment.
  "titel": "x", "title": "Acme Mail, and what else there is to say about it, at some lengt",
  "title": "twice", "public": true, "url": "https://acme.example/x", "icon": "PHN2Zy8+", "readme": "aHR0cHM6Ly9hLmI=",
  "visibility": "pri", "visi
  "secrets": {"KEY": "hunter2"}, "code": "process.env.SECRET_KEY",
  "user": {"tags": {"id": {"title": "Id"}}, "creation": {"enabled": true, "requiredTags": ["id", "gone"]}},
  "actions": {"send": {"input": {"schema": {"$ref": "#/definitions/a", "definitions": {"a": {}}}}, "output": null}},
  "interfaces": {"i": {"actions": {"x": {"name": "send"}}}}
}
"##;

/// All that the server says in a session that asks for everything.
pub(super) fn session(mut client: Client, name: &str, abilities: &Value) -> Vec<(String, &'static str, Value)> {
    let folder = Folder::new(name);
    for number in 0..25 {
        folder.write(&format!("m{number}.integration.json"), "{\"titel\": 1}");
    }
    folder.write("integration-ls.toml", "wrong = 1\n");
    let uri = format!("file://{}/integration.jsonc", folder.path().display());
    let mut asked: HashMap<u64, String> = HashMap::new();
    let mut ask = |client: &mut Client, method: &str, params: Value| {
        let id = client.send(method, params);
        asked.insert(id, method.to_owned());
        loop {
            let message = client.wait("an answer", |message| {
                message["method"] == "window/workDoneProgress/create"
                    || (message["id"] == id && message["method"].is_null())
            });
            client.set_aside(message.clone());
            if message["method"].is_null() {
                return message["result"].clone();
            }
            client.answer(&message, Value::Null);
        }
    };
    let folders = json!([{"uri": format!("file://{}", folder.path().display()), "name": "a"}]);
    let parameters = json!({"processId": null, "rootUri": null, "capabilities": abilities, "workspaceFolders": folders, "trace": "verbose", "initializationOptions": {"wrong": 1}});
    ask(&mut client, "initialize", parameters);
    client.notify("initialized", json!({}));
    for (method, result) in
        [("client/registerCapability", Value::Null), ("workspace/configuration", json!([{"form": "wrong"}]))]
    {
        let request = client.wait_for(method);
        client.answer(&request, result);
        client.set_aside(request);
    }
    client.notify(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": uri, "languageId": "jsonc", "version": 1, "text": TEXT}}),
    );
    let document = json!({"uri": uri});
    let at = |line: u32, character: u32| json!({"line": line, "character": character});
    let all = json!({"start": at(0, 0), "end": at(99, 0)});
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let pulls = abilities["textDocument"]["diagnostic"].is_object();
    if pulls {
        let first = ask(&mut client, "textDocument/diagnostic", json!({"textDocument": document}));
        ask(
            &mut client,
            "textDocument/diagnostic",
            json!({"textDocument": document, "previousResultId": first["resultId"]}),
        );
        let parameters =
            json!({"previousResultIds": [{"uri": "file:///gone.json", "value": "1"}], "partialResultToken": 7});
        ask(&mut client, "workspace/diagnostic", parameters);
        // The parts of the answer are of a type that the notification does not know: held against the answer's below.
    }
    for (line, character) in [(2, 4), (3, 24), (4, 18), (4, 28), (5, 16), (6, 20), (8, 30), (0, 1)] {
        let place = json!({"textDocument": document, "position": at(line, character)});
        for method in ["hover", "completion", "definition", "declaration", "documentHighlight", "prepareRename"] {
            let found = ask(&mut client, &format!("textDocument/{method}"), place.clone());
            if let (true, Some(first)) = (method == "completion", found.get(0)) {
                ask(&mut client, "completionItem/resolve", first.clone());
            }
        }
        let mut more = place.clone();
        more["context"] = json!({"includeDeclaration": true});
        ask(&mut client, "textDocument/references", more);
        let mut more = place.clone();
        more["newName"] = json!("other");
        ask(&mut client, "textDocument/rename", more);
        let mut more = place;
        (more["ch"], more["options"]) = (json!("\n"), options.clone());
        ask(&mut client, "textDocument/onTypeFormatting", more);
    }
    for method in ["documentSymbol", "foldingRange", "documentLink", "codeLens", "semanticTokens/full"] {
        ask(&mut client, &format!("textDocument/{method}"), json!({"textDocument": document}));
    }
    ask(
        &mut client,
        "textDocument/semanticTokens/full/delta",
        json!({"textDocument": document, "previousResultId": "none"}),
    );
    ask(&mut client, "textDocument/semanticTokens/range", json!({"textDocument": document, "range": all}));
    ask(&mut client, "textDocument/inlayHint", json!({"textDocument": document, "range": all}));
    ask(&mut client, "textDocument/selectionRange", json!({"textDocument": document, "positions": [at(2, 5)]}));
    for only in [Value::Null, json!(["source"]), json!(["refactor"])] {
        let mut context = json!({"diagnostics": []});
        if !only.is_null() {
            context["only"] = only;
        }
        ask(
            &mut client,
            "textDocument/codeAction",
            json!({"textDocument": document, "range": all, "context": context}),
        );
    }
    ask(&mut client, "workspace/symbol", json!({"query": ""}));
    client.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "{\"url\":\"u\",\"title\":\"A\",\"configuration\":{}}"}]}));
    ask(&mut client, "textDocument/formatting", json!({"textDocument": document, "options": options}));
    ask(
        &mut client,
        "textDocument/rangeFormatting",
        json!({"textDocument": document, "options": options, "range": all}),
    );
    ask(
        &mut client,
        "textDocument/codeAction",
        json!({"textDocument": document, "range": {"start": at(0, 25), "end": at(0, 25)}, "context": {"diagnostics": [], "only": ["source", "refactor"]}}),
    );
    ask(&mut client, "textDocument/hover", json!({"textDocument": document}));
    client.notify("textDocument/didClose", json!({"textDocument": document}));
    ask(&mut client, "shutdown", Value::Null);
    // The trace of the last request comes after its answer.
    client.skip("$/logTrace");
    let messages = client.all();
    let named = |message: Value| {
        let id = message["id"].as_u64();
        match (message["method"].as_str().map(str::to_owned), id) {
            (Some(method), None) => (method, "notification", message),
            (Some(method), Some(_)) => (method, "request", message),
            (None, id) => {
                let method = id.and_then(|id| asked.get(&id)).cloned().unwrap_or_default();
                (method, "answer", message)
            }
        }
    };
    messages.into_iter().map(named).collect()
}

#[test]
fn every_message_is_one_of_the_protocol() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/conformance");
    if !library.join("lsprotocol").is_dir() {
        crate::skipped::skipped("tests/conformance/get-lsprotocol.sh target/conformance has not been run");
        return;
    }
    let mut lines = String::new();
    let mut methods = BTreeSet::new();
    for pulls in [false, true] {
        for (method, kind, mut message) in session(Client::raw(), "conformance", &everything(pulls)) {
            let mut method = method;
            // A part of an answer is what the answer would be.
            if method == "$/progress" && message["params"]["token"] == 7 {
                message = json!({"jsonrpc": "2.0", "id": 1, "result": message["params"]["value"]});
                method = "workspace/diagnostic".to_owned();
                lines += &format!("{}\n", json!({"method": method, "kind": "answer", "message": message}));
                continue;
            }
            methods.insert(format!("{kind} {method}"));
            lines += &format!("{}\n", json!({"method": method, "kind": kind, "message": message}));
        }
    }
    for wanted in [
        "notification textDocument/publishDiagnostics",
        "answer workspace/diagnostic",
        "notification $/progress",
        "notification $/logTrace",
        "notification window/showMessage",
        "answer textDocument/codeAction",
    ] {
        assert!(methods.contains(wanted), "{wanted} is not in {methods:?}");
    }
    let mut python = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/check.py"))
        .env("PYTHONPATH", library)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = python.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = python.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    eprintln!("{said}");
    assert!(output.status.success(), "{said}");
}

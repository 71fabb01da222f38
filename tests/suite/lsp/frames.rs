//! Frames as clients write them, well or badly: nothing that a client sends ends the server or costs an edit.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, frame, notification, raw_frame};
use super::{URI, change, codes};

fn error(client: &mut Client, id: &Value) -> i64 {
    let answer = client.wait("an error", |message| message["id"] == *id && message.get("error").is_some());
    answer["error"]["code"].as_i64().unwrap()
}

#[test]
fn json_that_is_not_a_message_is_an_invalid_request_and_the_next_one_is_answered() {
    let mut client = Client::start();
    client.open(URI, "{}");
    let deep = format!(r#"{{"id":"deep","method":"m","params":{}{}}}"#, "[".repeat(127), "]".repeat(127));
    for (body, id, code) in [
        (
            r#"[{"jsonrpc":"2.0","id":71,"method":"shutdown"},{"jsonrpc":"2.0","id":72,"method":"m"}]"#,
            Value::Null,
            -32600,
        ),
        ("[]", Value::Null, -32600),
        ("17", Value::Null, -32600),
        ("1e999", Value::Null, -32600),
        ("true", Value::Null, -32600),
        ("null", Value::Null, -32600),
        ("\"textDocument/hover\"", Value::Null, -32600),
        ("{}", Value::Null, -32600),
        (r#"{"jsonrpc":"2.0","id":74,"method":["m"]}"#, json!(74), -32600),
        (r#"{"jsonrpc":"2.0","id":{},"method":"m"}"#, Value::Null, -32600),
        (r#"{"jsonrpc":"2.0","id":75,"method":"m","method":"n"}"#, json!(75), -32600),
        (r#"{"jsonrpc":"2.0","id":76,"method":"m","params":{"n":1e999}}"#, json!(76), -32602),
        (&deep, json!("deep"), -32602),
        ("{\"a\":", Value::Null, -32700),
        ("", Value::Null, -32700),
    ] {
        client.write(&raw_frame(body));
        assert_eq!(error(&mut client, &id), code, "{body}");
        assert!(client.hover(URI, 0, 0)["result"].is_object(), "after {body}");
    }
    client.diagnostics(URI, 1);
}

#[test]
fn notifications_and_answers_that_cannot_be_read_are_skipped() {
    let mut client = Client::start();
    client.open(URI, "{}");
    client.diagnostics(URI, 1);
    for body in [
        r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"n":1e999}}"#,
        r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":[]}"#,
        r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":7}"#,
        r#"{"jsonrpc":"2.0","method":"textDocument/didOpen"}"#,
        r#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":[1]}"#,
        r#"{"jsonrpc":"2.0","method":"$/cancelRequest"}"#,
        r#"{"jsonrpc":"2.0","method":"window/workDoneProgress/cancel","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":"nobody asked","result":1}"#,
        r#"{"jsonrpc":"2.0","id":12345,"result":1}"#,
        r#"{"jsonrpc":"2.0","id":12345,"error":{"code":"x"}}"#,
        r#"{"jsonrpc":"2.0","id":12345,"error":7}"#,
    ] {
        client.write(&raw_frame(body));
        assert!(client.hover(URI, 0, 0)["result"].is_object(), "after {body}");
    }
}

#[test]
fn a_request_whose_method_begins_with_a_dollar_sign_is_answered() {
    let mut client = Client::start();
    for method in ["$/unheardOf", "$/setTrace", "$/cancelRequest"] {
        assert_eq!(client.request(method, json!({"id": 1, "value": "off"}))["error"]["code"], -32601, "{method}");
    }
    assert_eq!(client.request("exit", Value::Null)["error"]["code"], -32600, "a notification, sent as a request");
}

#[test]
fn a_whole_number_written_as_a_float_is_that_number() {
    let mut client = Client::start();
    client.write(&raw_frame(
        r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///work/acme.integration.json","languageId":"json","version":1.0,"text":"{\"titel\": 1}"}}}"#,
    ));
    assert_eq!(codes(&client.diagnostics(URI, 1)), ["unknown-key"]);
    client.write(&raw_frame(
        r#"{"jsonrpc":"2.0","id":5e1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///work/acme.integration.json"},"position":{"line":0.0,"character":3.0}}}"#,
    ));
    assert!(client.answer_to(50)["result"].is_object());
    client.write(&raw_frame(
        r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///work/acme.integration.json","version":2.0},"contentChanges":[{"range":{"start":{"line":0.0,"character":5.0},"end":{"line":-0.0,"character":7e0}},"text":"le"}]}}"#,
    ));
    assert_eq!(codes(&client.diagnostics(URI, 2)), ["wrong-type"], "the key is \"title\" now");
    client.write(&raw_frame(
        r#"{"jsonrpc":"2.0","id":51,"method":"textDocument/formatting","params":{"textDocument":{"uri":"file:///work/acme.integration.json"},"options":{"tabSize":2.0,"insertSpaces":true,"trimFinalNewlines":null,"other":{"a":1}}}}"#,
    ));
    assert!(client.answer_to(51)["result"].is_array());
    assert_eq!(
        client.request(
            "textDocument/hover",
            json!({"textDocument": {"uri": URI}, "position": {"line": 0.5, "character": 0}})
        )["error"]["code"],
        -32602
    );
}

#[test]
fn an_edit_without_a_version_is_an_edit() {
    let mut client = Client::start();
    client.open(URI, "{\"title\": \"a\"}");
    client.diagnostics(URI, 1);
    for (version, text) in
        [(json!(null), "{\"titel\": 1}"), (json!("seven"), "{\"titl\": 1}"), (json!(1.5), "{\"tit\": 1}")]
    {
        let params = json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": [{"text": text}]});
        client.notify("textDocument/didChange", params);
        assert_eq!(codes(&client.diagnostics(URI, 1)), ["unknown-key"], "the version of before");
    }
    client.notify("textDocument/didChange", json!({"textDocument": {"uri": URI}, "contentChanges": [{"text": "{}"}]}));
    assert!(client.diagnostics(URI, 1).is_empty());
    // One that never had a version has none in what is published.
    let other = "file:///work/other.integration.json";
    client.notify("textDocument/didOpen", json!({"textDocument": {"uri": other, "text": "{\"titel\": 1}"}}));
    let told = client.wait("diagnostics", |message| message["params"]["uri"] == other);
    assert!(told["params"].get("version").is_none_or(Value::is_null), "{told}");
}

/// Whatever becomes of an edit, the diagnostics of the newest text are sent.
#[test]
fn a_rejected_edit_between_others_leaves_no_stale_diagnostics() {
    let rejected = [
        json!({"textDocument": {"uri": URI, "version": null}}),
        json!({"textDocument": {"uri": URI, "version": 7}}),
        json!({"textDocument": {"uri": URI, "version": 7}, "contentChanges": {"text": "{"}}),
        json!({"textDocument": {"uri": URI, "version": 7}, "contentChanges": [{"txet": "{"}]}),
        json!({"textDocument": {"uri": URI, "version": 7}, "contentChanges": [{"range": {}, "text": "{"}]}),
    ];
    let mut client = Client::raw();
    // Before `initialize` too.
    client.notify("textDocument/didChange", change(1, None, "{\"x\": 1}"));
    client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    client.notify("initialized", json!({}));
    client.open(URI, "{}");
    client.diagnostics(URI, 1);
    let mut version = 1;
    for bad in rejected {
        // At both ends of two quick edits, in one write.
        for order in [[0, 1, 2], [1, 2, 0], [1, 0, 2]] {
            let mut bytes = Vec::new();
            version += 2;
            for which in order {
                bytes.extend(match which {
                    0 => frame(&notification("textDocument/didChange", bad.clone())),
                    1 => frame(&notification("textDocument/didChange", change(version - 1, None, "{\"titel\": 1}"))),
                    _ => frame(&notification("textDocument/didChange", change(version, None, "{\"titl\": 1}"))),
                });
            }
            client.write(&bytes);
            let newest = client.diagnostics(URI, version);
            assert!(newest[0]["message"].as_str().unwrap().contains("titl\""), "{newest:?}");
        }
    }
    client.skip("textDocument/publishDiagnostics");
}

/// A lost edit is said to be one, in the client's log.
#[test]
fn an_edit_that_cannot_be_read_is_logged() {
    let mut client = Client::start();
    client.open(URI, "{}");
    client.diagnostics(URI, 1);
    for (method, params) in [
        ("textDocument/didChange", json!({"textDocument": {"uri": URI, "version": 2}})),
        ("textDocument/didOpen", json!({"textDocument": {"uri": URI}})),
        ("textDocument/didClose", json!(7)),
        ("workspace/didChangeWatchedFiles", json!({})),
    ] {
        client.notify(method, params);
        let log = client.wait("the log", |message| message.to_string().contains("was skipped"));
        assert!(log["params"]["message"].as_str().unwrap().contains(method), "{log}");
    }
    client.write(&raw_frame(r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"n":1e999}}"#));
    client.wait("the log", |message| message.to_string().contains("textDocument/didChange was skipped"));
    // What others send besides is none of ours.
    client.notify("textDocument/didSave", json!(7));
    client.notify("$/unheardOf", json!(7));
    client.hover(URI, 0, 0);
    assert!(client.unread("window/logMessage").iter().all(|log| !log.to_string().contains("skipped")));
}

/// The answer repeats an id as it is, however large.
#[test]
fn an_id_of_any_size_is_repeated() {
    let ids = ["9007199254740993", "18446744073709551615", "-9223372036854775809", "123456789012345678901234567890"];
    let mut frames = Vec::new();
    for id in ids {
        frames.extend(raw_frame(&format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"textDocument/hover"}}"#)));
    }
    // Not as a value, which would round them.
    let said = crate::cli::run_with_input(&["lsp"], &frames).out;
    for id in ids {
        assert!(said.contains(&format!("\"id\":{id},")), "{id}: {said}");
    }
}

#[test]
fn shutdown_takes_any_parameters() {
    for params in [json!({}), json!([]), json!(null), json!(7)] {
        let mut client = Client::start();
        assert_eq!(client.request("shutdown", params)["result"], Value::Null);
        assert!(client.end(&["exit"]).success());
    }
}

/// Kate writes both at once and does not wait.
#[test]
fn shutdown_and_exit_in_one_write() {
    for params in ["null", "{}"] {
        let mut client = Client::start();
        let mut bytes = raw_frame(&format!(r#"{{"jsonrpc":"2.0","id":91,"method":"shutdown","params":{params}}}"#));
        bytes.extend(raw_frame(r#"{"jsonrpc":"2.0","method":"exit"}"#));
        client.write(&bytes);
        assert_eq!(client.answer_to(91), json!({"jsonrpc": "2.0", "id": 91, "result": null}));
        assert!(client.wait_for_end().success());
    }
}

#[test]
fn nothing_is_sent_before_the_response_to_initialize() {
    let mut client = Client::raw();
    let params = json!({
        "processId": null, "rootUri": null, "capabilities": {}, "trace": "verbose",
        "initializationOptions": {"form": "nonsense"},
    });
    let answer = client.request("initialize", params);
    assert!(answer["result"].is_object());
    assert!(client.came_before().is_empty(), "the answer comes first");
    client.notify("initialized", json!({}));
    client.wait_for("window/showMessage");
    client.skip("$/logTrace");
}

#[test]
fn initialize_from_older_and_unusual_clients_is_accepted() {
    let folder = crate::cli::Folder::new("initialize");
    folder.write("integration.json", r#"{"actions": {"sendMail": {}}}"#);
    let path = folder.path().display().to_string();
    let uri = format!("file://{path}");
    for params in [
        json!({"rootUri": "", "processId": -1, "rootPath": path}),
        json!({"rootUri": null, "rootPath": path, "capabilities": null}),
        json!({"rootPath": path, "capabilities": [], "initializationOptions": [], "locale": {}, "processId": 1.0e9}),
        json!({"rootUri": uri, "processId": "42", "capabilities": {"textDocument": 7}, "clientInfo": {"name": 1}}),
        json!({"rootUri": "not a uri", "workspaceFolders": [{"uri": uri, "name": "x"}], "trace": "compact"}),
        json!({"rootUri": uri, "workspaceFolders": null, "capabilities": {"textDocument": {"hover": "yes", "rename": {"prepareSupport": true}}}}),
    ] {
        let mut client = Client::raw();
        let answer = client.request("initialize", params.clone());
        assert!(answer["result"]["capabilities"].is_object(), "{params}: {answer}");
        client.notify("initialized", json!({}));
        let symbols = client.request("workspace/symbol", json!({"query": "sm"}));
        assert_eq!(symbols["result"][0]["name"], "sendMail", "{params}: {symbols}");
    }
}

#[test]
fn half_an_emoji_and_bytes_that_are_not_utf_8_cost_no_edit() {
    let mut client = Client::start();
    client.open(URI, "{\"titel\": 1}");
    client.diagnostics(URI, 1);
    client.write(&raw_frame(
        r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///work/acme.integration.json","version":2},"contentChanges":[{"text":"{\"title\": \"\ud83d\"}"}]}}"#,
    ));
    assert!(client.diagnostics(URI, 2).is_empty());
    let (before, after) = (
        r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///work/acme.integration.json","version":3},"contentChanges":[{"text":"{\"title\": \"a"#,
        r#"\"}"}]}}"#,
    );
    let body = [before.as_bytes(), b"\xff\xfe", after.as_bytes()].concat();
    client.write(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    client.write(&body);
    assert!(client.diagnostics(URI, 3).is_empty());
}

#[test]
fn a_concurrent_request_can_be_cancelled() {
    let folder = crate::cli::Folder::new("cancel-running");
    for number in 0..40 {
        folder.write(&format!("m{number:02}.integration.json"), "{}");
    }
    let mut client = Client::raw();
    let root = format!("file://{}", folder.path().display());
    let capabilities = json!({"window": {"workDoneProgress": true}, "textDocument": {"diagnostic": {}}});
    client.request("initialize", json!({"processId": null, "rootUri": root, "capabilities": capabilities}));
    client.notify("initialized", json!({}));
    let id = client.send("workspace/diagnostic", json!({"previousResultIds": []}));
    let create = client.wait_for("window/workDoneProgress/create");
    client.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(client.answer_to(id)["error"]["code"], -32800);
    client.answer(&create, Value::Null);
    // Once, and the server goes on.
    client.notify("$/cancelRequest", json!({"id": id}));
    let again = client.send("workspace/diagnostic", json!({"previousResultIds": []}));
    let create = client.wait_for("window/workDoneProgress/create");
    client.answer(&create, Value::Null);
    assert_eq!(client.answer_to(again)["result"]["items"].as_array().unwrap().len(), 40);
    client.skip("$/progress");
}

/// The most memory that a process has had, in MB, where the system tells.
fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}

/// The client sends 256 MB and reads nothing meanwhile. The server must not keep all of it.
#[test]
fn memory_stays_bounded_when_a_client_floods_without_reading() {
    const MESSAGES: u64 = 256;
    let mut client = Client::start_paused();
    let text = format!("{{\"code\": \"{}\", \"titel\": 1}}", "x".repeat(1_000_000));
    client.open(URI, "{}");
    // The server's pipe fills up with answers, so it stops handling messages.
    let pipe = "a".repeat(60_000);
    client.notify("textDocument/didChange", change(2, None, &format!("{{{}}}", "\"b\": 1,".repeat(9_000))));
    for _ in 0..4 {
        client.send("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}, "padding": pipe}));
    }
    let process = client.process_id();
    let sent = Arc::new(AtomicU64::new(0));
    let (mut input, counter) = (client.take_input(), Arc::clone(&sent));
    let flood = std::thread::spawn(move || {
        for version in 3..3 + MESSAGES {
            let message = frame(&notification("textDocument/didChange", change(version as i64, None, &text)));
            input.write_all(&message).unwrap();
            counter.fetch_add(1, Ordering::SeqCst);
        }
        input
    });
    // Until it does not go on for a while: the server has stopped to read, or has read everything.
    let (mut last, mut since) = (0, Instant::now());
    while since.elapsed() < Duration::from_secs(2) && last < MESSAGES {
        std::thread::sleep(Duration::from_millis(20));
        let now = sent.load(Ordering::SeqCst);
        if now != last {
            (last, since) = (now, Instant::now());
        }
    }
    assert!(last < MESSAGES, "all of it was taken");
    if let Some(peak) = peak_memory(process) {
        assert!(peak < 200, "{peak} MB");
    }
    // As soon as the client reads, everything is handled.
    client.resume();
    client.give_input(flood.join().unwrap());
    assert_eq!(codes(&client.diagnostics(URI, 2 + MESSAGES as i64)), ["unknown-key"]);
    client.skip("textDocument/publishDiagnostics");
    for id in 2..=5 {
        client.answer_to(id);
    }
}

#[test]
fn a_client_that_closes_its_end_ends_the_server() {
    let mut client = Client::start();
    client.open(URI, "{}");
    client.diagnostics(URI, 1);
    // In the middle of a frame.
    client.write(b"Content-Length: 500\r\n\r\n{\"jsonrpc\"");
    assert_eq!(client.end(&[]).code(), Some(1));
}

#[test]
fn after_a_header_that_lies_the_next_message_is_found() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    client.open(URI, "{}");
    for wrong in [
        "Content-Length: 5\r\n\r\n{\"jsonrpc\":\"2.0\"}",
        "Content-Length: abc\r\n\r\n{}",
        "Content-Length: -5\r\n\r\n{}",
        "hello",
        "\u{feff}",
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
    ] {
        client.write(wrong.as_bytes());
        assert!(client.hover(URI, 0, 0)["result"].is_object(), "after {wrong:?}");
    }
    while client.came_before().iter().any(|message| message["id"].is_null() && message.get("error").is_some()) {
        error(&mut client, &Value::Null);
    }
}

#[test]
fn what_stands_for_nothing_is_nothing() {
    let capabilities = json!({"workspace": {"configuration": true}});
    for params in [Some(Value::Null), None, Some(json!([]))] {
        let mut client = Client::raw();
        client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": capabilities}));
        let mut initialized = json!({"jsonrpc": "2.0", "method": "initialized"});
        if let Some(params) = &params {
            initialized["params"] = params.clone();
        }
        client.write(&frame(&initialized));
        let ask = client.wait_for("workspace/configuration");
        // An answer whose result is missing, from a language that leaves out members without a value.
        client.write(&frame(&json!({"jsonrpc": "2.0", "id": ask["id"]})));
        client.write(&frame(&json!({"jsonrpc": "2.0", "id": null, "method": "textDocument/didOpen", "params":
            {"textDocument": {"uri": URI, "languageId": "json", "version": 1, "text": "{\"titel\": 1}"}}})));
        assert_eq!(codes(&client.diagnostics(URI, 1)), ["unknown-key"]);
        client.write(&frame(&json!({"jsonrpc": "2.0", "method": "shutdown"})));
        assert!(client.hover(URI, 0, 3)["result"].is_object(), "a shutdown that is no request shuts nothing down");
    }
}

#[test]
fn of_two_answers_about_settings_the_one_to_the_newer_question_counts() {
    let capabilities = json!({"workspace": {"configuration": true}});
    let (mut client, _) = Client::start_with(capabilities, Value::Null);
    let first = client.wait_for("workspace/configuration");
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let second = client.wait_for("workspace/configuration");
    client.open(URI, "{}");
    assert!(client.diagnostics(URI, 1).is_empty());
    client.answer(&second, json!([{"form": "create"}]));
    assert_eq!(codes(&client.diagnostics(URI, 1)), ["missing-key"]);
    client.answer(&first, json!([{"form": "update"}]));
    client.notify("textDocument/didChange", change(2, None, "{ }"));
    assert_eq!(codes(&client.diagnostics(URI, 2)), ["missing-key"], "the older answer came too late");
    // A section that is gone is the default again.
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let third = client.wait_for("workspace/configuration");
    client.answer(&third, json!([null]));
    assert!(client.diagnostics(URI, 2).is_empty());
}

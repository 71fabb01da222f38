//! A client that starts the built server and speaks to it over its pipes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than any answer takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Client {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    unread: Vec<Value>,
    dealt_with: Vec<Value>,
    next_id: u64,
}

pub(crate) fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub(crate) fn notification(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

impl Client {
    /// A server that has answered nothing yet.
    pub(crate) fn raw() -> Self {
        Self::with_arguments(&["lsp"])
    }

    pub(crate) fn with_arguments(arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_integration-ls"))
            .args(arguments)
            .env("INTEGRATION_LS_TEST_PANIC", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            loop {
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    if output.read_line(&mut line).unwrap_or(0) == 0 {
                        return;
                    }
                    if let Some(value) = line.strip_prefix("Content-Length:") {
                        length = value.trim().parse().unwrap();
                    }
                    if line.trim().is_empty() {
                        break;
                    }
                }
                let mut body = vec![0; length];
                if output.read_exact(&mut body).is_err() || sender.send(serde_json::from_slice(&body).unwrap()).is_err()
                {
                    return;
                }
            }
        });
        let input = process.stdin.take();
        Self { process, input, messages, unread: Vec::new(), dealt_with: Vec::new(), next_id: 0 }
    }

    /// A server that is initialized with these capabilities and options; gives its answer too.
    pub(crate) fn start_with(capabilities: Value, options: Value) -> (Self, Value) {
        let mut client = Self::raw();
        let params = json!({"processId": std::process::id(), "rootUri": null, "capabilities": capabilities, "initializationOptions": options});
        let answer = client.request("initialize", params);
        client.notify("initialized", json!({}));
        (client, answer["result"].clone())
    }

    pub(crate) fn start() -> Self {
        Self::start_with(json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}}), Value::Null).0
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.write(&frame(&notification(method, params)));
    }

    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        self.answer_to(id)
    }

    /// Asks without waiting for the answer; gives its id.
    pub(crate) fn send(&mut self, method: &str, params: Value) -> u64 {
        self.next_id += 1;
        let id = self.next_id;
        self.write(&frame(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})));
        id
    }

    pub(crate) fn answer_to(&mut self, id: u64) -> Value {
        self.wait("the answer to a request", |message| message["id"] == id && message.get("method").is_none())
    }

    /// The first message that `wanted` accepts; others are kept for later.
    pub(crate) fn wait(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.unread.iter().position(&wanted) {
            return self.unread.remove(index);
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self
                .messages
                .recv_timeout(left)
                .unwrap_or_else(|_| panic!("{what} did not come; unread: {:?}", self.unread));
            if wanted(&message) {
                return message;
            }
            self.unread.push(message);
        }
    }

    /// What has come of that method and was not waited for.
    pub(crate) fn unread(&mut self, method: &str) -> Vec<Value> {
        self.unread.extend(self.messages.try_iter());
        self.unread.iter().filter(|message| message["method"] == method).cloned().collect()
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let language = if uri.ends_with(".jsonc") { "jsonc" } else { "json" };
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}),
        );
    }

    /// The diagnostics published for that version.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let message = self.wait("diagnostics", |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Keeps a message that has been dealt with, for [`Self::all`].
    pub(crate) fn set_aside(&mut self, message: Value) {
        self.dealt_with.push(message);
    }

    /// Everything that has come and was set aside or not waited for.
    pub(crate) fn all(&mut self) -> Vec<Value> {
        self.unread.extend(self.messages.try_iter());
        self.dealt_with.drain(..).chain(self.unread.drain(..)).collect()
    }

    /// Answers a request of the server.
    pub(crate) fn answer(&mut self, request: &Value, result: Value) {
        self.write(&frame(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result})));
    }

    /// Waits for a request or notification of that method.
    pub(crate) fn wait_for(&mut self, method: &str) -> Value {
        self.wait(method, |message| message["method"] == method)
    }

    pub(crate) fn hover(&mut self, uri: &str, line: u32, character: u32) -> Value {
        self.request(
            "textDocument/hover",
            json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}),
        )
    }

    /// Closes the pipe, or says what `last` says, and waits for the end.
    pub(crate) fn end(mut self, last: &[&str]) -> ExitStatus {
        for method in last {
            if *method == "shutdown" {
                self.request("shutdown", Value::Null);
            } else {
                self.notify(method, Value::Null);
            }
        }
        if last.is_empty() {
            self.input = None;
        }
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "the server did not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

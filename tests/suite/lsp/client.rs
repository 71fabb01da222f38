//! A client that starts the built server and speaks to it over its pipes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than any answer takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A client. When it is dropped, everything that the server has sent must have been read, or skipped by name: a test
/// that expects one message and gets two has found something.
pub(crate) struct Client {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    unread: Vec<Value>,
    dealt_with: Vec<Value>,
    /// Methods of messages that the test is not about.
    skipped: Vec<String>,
    next_id: u64,
    /// Whether the client reads nothing for a while.
    is_paused: Arc<(Mutex<bool>, Condvar)>,
}

pub(crate) fn frame(message: &Value) -> Vec<u8> {
    raw_frame(&message.to_string())
}

/// A frame around a body that is not built from a value.
pub(crate) fn raw_frame(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub(crate) fn request(id: u64, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
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
        let mut command = Command::new(env!("CARGO_BIN_EXE_integration-ls"));
        command.args(arguments);
        Self::with_command(command)
    }

    /// The server that a command starts.
    pub(crate) fn with_command(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let (sender, messages) = channel();
        let is_paused = Arc::new((Mutex::new(false), Condvar::new()));
        let pause = Arc::clone(&is_paused);
        std::thread::spawn(move || {
            loop {
                drop(pause.1.wait_while(pause.0.lock().unwrap(), |is_paused| *is_paused));
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
        Self {
            process,
            input,
            messages,
            unread: Vec::new(),
            dealt_with: Vec::new(),
            skipped: Vec::new(),
            next_id: 0,
            is_paused,
        }
    }

    /// An initialized server whose messages are not read until [`Self::resume`].
    pub(crate) fn start_paused() -> Self {
        let client = Self::start();
        *client.is_paused.0.lock().unwrap() = true;
        client
    }

    pub(crate) fn resume(&mut self) {
        *self.is_paused.0.lock().unwrap() = false;
        self.is_paused.1.notify_all();
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// The pipe to the server, for a thread that writes while this one does not wait.
    pub(crate) fn take_input(&mut self) -> ChildStdin {
        self.input.take().unwrap()
    }

    pub(crate) fn give_input(&mut self, input: ChildStdin) {
        self.input = Some(input);
    }

    /// The test is not about messages of that method.
    pub(crate) fn skip(&mut self, method: &str) {
        self.skipped.push(method.to_owned());
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
        self.write(&frame(&request(id, method, params)));
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

    /// What came before the message that was waited for last.
    pub(crate) fn came_before(&self) -> &[Value] {
        &self.unread
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
        self.wait_for_end()
    }

    /// Waits until the server has ended.
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                self.input = None;
                return status;
            }
            assert!(Instant::now() < end, "the server did not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Everything that the server has sent and nobody has read, to the last message.
    fn left_over(&mut self) -> Vec<Value> {
        if let Some(input) = &mut self.input {
            // What was sent before the answer to this has come when the answer has.
            let last = frame(&json!({"jsonrpc": "2.0", "id": "the end", "method": "shutdown"}));
            if input.write_all(&last).and_then(|()| input.flush()).is_ok() {
                while let Ok(message) = self.messages.recv_timeout(PATIENCE) {
                    if message["id"] == "the end" {
                        break;
                    }
                    self.unread.push(message);
                }
            }
        }
        self.unread.extend(self.messages.try_iter());
        let is_information =
            |message: &Value| message["method"] == "window/logMessage" && message["params"]["type"] == 3;
        let is_skipped = |message: &Value| self.skipped.iter().any(|method| message["method"] == *method);
        self.unread.iter().filter(|message| !is_information(message) && !is_skipped(message)).cloned().collect()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let left_over = if std::thread::panicking() { Vec::new() } else { self.left_over() };
        let _ = self.process.kill();
        let _ = self.process.wait();
        let shown: Vec<String> =
            left_over.iter().map(|message| message.to_string().chars().take(300).collect()).collect();
        assert!(shown.is_empty(), "nobody has read:\n{}", shown.join("\n"));
    }
}

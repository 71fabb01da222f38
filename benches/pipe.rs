//! What an editor waits for: the built server, spoken to over its pipes, with manifests of 4 KB, 100 KB and 1 MB
//! (without diagnostics and with a thousand of them), and a hover in one of 20 MB.
//!
//! `cargo bench --bench pipe` runs all; `cargo bench --bench pipe keystroke` those of that name. The clock runs from the
//! moment before a message is written to the moment after its answer is read; the answer is not parsed.
#![allow(missing_docs, clippy::unwrap_used)]

mod samples;

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::LazyLock;

use divan::Bencher;
use memchr::memmem;
use samples::{manifest, title_in_the_middle};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

/// A manifest to measure on. The results are sorted by the number at the head of its name.
struct Sample {
    name: &'static str,
    text: String,
}

impl Sample {
    fn new(name: &'static str, size: usize, flawed: usize) -> Self {
        Self { name, text: manifest(size, flawed) }
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

static SAMPLES: LazyLock<[Sample; 4]> = LazyLock::new(|| {
    [
        Sample::new("4 KB", 4_000, 0),
        Sample::new("100 KB", 100_000, 0),
        Sample::new("1000 KB", 1_000_000, 0),
        Sample::new("1000 KB, 1000 diagnostics", 1_000_000, 166),
    ]
});

static LARGEST: LazyLock<Sample> = LazyLock::new(|| Sample::new("20000 KB", 20_000_000, 0));

fn samples() -> impl Iterator<Item = &'static Sample> {
    SAMPLES.iter()
}

fn samples_and_largest() -> impl Iterator<Item = &'static Sample> {
    SAMPLES.iter().chain([&*LARGEST])
}

/// A session with a server of its own.
struct Session {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// The last answer or notification.
    body: Vec<u8>,
    last_id: u64,
    version: u64,
}

const URI: &str = "file:///work/acme.integration.json";

impl Session {
    /// Starts a server and waits for the answer to `initialize`.
    fn start(capabilities: Value) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_integration-ls"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (input, output) = (server.stdin.take().unwrap(), BufReader::new(server.stdout.take().unwrap()));
        let mut session = Self { server, input, output, body: Vec::new(), last_id: 0, version: 0 };
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        session.request("initialize", params);
        session.notify("initialized", json!({}));
        session
    }

    /// One in which the server sends diagnostics, with the sample open.
    fn pushed(sample: &Sample) -> Self {
        let mut session = Self::start(json!({}));
        session.open(sample);
        session.wait_for_diagnostics();
        session
    }

    /// One in which the client asks for diagnostics, with the sample open.
    fn pulling(sample: &Sample) -> Self {
        let mut session = Self::start(json!({"textDocument": {"diagnostic": {}}}));
        session.open(sample);
        session.pull();
        session
    }

    fn open(&mut self, sample: &Sample) {
        self.version += 1;
        let document = json!({"uri": URI, "languageId": "json", "version": self.version, "text": sample.text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    fn close(&mut self) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    }

    /// Replaces the text between two positions.
    fn edit(&mut self, start: &Value, end: &Value, text: &str) {
        self.version += 1;
        let change = json!({"range": {"start": start, "end": end}, "text": text});
        let document = json!({"uri": URI, "version": self.version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
    }

    /// Waits for the diagnostics in the newest text.
    fn wait_for_diagnostics(&mut self) {
        let version = format!("\"version\":{}", self.version);
        while !(self.has("\"textDocument/publishDiagnostics\"") && self.has(&version)) {
            self.read();
        }
    }

    fn pull(&mut self) {
        self.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    }

    fn hover(&mut self, position: &Value) {
        self.request("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": position}));
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.write(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks, and waits for the answer.
    fn request(&mut self, method: &str, params: Value) {
        self.last_id += 1;
        self.write(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}));
        let id = format!("\"id\":{}", self.last_id);
        while !self.has(&id) {
            self.read();
        }
        assert!(!self.has("\"error\":{"), "{method}: {}", String::from_utf8_lossy(&self.body));
    }

    fn write(&mut self, message: &Value) {
        let body = message.to_string();
        self.input.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    /// Reads the next message.
    fn read(&mut self) {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server has ended");
            if let Some(value) = line.strip_prefix("Content-Length:") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        self.body.resize(length, 0);
        self.output.read_exact(&mut self.body).unwrap();
    }

    /// Whether the last message contains a text.
    fn has(&self, text: &str) -> bool {
        memmem::find(&self.body, text.as_bytes()).is_some()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It was not asked to shut down: it may be waiting for us to read.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The positions before and after the first letter of a title in the middle.
fn place(sample: &Sample) -> (Value, Value) {
    let before = &sample.text[..title_in_the_middle(&sample.text)];
    let line = before.matches('\n').count();
    let character = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let position = |character: usize| json!({"line": line, "character": character});
    (position(character), position(character + 1))
}

/// From nothing to the answer to `initialize`.
#[divan::bench]
fn starting(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| Session::start(json!({})));
}

/// A document is opened, its diagnostics arrive, and it is closed again.
#[divan::bench(args = samples())]
fn opening(bencher: Bencher<'_, '_>, sample: &Sample) {
    let mut session = Session::start(json!({}));
    bencher.bench_local(|| {
        session.open(sample);
        session.wait_for_diagnostics();
        session.close();
    });
}

/// A letter is typed into a title and taken out again, and the server sends the diagnostics after each: two keystrokes.
#[divan::bench(args = samples())]
fn keystroke_twice(bencher: Bencher<'_, '_>, sample: &Sample) {
    let (mut session, (start, end)) = (Session::pushed(sample), place(sample));
    bencher.bench_local(|| {
        session.edit(&start, &start, "x");
        session.wait_for_diagnostics();
        session.edit(&start, &end, "");
        session.wait_for_diagnostics();
    });
}

/// The same, and the client asks for the diagnostics after each.
#[divan::bench(args = samples())]
fn keystroke_and_pulled_diagnostics_twice(bencher: Bencher<'_, '_>, sample: &Sample) {
    let (mut session, (start, end)) = (Session::pulling(sample), place(sample));
    bencher.bench_local(|| {
        session.edit(&start, &start, "x");
        session.pull();
        session.edit(&start, &end, "");
        session.pull();
    });
}

/// All diagnostics of a text that has not changed.
#[divan::bench(args = samples())]
fn pulled_diagnostics(bencher: Bencher<'_, '_>, sample: &Sample) {
    let mut session = Session::pulling(sample);
    bencher.bench_local(|| session.pull());
}

#[divan::bench(args = samples_and_largest())]
fn hover(bencher: Bencher<'_, '_>, sample: &Sample) {
    let (mut session, (position, _)) = (Session::pushed(sample), place(sample));
    bencher.bench_local(|| session.hover(&position));
}

#[divan::bench(args = samples())]
fn document_symbol(bencher: Bencher<'_, '_>, sample: &Sample) {
    let mut session = Session::pushed(sample);
    bencher.bench_local(|| session.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}})));
}

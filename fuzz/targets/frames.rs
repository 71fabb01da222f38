//! A session with the server: frames and messages.
//!
//! Each line is the body of a frame. One that begins with `Content-` is a header of its own making, with `\r\n` after it.
#![no_main]

use std::collections::HashMap;
use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex};

use integration_ls::server::{Options, serve};
use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;

fuzz_target!(|data: &[u8]| {
    let output = Output::default();
    let written = output.clone();
    // A panic is a finding even where the server survives it: the fuzzer's hook ends the process.
    serve(Options::default(), Cursor::new(session(&without_files(data))), output).expect("a session");
    let written = written.0.lock().expect("no panic");
    check(&written, data.split(|byte| *byte == b'\n').count());
});

/// Takes a session out of an input.
fn session(data: &[u8]) -> Vec<u8> {
    let mut session = Vec::new();
    for line in data.split(|byte| *byte == b'\n') {
        if !line.starts_with(b"Content-") {
            session.extend(format!("Content-Length: {}\r\n\r\n", line.len()).bytes());
            session.extend(line);
        } else {
            session.extend(line);
            session.extend(b"\r\n");
        }
    }
    session
}

/// No input may make the server walk this machine: files are of a scheme that it does not read.
fn without_files(data: &[u8]) -> Vec<u8> {
    let mut data = data.to_vec();
    for (word, other) in [(&b"file:"[..], &b"none:"[..]), (b"rootPath", b"rootNone")] {
        let mut at = 0;
        while let Some(found) = data[at..].windows(word.len()).position(|part| part.eq_ignore_ascii_case(word)) {
            data[at + found..at + found + word.len()].copy_from_slice(other);
            at += found + word.len();
        }
    }
    data
}

/// What the server sends is well framed, and there are no more answers than the client has sent lines.
fn check(written: &[u8], lines: usize) {
    let mut rest = written;
    let mut answers = 0;
    while !rest.is_empty() {
        let header = rest.strip_prefix(b"Content-Length: ").expect("a header");
        let end = header.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("the header's end");
        let length: usize = std::str::from_utf8(&header[..end]).expect("ASCII").parse().expect("a length");
        let (body, next) = header[end + 4..].split_at(length);
        rest = next;
        // Each as it is written: an ID may be a number that no type holds.
        let message: HashMap<&str, &RawValue> = serde_json::from_slice(body).expect("JSON");
        assert_eq!(message["jsonrpc"].get(), "\"2.0\"");
        if !message.contains_key("method") {
            assert!(message.contains_key("result") != message.contains_key("error"), "{message:?}");
            assert!(message.contains_key("id"), "{message:?}");
            answers += 1;
        }
    }
    assert!(answers <= lines, "{answers} answers to {lines} lines");
}

/// What the server has written.
#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

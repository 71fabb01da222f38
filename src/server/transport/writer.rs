//! Writes messages to the client, each in one piece.

use std::fs::File;
use std::io::{self, Write};

use serde::Serialize;

use super::patient::Patient;

/// The space for the header, in bytes: `Content-Length: `, twenty digits and two line breaks.
const HEADER_ROOM: usize = 40;
/// A buffer larger than this is freed after use, in bytes.
const KEPT: usize = 1024 * 1024;

/// The pipe to the client.
///
/// Messages are written on the calling thread before `send` returns. A writer thread would cost more time than most
/// responses take, and a queue would grow without limit when a client stops reading.
pub(in crate::server) struct Writer {
    output: Patient<Box<dyn Write>>,
    buffer: Vec<u8>,
}

/// Standard output without the standard library's buffer, which would send the header separately.
///
/// # Errors
/// There is no standard output.
pub(in crate::server) fn standard_output() -> io::Result<File> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    Ok(File::from(own))
}

impl Writer {
    /// Creates a writer to a pipe.
    pub(in crate::server) fn new(output: Box<dyn Write>) -> Self {
        Self { output: Patient(output), buffer: Vec::new() }
    }

    /// Sends a JSON-RPC message.
    ///
    /// # Errors
    /// The client no longer reads.
    pub(in crate::server) fn send(&mut self, message: &impl Serialize) -> io::Result<()> {
        // The header's length depends on the body's, so it is written in front once that is known.
        self.buffer.resize(HEADER_ROOM, 0);
        serde_json::to_writer(&mut self.buffer, message)?;
        let header = format!("Content-Length: {}\r\n\r\n", self.buffer.len() - HEADER_ROOM);
        let start = HEADER_ROOM - header.len();
        self.buffer[start..HEADER_ROOM].copy_from_slice(header.as_bytes());
        let result = self.output.write_all(&self.buffer[start..]);
        self.buffer.clear();
        self.buffer.shrink_to(KEPT);
        result
    }
}

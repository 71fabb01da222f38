//! Messages to the client, each in one piece.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::time::Duration;

use serde::Serialize;

/// Room for the header, in bytes: `Content-Length: `, twenty digits and two line breaks.
const HEADER_ROOM: usize = 40;
/// A larger buffer is given back after use, in bytes.
const KEPT: usize = 1024 * 1024;
/// How long to wait for a client whose pipe is full and does not block.
const RETRY: Duration = Duration::from_millis(1);

/// Standard output.
///
/// What is sent is written before `send` returns, on the thread that has it: another thread between would cost more
/// than most answers take, and a queue in between would have no bound when a client stops reading.
#[derive(Debug)]
pub(in crate::server) struct Writer {
    output: File,
    buffer: Vec<u8>,
}

impl Writer {
    /// A writer past the standard library's buffer, which would send a header by itself.
    ///
    /// # Errors
    /// If there is no standard output.
    pub(in crate::server) fn standard_output() -> io::Result<Self> {
        #[cfg(unix)]
        let own = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
        #[cfg(windows)]
        let own = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
        Ok(Self { output: File::from(own), buffer: Vec::new() })
    }

    /// Sends a JSON-RPC message.
    ///
    /// # Errors
    /// If the client no longer reads.
    pub(in crate::server) fn send(&mut self, message: &impl Serialize) -> io::Result<()> {
        // The header is as long as the body's length has digits, so it is put in front when that is known.
        self.buffer.resize(HEADER_ROOM, 0);
        serde_json::to_writer(&mut self.buffer, message)?;
        let header = format!("Content-Length: {}\r\n\r\n", self.buffer.len() - HEADER_ROOM);
        let start = HEADER_ROOM - header.len();
        self.buffer[start..HEADER_ROOM].copy_from_slice(header.as_bytes());
        let result = write_all(&mut self.output, &self.buffer[start..]);
        self.buffer.clear();
        self.buffer.shrink_to(KEPT);
        result
    }
}

fn write_all(output: &mut impl Write, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match output.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // Some clients leave their end of the pipe, which is ours too, without blocking.
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(RETRY),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

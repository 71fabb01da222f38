//! A pipe that somebody else may have made non-blocking.

use std::io::{self, ErrorKind, Read, Write};
use std::time::Duration;

/// How long to wait before the next attempt.
const RETRY: Duration = Duration::from_millis(1);

/// Waits where the pipe would not. Some clients make their end of it non-blocking, which affects ours too: nothing to read
/// is not the end of the input, and a full pipe is not a client that is gone.
#[derive(Debug)]
pub(super) struct Patient<T>(pub(super) T);

impl<T: Read> Read for Patient<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        patiently(|| self.0.read(buffer))
    }
}

impl<T: Write> Write for Patient<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        patiently(|| self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        patiently(|| self.0.flush())
    }
}

fn patiently<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match attempt() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(RETRY),
            result => return result,
        }
    }
}

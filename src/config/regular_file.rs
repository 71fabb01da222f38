//! Reads files, and nothing else that may bear a file's name: a named pipe waits for a writer, and a device may never end.

use std::fs::{self, FileType};
use std::io;
use std::path::Path;

/// Streams that are open already, such as what a shell passes for `<(command)`: they end when their writer does.
const OPEN_STREAMS: [&str; 3] = ["/dev/stdin", "/dev/fd", "/proc/self/fd"];

/// The content of a file.
///
/// # Errors
/// It cannot be read, or is not a file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !OPEN_STREAMS.iter().any(|stream| path.starts_with(stream)) {
        check(fs::metadata(path)?.file_type())?;
    }
    fs::read(path)
}

/// Refuses what is not a regular file.
///
/// # Errors
/// Says what it is instead.
pub(super) fn check(kind: FileType) -> io::Result<()> {
    if kind.is_file() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, format!("it is {}, not a file", noun(kind))))
}

#[cfg(unix)]
fn noun(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn noun(kind: FileType) -> &'static str {
    if kind.is_dir() { "a folder" } else { "something else" }
}

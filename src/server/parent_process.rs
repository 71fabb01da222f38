//! Ends the server when the editor that started it is gone without saying so.

use std::path::PathBuf;
use std::time::Duration;

/// How long a server may outlive its editor.
const INTERVAL: Duration = Duration::from_secs(3);

/// Exits once the process of that id is gone. Where processes cannot be looked up (there is no
/// `/proc`), nothing is watched: the end of standard input ends the server too.
pub(super) fn exit_with(process: u32) {
    let path = PathBuf::from(format!("/proc/{process}"));
    if !path.exists() {
        return;
    }
    // A thread of its own: the session may be waiting for a client that is gone to read.
    std::thread::spawn(move || {
        while path.exists() {
            std::thread::sleep(INTERVAL);
        }
        std::process::exit(1);
    });
}

//! Ends the server when the editor that started it has disappeared.

use std::path::PathBuf;
use std::time::Duration;

/// How long the server may outlive its editor.
const INTERVAL: Duration = Duration::from_secs(3);

/// Exits once the process with that ID has ended. Without `/proc`, nothing is watched; the server still ends at the end
/// of standard input.
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

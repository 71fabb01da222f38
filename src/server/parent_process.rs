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
    tokio::spawn(async move {
        while path.exists() {
            tokio::time::sleep(INTERVAL).await;
        }
        std::process::exit(1);
    });
}

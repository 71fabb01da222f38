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
    tokio::spawn(async move {
        while path.exists() {
            tokio::time::sleep(INTERVAL).await;
        }
        std::process::exit(1);
    });
}

//! The server in real editors. An editor that is not there is skipped, with a word; `.ci/run` fetches it first.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The exit status that says that an editor is not there.
const SKIPPED: i32 = 77;

fn neovim(nvim: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/neovim.sh");
    let output = Command::new("bash").arg(script).arg(env!("CARGO_BIN_EXE_integration-ls")).arg(nvim).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    eprintln!("{said}");
    assert!(output.status.success() || output.status.code() == Some(SKIPPED), "{said}");
}

fn fetched(release: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/editors").join(release).join("nvim")
}

#[test]
#[cfg(unix)]
fn neovim_on_the_path() {
    neovim(Path::new("nvim"));
}

#[test]
#[cfg(unix)]
fn neovim_0_10() {
    neovim(&fetched("trixie"));
}

#[test]
#[cfg(unix)]
fn neovim_of_today() {
    neovim(&fetched("forky"));
}

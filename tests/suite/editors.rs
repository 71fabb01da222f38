//! The server in real editors. An editor that is not there is skipped, with a word; `.ci/run` fetches it first.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::skipped::skipped;

/// The exit status that says that an editor is not there.
const SKIPPED: i32 = 77;

/// Runs a script of tests/editors with the server and a program.
fn run(script: &str, program: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors").join(script);
    let output =
        Command::new("bash").arg(script).arg(env!("CARGO_BIN_EXE_integration-ls")).arg(program).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    eprintln!("{said}");
    if output.status.code() == Some(SKIPPED) {
        skipped(&said);
        return;
    }
    assert!(output.status.success(), "{said}");
}

/// Where `.ci/run` puts an editor.
fn fetched(program: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/editors").join(program)
}

#[test]
fn neovim_on_the_path() {
    run("neovim.sh", Path::new("nvim"));
}

#[test]
fn neovim_0_10() {
    run("neovim.sh", &fetched("trixie/nvim"));
}

#[test]
fn neovim_of_today() {
    run("neovim.sh", &fetched("forky/nvim"));
}

#[test]
fn neovim_live() {
    run("neovim-live.sh", &fetched("forky/nvim"));
}

#[test]
fn vscode() {
    run("vscode.sh", &fetched("code-server/code-server"));
}

#[test]
fn helix() {
    run("helix.sh", &fetched("helix/hx"));
}

#[test]
fn emacs() {
    run("emacs.sh", &fetched("emacs/emacs"));
}

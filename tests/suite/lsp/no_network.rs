//! The server and the commands that are not told to ask the API do not use the network: `strace` watches what they call.

use std::fs;
use std::process::Command;

use super::client::Client;
use super::conformance::{everything, session};
use crate::cli::{Folder, command, finish};

/// A command that is watched, with somebody logged in, so that there would be somebody to ask for.
fn watched(log: &str, arguments: &[&str]) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", log]);
    let plain = command(arguments);
    strace.arg(plain.get_program()).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    strace.env("BP_TOKEN", "bp_pat_1").env("BP_WORKSPACE_ID", "wk").env("BP_API_URL", "http://127.0.0.1:9");
    strace
}

fn can_be_watched() -> bool {
    let traced = Command::new("strace").args(["-qq", "-e", "trace=%network", "true"]).output();
    let can = traced.is_ok_and(|output| output.status.success());
    if !can {
        crate::skipped::skipped("strace is not installed, or may not watch");
    }
    can
}

#[test]
fn a_whole_session_opens_no_socket() {
    if !can_be_watched() {
        return;
    }
    let folder = Folder::new("no-network");
    for pulls in [false, true] {
        let log = folder.write("session.log", "");
        let client = Client::with_command(watched(&log, &["lsp"]));
        let messages = session(client, "no-network-session", &everything(pulls));
        assert!(messages.len() > 50, "the session took place");
        assert_eq!(fs::read_to_string(&log).unwrap(), "");
    }
}

#[test]
fn commands_that_are_not_about_the_api_open_no_socket() {
    if !can_be_watched() {
        return;
    }
    let folder = Folder::new("no-network-commands");
    let file = "examples/broken.integration.json";
    for arguments in [
        &["check", file][..],
        &["check", "--diff", file],
        &["format", "--check", "examples/acme-mail.integration.json"],
        &["doctor"],
        &["config", file],
        &["schema"],
        &["explain", "--all"],
    ] {
        let log = folder.write("command.log", "");
        let ran = finish(watched(&log, arguments), b"");
        assert!(ran.status <= 1, "{arguments:?}: {}", ran.err);
        assert_eq!(fs::read_to_string(&log).unwrap(), "", "{arguments:?}");
    }
}

/// A watch that sees nothing would prove nothing.
#[cfg(feature = "remote")]
#[test]
fn a_command_that_asks_is_seen() {
    if !can_be_watched() {
        return;
    }
    let folder = Folder::new("no-network-seen");
    let log = folder.write("command.log", "");
    let mut command = watched(&log, &["pull", "mail"]);
    let server = crate::http_server::HttpServer::scripted([crate::http_server::Reply::error("Forbidden")]);
    command.env("BP_API_URL", server.url());
    finish(command, b"");
    assert!(fs::read_to_string(&log).unwrap().contains(&format!("sin_port=htons({})", server.port())));
}

//! The built command, run as in a terminal.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::lsp::client::Client;
use crate::skipped::skipped;

/// The result of running the command.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_integration-ls"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    // What CI sets changes paths and colors.
    for name in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn finish(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The command may end without reading all of it.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        status: output.status.code().expect("no signal"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub(crate) fn run(arguments: &[&str]) -> Ran {
    finish(command(arguments), b"")
}

pub(crate) fn run_with_input(arguments: &[&str], input: &[u8]) -> Ran {
    finish(command(arguments), input)
}

/// A temporary folder, deleted after the test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("integration-ls-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).unwrap();
    }

    /// Runs the command in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with_input(arguments, b"")
    }

    /// Runs the command in this folder with standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = command(arguments);
        command.current_dir(&self.0);
        finish(command, input)
    }

    /// The names in this folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn without_arguments_the_help_is_shown() {
    let ran = run(&[]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("Usage: integration-ls") && ran.out.contains("check"), "{}", ran.out);
}

#[test]
fn unknown_arguments_are_rejected_with_status_2() {
    for arguments in [
        &["--nonsense"][..],
        &["chekc"],
        &["check", "--nonsense"],
        &["check", "--form", "delete"],
        &["check", "--output-format", "xml"],
        &["explain"],
        &["completions", "tcsh"],
    ] {
        let ran = run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.out.is_empty() && ran.err.starts_with("error: "), "{arguments:?}: {}", ran.err);
    }
    assert!(run(&["chekc"]).err.contains("check"), "it suggests what may have been meant");
}

#[test]
fn version_in_both_ways() {
    let expected = concat!("integration-ls ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(run(&["version"]).out, expected);
    assert_eq!(run(&["--version"]).out, expected);
}

#[test]
fn the_broken_example() {
    let ran = run(&["check", "examples/broken.integration.json"]);
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn the_good_examples_are_clean() {
    let ran = run(&["check", "examples/acme-mail.integration.json"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "1 manifest checked, no problems found.\n"), "{}", ran.err);
    // An update that removes an action says so, without failing.
    let ran = run(&["check", "examples/acme-mail-update.integration.jsonc"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.starts_with("help[removal]: ") && ran.out.ends_with("\n1 hint in 1 manifest.\n"), "{}", ran.out);
}

#[test]
fn json_has_every_diagnostic_with_its_location() {
    let ran =
        run_with_input(&["check", "--output-format", "json", "-"], "{\n  \"ä\": 1,\n  \"titel\": 2\n}".as_bytes());
    assert_eq!(ran.status, 1);
    let diagnostics: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(diagnostics.as_array().unwrap().len(), 2);
    let diagnostic = &diagnostics[1];
    assert_eq!(diagnostic["file"], "<stdin>");
    assert_eq!(diagnostic["code"], "unknown-key");
    assert_eq!(diagnostic["severity"], "error");
    assert_eq!(diagnostic["pointer"], "/titel");
    assert_eq!(diagnostic["start"], serde_json::json!({"line": 3, "column": 3, "offset": 15}));
    assert_eq!(diagnostic["end"], serde_json::json!({"line": 3, "column": 10, "offset": 22}));
    assert!(diagnostic["message"].as_str().unwrap().contains("\"title\""));
    // Columns are characters: the ä is one, though it has two bytes.
    assert_eq!(diagnostics[0]["end"], serde_json::json!({"line": 2, "column": 6, "offset": 8}));
}

#[test]
fn nothing_found_is_an_empty_array() {
    let ran = run_with_input(&["check", "--output-format", "json", "-"], b"{\"title\": \"Acme\"}");
    assert_eq!((ran.status, ran.out.as_str()), (0, "[]\n"));
}

#[test]
fn standard_input_may_have_a_name() {
    let text = b"// a comment\n{\"title\": \"Acme\",}";
    let ran = run_with_input(&["check", "--stdin-filename", "acme.integration.jsonc", "-"], text);
    assert_eq!(ran.status, 0, "{}", ran.out);
    let ran = run_with_input(&["check", "-"], text);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("comment-in-json") && ran.out.contains("trailing-comma"), "{}", ran.out);
}

#[test]
fn a_form_can_be_forced() {
    let text = b"{\"title\": null, \"visibility\": \"private\"}";
    let of = |form| run_with_input(&["check", "--form", form, "--output-format", "json", "-"], text).out;
    assert!(!of("update").contains("missing-key"));
    assert!(!of("auto").contains("missing-key"));
    assert!(of("create").contains("missing-key"));
}

#[test]
fn unreadable_files_are_reported_and_the_rest_is_checked() {
    let folder = Folder::new("unreadable");
    let latin = folder.write("latin.integration.json", b"{\"title\": \"Caf\xe9\"}");
    let wide = folder.write("wide.integration.json", b"\xff\xfe{\0}\0");
    let fine = folder.write("fine.integration.json", "{\"titel\": 1}");
    let missing = folder.path().join("missing.json");
    let ran = run(&["check", &latin, &wide, &fine, missing.to_str().unwrap()]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("unknown-key"), "{}", ran.out);
    assert!(ran.err.contains("first invalid byte at offset 14"), "{}", ran.err);
    assert!(ran.err.contains("it looks like UTF-16"), "{}", ran.err);
    assert!(ran.err.contains("missing.json"), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 3);
}

#[test]
fn a_folder_without_manifests_is_an_error() {
    let folder = Folder::new("none");
    let ran = folder.run(&["check"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("no manifest in ."), "{}", ran.err);
}

#[test]
fn the_empty_file_and_the_empty_object() {
    let ran = run_with_input(&["check", "-"], b"");
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("The file is empty"), "{}", ran.out);
    assert_eq!(run_with_input(&["check", "-"], b"{}").status, 0);
}

#[test]
fn many_files_keep_their_order() {
    let folder = Folder::new("many");
    for number in 0..60 {
        folder.write(&format!("{number:02}.integration.json"), format!("{{\"wrong{number}\": 1}}"));
    }
    let ran = folder.run(&["check", "--output-format", "json"]);
    let diagnostics: Value = serde_json::from_str(&ran.out).unwrap();
    let messages: Vec<&str> =
        diagnostics.as_array().unwrap().iter().map(|diagnostic| diagnostic["message"].as_str().unwrap()).collect();
    assert_eq!(messages.len(), 60);
    for (number, message) in messages.iter().enumerate() {
        assert!(message.contains(&format!("\"wrong{number}\"")), "{message}");
    }
}

#[test]
fn a_line_of_ten_megabytes_is_shown_in_part() {
    let code = "x".repeat(10_000_000);
    let text = format!("{{\"code\": \"{code}\", \"titel\": 1, \"description\": \"{code}\"}}");
    let ran = run_with_input(&["check", "-"], text.as_bytes());
    assert_eq!(ran.status, 1);
    assert!(ran.out.len() < 2_000, "{} bytes", ran.out.len());
    assert!(ran.out.contains("\"titel\": 1"), "{}", ran.out);
}

#[test]
fn colors_are_for_terminals_and_on_request() {
    let is_colored = |color: &str, variables: &[(&str, &str)]| {
        let mut command = command(&["check", "--color", color, "-"]);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").envs(variables.iter().copied());
        finish(command, b"{\"titel\": 1}").out.contains("\u{1b}[")
    };
    assert!(!is_colored("auto", &[]), "this is not a terminal");
    assert!(is_colored("auto", &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored("auto", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(is_colored("always", &[("NO_COLOR", "1"), ("TERM", "dumb"), ("CLICOLOR", "0")]), "the argument wins");
    assert!(!is_colored("never", &[("CLICOLOR_FORCE", "1"), ("FORCE_COLOR", "1")]));
    for value in ["1", "true", "3"] {
        assert!(is_colored("auto", &[("FORCE_COLOR", value)]));
    }
    for value in ["0", "false", ""] {
        assert!(!is_colored("auto", &[("FORCE_COLOR", value)]));
    }
    assert!(!is_colored("auto", &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
}

/// `script` gives the command a terminal, where there is one.
#[test]
#[cfg(target_os = "linux")]
fn a_terminal_gets_colors_unless_it_has_none() {
    let run = |variable: &str| {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/broken.integration.json");
        let check = format!("{variable} '{}' check '{file}'", env!("CARGO_BIN_EXE_integration-ls"));
        let mut command = Command::new("script");
        command.args(["-qec", &check, "/dev/null"]).env("TERM", "xterm");
        // In CI, a terminal of any name gets colors.
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
            command.env_remove(name);
        }
        command.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).contains("\u{1b}[0m"))
    };
    let Some(is_colored) = run("") else { return skipped("there is no `script`") };
    assert!(is_colored);
    for variable in ["NO_COLOR=1", "TERM=dumb", "CLICOLOR=0"] {
        assert_eq!(run(variable), Some(false), "{variable}");
    }
}

/// Lets a server open a document with this text, check it and end.
fn serve(command: Command, text: &str) {
    let uri = "file:///work/integration.json";
    let mut client = Client::with_command(command);
    client.request("initialize", json!({"clientInfo": {"name": "some editor"}, "capabilities": {}}));
    client.notify("initialized", json!({}));
    client.open(uri, text);
    client.diagnostics(uri, 1);
    assert!(client.end(&["shutdown", "exit"]).success());
}

#[test]
fn the_log_of_the_server_can_be_sent_with_a_bug_report() {
    let folder = Folder::new("log");
    let file = folder.path().join("server.log");
    let log = |level: &[&str], variable: Option<&str>| {
        let _ = fs::remove_file(&file);
        let mut command = command(&[&["lsp", "--log-file", file.to_str().unwrap()], level].concat());
        command.env_remove("INTEGRATION_LS_LOG").envs(variable.map(|level| ("INTEGRATION_LS_LOG", level)));
        serve(command, r#"{"secrets": {"KEY": "hunter2"}}"#);
        fs::read_to_string(&file).unwrap()
    };
    assert_eq!(log(&[], None), "", "nothing has gone wrong");
    for log in [log(&["--log-level", "debug"], None), log(&[], Some("debug"))] {
        assert!(log.contains("INFO") && log.contains("some editor"), "{log}");
        assert!(log.contains(env!("CARGO_PKG_VERSION")), "{log}");
        assert!(!log.contains("hunter2") && !log.contains("KEY"), "no text of a document: {log}");
    }
    let ran = run(&["lsp", "--log-file", "/nowhere/server.log"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("integration-ls: cannot open the log file /nowhere/server.log: "), "{}", ran.err);
}

#[test]
fn terminal_escapes_in_documents_are_replaced() {
    let text = "{\"\u{1b}[31mred\u{202e}\": 1, \"title\": \"\u{1b}]0;owned\u{7}\"}";
    let ran = run_with_input(&["check", "-"], text.as_bytes());
    assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", ran.out);
}

#[test]
fn a_secret_is_never_shown() {
    for value in
        ["\"hunter2\", \"titel\": 1", "[\"hunter2\"]", "hunter2", "'hunter2'", "\"hunter2\n", "{\"a\": hunter2}"]
    {
        let text = format!("{{\"secrets\": {{\"apiKey\": {value}}}}}");
        for format in ["full", "json"] {
            let ran = run_with_input(&["check", "--output-format", format, "-"], text.as_bytes());
            assert_eq!(ran.status, 1);
            assert!(!ran.out.contains("hunter2"), "{}", ran.out);
        }
    }
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_not_an_error() {
    let script = format!("'{}' explain --all | head -n 1", env!("CARGO_BIN_EXE_integration-ls"));
    let output = Command::new("bash").args(["-c", &format!("set -o pipefail; {script}")]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_schema_is_a_schema() {
    for arguments in [&["schema"][..], &["schema", "--form", "create"], &["schema", "--form", "update"]] {
        let schema: Value = serde_json::from_str(&run(arguments).out).unwrap();
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{arguments:?}");
    }
}

#[test]
fn explanations_of_rules() {
    let ran = run(&["explain", "secret-name"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.starts_with("## secret-name\n"));
    for name in ["SECRET_NAME", "secretName", "secret name"] {
        assert_eq!(run(&["explain", name]).out, ran.out, "{name}");
    }
    let ran = run(&["explain", "secret-nmae"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("Did you mean secret-name?"), "{}", ran.err);
    let ran = run(&["explain", "quatsch"]);
    assert!(ran.status == 2 && !ran.err.contains("Did you mean"), "nothing is near: {}", ran.err);
}

#[test]
fn explanations_of_fields() {
    insta::assert_snapshot!(run(&["explain", "visibility"]).out);
    let title = run(&["explain", "actions.<action>.title"]).out;
    assert!(title.starts_with("## `actions.<action>.title`\n"), "{title}");
    for path in ["actions.*.title", "/actions/sendMail/title", "actions.sendMail.title", "Actions.x.TITLE"] {
        assert_eq!(run(&["explain", path]).out, title, "{path}");
    }
    let time = run(&["explain", "maxExecutionTime"]).out;
    assert!(time.starts_with("## `maxExecutionTime`\n\nwhole number"), "{time}");
    assert_eq!(run(&["explain", "max_execution_time"]).out, time);
    let below = run(&["explain", "identifier"]).out;
    assert!(below.contains("| `identifier.extractScript` |"), "what is in it, too: {below}");
    let end = run(&["explain", "extractScript"]).out;
    assert!(end.starts_with("## `identifier.extractScript`\n"), "the end of a path: {end}");
    let several = run(&["explain", "schema"]).out;
    assert!(several.contains("| `events.<event>.schema` |") && several.contains("| `entities.<entity>.schema` |"));
    let ran = run(&["explain", "visibilty"]);
    assert!(ran.status == 2 && ran.err.contains("Did you mean visibility?"), "{}", ran.err);
    // No name of a secret leads anywhere but to the declaration.
    assert!(run(&["explain", "secrets.hunter2"]).out.starts_with("## `secrets.<secret>`\n"));
}

#[test]
fn completion_scripts_of_the_shells() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.status, 0);
        assert!(ran.out.contains("integration-ls") && ran.out.contains("check"), "{shell}");
    }
}

#[test]
fn a_file_that_is_named_twice_is_checked_and_fixed_once() {
    let folder = Folder::new("twice");
    folder.write("sub/integration.json", "{\"titel\": 1, \"public\": true}");
    let once = folder.run(&["check", "--output-format", "concise", "sub"]);
    let twice = folder.run(&["check", "--output-format", "concise", "sub", "sub/integration.json", "./sub", "."]);
    assert_eq!((twice.status, twice.out.lines().count()), (1, once.out.lines().count()), "{}", twice.out);
    for _ in 0..20 {
        folder.write("sub/integration.json", "{\"visibilty\": \"private\"}");
        folder.run(&["check", "--fix", "--unsafe-fixes", "sub/integration.json", "sub", "sub/../sub/integration.json"]);
        let text = fs::read_to_string(folder.path().join("sub/integration.json")).unwrap();
        assert_eq!(text, "{\"visibility\": \"private\"}");
    }
}

#[test]
fn the_output_of_bp_read_has_no_errors_on_standard_input() {
    let read = |text: &str| {
        let mut manifest: Value = serde_json::from_str(text).unwrap();
        let members = manifest.as_object_mut().unwrap();
        for left_out in ["icon", "readme", "code"] {
            members.remove(left_out);
        }
        let interfaces = members.get_mut("interfaces").and_then(Value::as_object_mut);
        for interface in interfaces.into_iter().flat_map(|interfaces| interfaces.values_mut()) {
            interface["id"] = json!("");
        }
        manifest.to_string()
    };
    let folder = Folder::new("bp-read");
    let text = read(include_str!("../data/manifests/create/tide-tables.json"));
    let found = |ran: &Ran| -> Vec<String> {
        let found: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
        found
            .iter()
            .map(|one| format!("{}: {}", one["severity"].as_str().unwrap(), one["code"].as_str().unwrap()))
            .collect()
    };
    let arguments = ["check", "--output-format", "json", "--max-warnings", "99", "-"];
    let piped = run_with_input(&arguments, text.as_bytes());
    assert_eq!(piped.status, 0, "{}", piped.out);
    assert_eq!(found(&piped).iter().filter(|one| *one == "hint: server-copy").count(), 1);
    assert!(!found(&piped).iter().any(|one| one.starts_with("error")), "{}", piped.out);
    // A file has to be complete.
    let file = folder.write("acme.integration.json", &text);
    let in_file = run(&["check", "--output-format", "json", &file]);
    assert_eq!(in_file.status, 1);
    for expected in ["error: too-short", "error: integration-icon", "error: integration-readme"] {
        assert!(found(&in_file).iter().any(|one| one == expected), "{expected}: {}", in_file.out);
    }
}

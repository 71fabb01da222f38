//! The command `diff`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::cli::{Folder, Ran};

const OLD: &str = r#"{
  "name": "acme-mail",
  "version": "1.2.3",
  "title": "Mail",
  "readme": "IyBNYWlsCgpTZW5kcyBtYWlsLgo=",
  "secrets": {"KEY": "hunter2"},
  "actions": {
    "sendMail": {
      "input": {"schema": {"type": "object", "properties": {"to": {"type": "string", "maxLength": 64}}, "additionalProperties": false}},
      "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"], "additionalProperties": false}}
    },
    "deleteMail": {
      "input": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}},
      "output": {"schema": {"type": "object", "properties": {}}}
    }
  }
}
"#;

const NEW: &str = r#"{
  "name": "acme-mail",
  "version": "1.2.4",
  "title": "Mail",
  // one more word
  "readme": "IyBNYWlsCgpTZW5kcyBhbmQgcmVjZWl2ZXMgbWFpbC4K",
  "secrets": {"TOKEN": "hunter3"},
  "actions": {
    "sendMail": {
      "input": {
        "schema": {
          "type": "object",
          "properties": {"to": {"type": "string", "maxLength": 32}, "subject": {"type": "string"}},
          "required": ["subject"],
          "additionalProperties": false
        }
      },
      "output": {"schema": {"type": "object", "properties": {"id": {"type": "string"}, "size": {"type": "number"}}, "additionalProperties": false}}
    }
  }
}
"#;

fn both(name: &str) -> Folder {
    let folder = Folder::new(&format!("diff-{name}"));
    folder.write("old.integration.jsonc", OLD);
    folder.write("integration.jsonc", NEW);
    folder
}

fn diff(folder: &Folder, arguments: &[&str]) -> Ran {
    folder.run(&[&["diff", "integration.jsonc"], arguments].concat())
}

#[test]
fn a_report_for_people() {
    let folder = both("people");
    let ran = diff(&folder, &["--against", "old.integration.jsonc"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(!ran.out.contains("hunter"), "{}", ran.out);
    insta::assert_snapshot!(ran.out);
    let colored = diff(&folder, &["--against", "old.integration.jsonc", "--color", "always"]).out;
    assert!(colored.contains("\u{1b}[1;31mbreaks"), "{colored}");
}

#[test]
fn a_report_for_programs() {
    let folder = both("programs");
    let ran = diff(&folder, &["--against", "old.integration.jsonc", "--output-format", "json"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["verdict"], "breaks");
    assert_eq!((&report["bump"], &report["wantedVersion"]), (&"major".into(), &"2.0.0".into()));
    assert_eq!(report["isRaised"], false);
    for change in report["changes"].as_array().unwrap() {
        let pointer = change["pointer"].as_str().unwrap();
        let text = if change["new"].is_null() { (OLD, &change["old"]) } else { (NEW, &change["new"]) };
        let offset = |end: &str| text.1[end]["offset"].as_u64().unwrap() as usize;
        let marked = &text.0[offset("start")..offset("end")];
        assert!(pointer.split('/').any(|key| marked.contains(key)), "{pointer}: {marked}");
    }
}

#[test]
fn the_exit_status_says_whether_something_breaks() {
    let folder = both("status");
    folder.write("raised.integration.jsonc", NEW.replace("1.2.4", "2.0.0"));
    for (file, against, expected) in [
        ("integration.jsonc", "integration.jsonc", 0),
        ("integration.jsonc", "old.integration.jsonc", 1),
        ("raised.integration.jsonc", "old.integration.jsonc", 1),
        ("integration.jsonc", "nowhere.json", 2),
        ("integration.jsonc", ".", 2),
        ("nowhere.json", "integration.jsonc", 2),
    ] {
        let ran = folder.run(&["diff", file, "--against", against]);
        assert_eq!(ran.status, expected, "{file} {against}: {} {}", ran.out, ran.err);
    }
    let accepted =
        |file: &str| folder.run(&["diff", file, "--against", "old.integration.jsonc", "--accept-raised"]).status;
    assert_eq!(accepted("raised.integration.jsonc"), 0);
    assert_eq!(accepted("integration.jsonc"), 1);
}

#[test]
fn what_an_update_would_keep_is_written_as_null() {
    let folder = both("nulls");
    let update = "{\r\n\t\"actions\": {\r\n\t\t\"sendMail\": {}, // the one\r\n\t},\r\n}\r\n";
    folder.write("integration.jsonc", update);
    let against = ["--against", "old.integration.jsonc"];
    let ran = diff(&folder, &against);
    assert!(ran.out.contains("needs null at /secrets/KEY and /actions/deleteMail; --fix writes it."), "{}", ran.out);
    let ran = diff(&folder, &[&against[..], &["--fix"]].concat());
    assert_eq!(ran.err, "integration-ls: wrote null in integration.jsonc at /secrets/KEY and /actions/deleteMail\n");
    let fixed = folder.read("integration.jsonc");
    assert_eq!(
        fixed,
        "{\r\n\t\"actions\": {\r\n\t\t\"sendMail\": {},\r\n\t\t\"deleteMail\": null, // the one\r\n\t},\r\n\t\"secrets\": {\"KEY\": null},\r\n}\r\n"
    );
    let again = diff(&folder, &[&against[..], &["--fix"]].concat());
    assert_eq!((again.err.as_str(), folder.read("integration.jsonc")), ("", fixed));
}

/// A repository with two commits of the manifest; `None` if there is no git.
fn repository(name: &str) -> Option<Folder> {
    let folder = Folder::new(name);
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).env("GIT_CONFIG_GLOBAL", "/dev/null").args(arguments);
        command.output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "--quiet"]) {
        crate::skipped::skipped("git is not there");
        return None;
    }
    std::fs::create_dir(folder.path().join("sub dir")).unwrap();
    for (text, message) in [(OLD, "one"), (NEW, "two")] {
        folder.write("sub dir/integration.jsonc", text);
        assert!(git(&["add", "."]));
        let author = ["-c", "user.name=a", "-c", "user.email=a@b.c"];
        assert!(git(&[&author[..], &["commit", "--quiet", "-m", message]].concat()));
    }
    Some(folder)
}

#[test]
fn a_git_revision() {
    let Some(folder) = repository("diff-git") else { return };
    let diff = |against: &str| folder.run(&["diff", "sub dir/integration.jsonc", "--against", against]);
    assert_eq!(diff("HEAD").out, "Nothing has changed since sub dir/integration.jsonc (HEAD).\n");
    assert_eq!(folder.run(&["diff", "sub dir/integration.jsonc"]).status, 0, "HEAD is the default");
    for revision in ["HEAD~1", "git:HEAD~1", "HEAD^", "HEAD~1^{commit}"] {
        let ran = diff(revision);
        assert_eq!(ran.status, 1, "{revision}: {}", ran.err);
        assert!(ran.out.contains("/actions/deleteMail"), "{}", ran.out);
    }
    // A file with the name of a revision is the file.
    folder.write("HEAD", OLD);
    assert_eq!(diff("HEAD").status, 1);
    assert_eq!(diff("git:HEAD").status, 0);
    // What the working tree no longer has.
    folder.write("sub dir/other.json", "{}");
    for (revision, why) in [
        ("nowhere", "there is no such git revision here"),
        ("--output=stolen", "this is not the name of a git revision"),
        ("git:-h", "this is not the name of a git revision"),
        ("HEAD:integration.jsonc", "this is not the name of a git revision"),
        ("git:", "this is not the name of a git revision"),
        ("HEAD\u{1b}[31m", "this is not the name of a git revision"),
    ] {
        let ran = folder.run(&["diff", "sub dir/integration.jsonc", &format!("--against={revision}")]);
        assert_eq!(ran.status, 2, "{revision}: {}", ran.out);
        assert!(ran.err.contains(why) && !ran.err.contains('\u{1b}'), "{revision}: {}", ran.err);
    }
    let ran = folder.run(&["diff", "sub dir/other.json", "--against", "git:HEAD"]);
    assert!(ran.err.contains("the file is not in that git revision"), "{}", ran.err);
    assert!(!folder.names().iter().any(|name| name.contains("stolen")));
}

#[test]
fn without_git_that_is_said() {
    let folder = both("no-git");
    let mut command = crate::cli::command(&["diff", "integration.jsonc", "--against", "git:HEAD"]);
    command.current_dir(folder.path()).env("PATH", folder.path());
    let ran = crate::cli::finish(command, b"");
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("git is not installed, or not in PATH"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_repository_runs_no_program() {
    use std::os::unix::fs::PermissionsExt;

    let Some(folder) = repository("diff-hostile-git") else { return };
    let script = folder.path().join("evil");
    folder.write("evil", format!("#!/bin/sh\ntouch '{}/ran'\ncat\n", folder.path().display()));
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    let evil = script.display().to_string();
    for name in ["pre-commit", "post-checkout", "fsmonitor-watchman"] {
        std::fs::create_dir_all(folder.path().join(".git/hooks")).unwrap();
        std::fs::copy(&script, folder.path().join(".git/hooks").join(name)).unwrap();
    }
    folder.write(".gitattributes", "*.jsonc filter=evil diff=evil\n");
    let config = folder.read(".git/config")
        + &format!(
            "[core]\n\tfsmonitor = {evil}\n\tpager = {evil}\n\tsshCommand = {evil}\n\talternateRefsCommand = {evil}\n\
             [pager]\n\tcat-file = {evil}\n\trev-parse = {evil}\n\
             [filter \"evil\"]\n\tsmudge = {evil}\n\tclean = {evil}\n\tprocess = {evil}\n\
             [diff \"evil\"]\n\ttextconv = {evil}\n\tcommand = {evil}\n\
             [alias]\n\tcat-file = !{evil}\n\trev-parse = !{evil}\n\
             [protocol]\n\tallow = always\n[protocol \"ext\"]\n\tallow = always\n\
             [remote \"origin\"]\n\turl = ext::{evil}\n\tpromisor = true\n\tuploadpack = {evil}\n\
             [extensions]\n\tpartialClone = origin\n"
        );
    folder.write(".git/config", config);
    // An object that is missing would be fetched.
    let objects = folder.path().join(".git/objects");
    let mut command = crate::cli::command(&["diff", "sub dir/integration.jsonc", "--against", "HEAD~1"]);
    command.current_dir(folder.path()).env("GIT_DIR", "/nowhere").env("GIT_EXTERNAL_DIFF", &evil);
    assert_eq!(crate::cli::finish(command, b"").status, 1);
    remove_loose_objects(&objects);
    let ran = folder.run(&["diff", "sub dir/integration.jsonc", "--against", "HEAD~1"]);
    assert_eq!(ran.status, 2, "{}", ran.out);
    assert!(!folder.path().join("ran").exists(), "a program of the repository has run");
}

#[cfg(unix)]
fn remove_loose_objects(objects: &Path) {
    for entry in std::fs::read_dir(objects).unwrap().map(Result::unwrap) {
        if entry.file_name().len() == 2 {
            std::fs::remove_dir_all(entry.path()).unwrap();
        }
    }
}

#[test]
fn hostile_manifests_end() {
    let folder = Folder::new("diff-hostile");
    let deep = format!("{{\"actions\": {}1{}}}", "{\"a\": ".repeat(50_000), "}".repeat(50_000));
    let schema = "{\"type\": \"object\", \"properties\": {\"a\": ".repeat(10_000) + "{}" + &"}}".repeat(10_000);
    let schema = format!("{{\"events\": {{\"e\": {{\"schema\": {schema}}}}}}}");
    for text in [deep, schema, "[".repeat(100_000), String::new(), "{\"readme\": \"\u{1b}[31m\"}".to_owned()] {
        folder.write("a.json", &text);
        folder.write("b.json", text.replace('1', "2").replace("{}", "{\"type\": \"string\"}") + " ");
        let ran = folder.run(&["diff", "a.json", "--against", "b.json"]);
        assert!(ran.status <= 2, "{} {}", ran.out, ran.err);
        assert!(!ran.out.contains('\u{1b}') && ran.out.len() < 100_000, "{}", ran.out.len());
    }
}

//! Which files are checked: those that are named, and those that a search of a folder finds.

use std::fs;

use crate::cli::{Folder, Ran};

const FINE: &str = "{}";
/// Must not be checked.
const NO_MANIFEST: &str = "not even json";

/// The paths of the manifests that were checked, each of which has one error.
fn checked(ran: &Ran) -> Vec<&str> {
    let lines = ran.out.lines().filter(|line| line.contains("[unknown-key]"));
    lines.map(|line| line.split_once(':').unwrap().0.trim_start_matches("./")).collect()
}

fn check(folder: &Folder, paths: &[&str]) -> Ran {
    folder.run(&[&["check", "--output-format", "concise"], paths].concat())
}

#[test]
fn a_folder_is_searched_as_git_sees_it() {
    let folder = Folder::new("search");
    folder.write("integration.json", FINE);
    folder.write("deep/er/acme.integration.jsonc", FINE);
    folder.write(".hidden/integration.json", FINE);
    folder.write("package.json", NO_MANIFEST);
    folder.write(".gitignore", "out/\n*.old.integration.json\n!kept.old.integration.json\n");
    folder.write("out/integration.json", NO_MANIFEST);
    folder.write("deep/a.old.integration.json", NO_MANIFEST);
    folder.write("deep/kept.old.integration.json", FINE);
    folder.write("deep/.ignore", "local*\n");
    folder.write("deep/local/integration.json", NO_MANIFEST);
    let ran = folder.run(&["check"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "4 manifests checked, no problems found.\n"), "{}", ran.err);
    assert_eq!(ran.err, "");
}

#[test]
fn dependencies_and_version_control_are_never_searched_but_checked_if_named() {
    let folder = Folder::new("never");
    folder.write("integration.json", FINE);
    for name in [".git", "node_modules", "packages/a/node_modules", ".venv", ".yarn", ".botpress"] {
        folder.write(&format!("{name}/dependency/integration.json"), NO_MANIFEST);
    }
    let ran = folder.run(&["check"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "1 manifest checked, no problems found.\n"), "{}", ran.err);
    assert_eq!(folder.run(&["check", "node_modules/dependency/integration.json"]).status, 1);
    assert_eq!(folder.run(&["check", "node_modules"]).status, 1, "a folder that is named, too");
    let docs = include_str!("../../docs/configuration.md");
    for name in integration_ls::config::search::NEVER_SEARCHED {
        assert!(docs.contains(&format!("`{name}`")), "docs/configuration.md does not name {name}");
    }
}

#[test]
fn what_is_left_out_is_said_when_nothing_else_is_there() {
    let folder = Folder::new("left-out");
    folder.write(".gitignore", "/build/**\n");
    folder.write("build/integration.json", FINE);
    folder.write("lib/node_modules/a/integration.json", FINE);
    folder.write("old/integration.json", FINE);
    folder.write("local/.ignore", "*.json");
    folder.write("local/integration.json", FINE);
    folder.write("integration-ls.toml", "exclude = [\"old\"]");
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (path, expected) in [
        ("build", "no manifest in build: git ignores build/integration.json because of "),
        ("local", "no manifest in local: local/integration.json is ignored by "),
        ("lib", "no manifest in lib: lib/node_modules is never searched. Name a file to check it anyway."),
        ("old", "no manifest in old: the configuration excludes old/integration.json. Name a file to check it anyway."),
        ("empty", "no manifest in empty: looked for integration.json, "),
    ] {
        for command in ["check", "format"] {
            let ran = folder.run(&[command, path]);
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{path}");
            assert!(ran.err.starts_with(&format!("integration-ls: {expected}")), "{path}: {}", ran.err);
        }
        let file = format!("{path}/integration.json");
        assert!(!folder.path().join(&file).exists() || folder.run(&["check", &file]).status == 0, "{path}");
    }
}

#[test]
fn a_folder_can_be_excluded_in_every_spelling() {
    let folder = Folder::new("exclude");
    folder.write("src/integration.json", "{\"a\": 1}");
    folder.write("src/sub/integration.json", "{\"a\": 1}");
    folder.write("src/sub/deep/integration.json", "{\"a\": 1}");
    folder.write("src/subway/integration.json", "{\"a\": 1}");
    let rest = ["src/integration.json", "src/subway/integration.json"];
    for glob in ["src/sub", "src/sub/", "./src/sub", "./src/sub/", "src/sub/**", "./src/sub/**", "/src/sub", "src//sub"]
    {
        folder.write("integration-ls.toml", format!("exclude = [\"{glob}\"]"));
        assert_eq!(checked(&check(&folder, &[])), rest, "{glob}");
        assert_eq!(checked(&check(&folder, &["src"])), rest, "{glob}: from a folder below");
        assert_eq!(checked(&check(&folder, &["src/sub/../../src"])).len(), 2, "{glob}: by a detour");
        assert_eq!(check(&folder, &["src/sub/integration.json"]).status, 1, "{glob}: a named file is checked");
        let mut command = crate::cli::command(&["check", "--output-format", "concise", "../src"]);
        command.current_dir(folder.path().join("src"));
        assert_eq!(checked(&crate::cli::finish(command, b"")).len(), 2, "{glob}: from within");
    }
}

#[test]
fn a_folder_can_be_included_in_every_spelling() {
    let folder = Folder::new("include");
    folder.write("manifests/a.json", "{\"a\": 1}");
    folder.write("manifests/deep/b.jsonc", "{\"a\": 1}");
    folder.write("manifests/README.md", NO_MANIFEST);
    folder.write("other/c.json", NO_MANIFEST);
    for glob in ["manifests", "manifests/", "./manifests", "./manifests/*.json*", "manifests/**/*.json*"] {
        folder.write("integration-ls.toml", format!("include = [\"{glob}\"]"));
        let ran = check(&folder, &[]);
        assert_eq!(checked(&ran).last(), Some(&"manifests/deep/b.jsonc"), "{glob}: {}", ran.err);
        assert!(!ran.out.contains("README") && !ran.out.contains("other"), "{glob}: {}", ran.out);
    }
}

#[test]
fn hooks_can_respect_what_is_excluded() {
    let folder = Folder::new("force-exclude");
    folder.write("integration-ls.toml", "exclude = [\"old/\"]");
    let old = folder.write("old/integration.json", NO_MANIFEST);
    folder.write("node_modules/a/integration.json", NO_MANIFEST);
    folder.write("integration.json", "{\"a\": 1}");
    for path in ["old/integration.json", "./old/integration.json", &old, "node_modules/a/integration.json"] {
        assert_eq!(check(&folder, &[path]).status, 1, "{path}");
        let ran = check(&folder, &["--force-exclude", path]);
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{path}");
        assert_eq!(checked(&check(&folder, &["--force-exclude", path, "integration.json"])), ["integration.json"]);
        let ran = folder.run(&["format", "--force-exclude", path]);
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{path}");
    }
    let hooks = include_str!("../../.pre-commit-hooks.yaml");
    assert_eq!(hooks.matches("entry: ").count(), hooks.matches("--force-exclude").count(), "{hooks}");
}

#[test]
fn a_name_for_standard_input_means_standard_input() {
    let folder = Folder::new("stdin-filename");
    folder.write("integration.json", "{\"a\": 1}");
    let text = b"// a comment\n{\"titel\":1}";
    for arguments in [&["--stdin-filename", "b.jsonc"][..], &["--stdin-filename", "b.jsonc", "-"]] {
        let ran = folder.run_with_input(&[&["check", "--output-format", "concise"], arguments].concat(), text);
        assert_eq!(checked(&ran), ["b.jsonc"], "{arguments:?}");
        let ran = folder.run_with_input(&[&["format"], arguments].concat(), text);
        assert_eq!((ran.status, ran.out.as_str()), (0, "// a comment\n{\n  \"titel\": 1\n}\n"), "{}", ran.err);
    }
    assert_eq!(folder.read("integration.json"), "{\"a\": 1}", "the files are left alone");
    let arguments = ["check", "--output-format", "concise", "--stdin-filename", "b.jsonc", "integration.json"];
    assert_eq!(checked(&folder.run_with_input(&arguments, text)), ["integration.json", "b.jsonc"]);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::path::Path;
    use std::process::Command;

    use serde_json::json;

    use super::*;
    use crate::lsp::client::Client;
    use crate::skipped::skipped;
    use crate::writing::unprivileged;

    const WRONG: &str = "{\"a\": 1}";

    fn pipe(folder: &Folder, name: &str) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    }

    #[test]
    fn a_name_of_any_bytes_is_checked_and_shown_as_well_as_it_can_be() {
        let folder = Folder::new("bytes");
        let name = OsStr::from_bytes(b"caf\xe9.integration.json");
        if fs::write(folder.path().join(name), WRONG).is_err() {
            return skipped("the file system refuses such names");
        }
        let inner = folder.path().join(OsStr::from_bytes(b"\xff"));
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("integration.json"), WRONG).unwrap();
        let found = check(&folder, &[]);
        assert_eq!(checked(&found), ["caf\u{fffd}.integration.json", "\u{fffd}/integration.json"], "{}", found.err);
        let run = |arguments: &[&str]| {
            let mut command = crate::cli::command(arguments);
            command.current_dir(folder.path()).arg(name);
            crate::cli::finish(command, b"")
        };
        assert_eq!(checked(&run(&["check", "--output-format", "concise"])), ["caf\u{fffd}.integration.json"]);
        assert!(run(&["check", "--output-format", "sarif"]).out.contains("\"uri\": \"caf%E9.integration.json\""));
        assert_eq!(run(&["check", "--stdin-filename"]).status, 1, "it may be of any bytes, too");
        assert_eq!(run(&["format"]).status, 0);
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "{\n  \"a\": 1\n}\n");
    }

    #[test]
    fn links_are_followed_and_everything_is_checked_once() {
        let (folder, outside) = (Folder::new("links"), Folder::new("links-outside"));
        outside.write("shared/integration.json", WRONG);
        outside.write("shared/deep/a.integration.json", WRONG);
        outside.write("shared/.gitignore", "generated\n");
        outside.write("shared/generated/integration.json", NO_MANIFEST);
        outside.write("prod.json", WRONG);
        folder.write("own/integration.json", WRONG);
        folder.write("configs/local.json", WRONG);
        folder.write(".gitignore", "ignored-link\n");
        let link = |target: &Path, name: &str| symlink(target, folder.path().join(name)).unwrap();
        link(&outside.path().join("shared"), "b-shared");
        link(&outside.path().join("shared"), "c-shared");
        link(&outside.path().join("shared"), "ignored-link");
        link(&outside.path().join("prod.json"), "prod.integration.json");
        link(Path::new("configs/local.json"), "local.integration.json");
        link(Path::new("own"), "another-own");
        link(Path::new("own/integration.json"), "own.integration.json");
        link(Path::new("nothing"), "dangling");
        let ran = check(&folder, &[]);
        let expected = [
            "b-shared/deep/a.integration.json",
            "b-shared/integration.json",
            "local.integration.json",
            "own/integration.json",
            "prod.integration.json",
        ];
        assert_eq!((checked(&ran), ran.err.as_str()), (expected.into(), ""));
        assert_eq!(checked(&check(&folder, &["b-shared"])), expected[..2], "named itself");
        assert_eq!(checked(&check(&folder, &["b-shared", "c-shared", "."])).len(), 5);
    }

    #[test]
    fn loops_of_links_end_and_are_reported() {
        let folder = Folder::new("loops");
        folder.write("a/integration.json", WRONG);
        let link = |target: &str, name: &str| symlink(target, folder.path().join(name)).unwrap();
        link(".", "self");
        link("../..", "a/up");
        link("y", "x");
        link("x", "y");
        let ran = check(&folder, &[]);
        assert_eq!((ran.status, checked(&ran)), (1, vec!["a/integration.json"]), "{}", ran.err);
        let back = "this link leads back to a folder that it is in, and is not followed";
        for line in [format!("passed over ./self: {back}"), format!("passed over ./a/up: {back}")] {
            assert!(ran.err.contains(&line), "{}", ran.err);
        }
        assert!(ran.err.contains("passed over ./x: "), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 4, "{}", ran.err);
        // Two links each to the next of thirty folders are a thousand million ways.
        for number in 0..30 {
            fs::create_dir(folder.path().join(format!("a/{number}"))).unwrap();
            link(&format!("../{}", number + 1), &format!("a/{number}/left"));
            link(&format!("../{}", number + 1), &format!("a/{number}/right"));
        }
        assert_eq!(checked(&check(&folder, &["a/0", "a"])), ["a/integration.json"]);
    }

    #[test]
    fn a_manifest_that_leads_nowhere_is_reported() {
        let folder = Folder::new("dangling");
        folder.write("integration.json", WRONG);
        symlink("missing", folder.path().join("a.integration.json")).unwrap();
        let ran = check(&folder, &[]);
        assert_eq!((ran.status, checked(&ran)), (2, vec!["integration.json"]));
        assert!(ran.err.contains("cannot read ./a.integration.json: No such file"), "{}", ran.err);
    }

    #[test]
    fn what_is_no_file_is_reported_and_never_waited_for() {
        let folder = Folder::new("special");
        folder.write("integration.json", WRONG);
        for name in [".gitignore", "sub/.ignore", "sub/.gitignore", ".git/info/exclude", "integration-ls.toml"] {
            pipe(&folder, name);
        }
        let ran = check(&folder, &[]);
        assert_eq!((ran.status, checked(&ran)), (1, vec!["integration.json"]), "{}", ran.err);
        for name in [".gitignore", "sub/.ignore", "sub/.gitignore", ".git/info/exclude"] {
            let line = format!("passed over ./{name}: it is a named pipe, not a file");
            assert!(ran.err.contains(&line), "{name}: {}", ran.err);
        }
        assert!(ran.err.contains("integration-ls.toml is not a file, and was passed over"), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 5, "{}", ran.err);
        assert_eq!(check(&folder, &["sub"]).status, 2, "those of the folders above, too");
        assert_eq!(folder.run(&["doctor"]).status, 0);
        assert_eq!(folder.run(&["config", "integration.json"]).status, 0);

        pipe(&folder, "home/git/ignore");
        let mut command = crate::cli::command(&["check", "--output-format", "concise", "integration.json", "."]);
        command.current_dir(folder.path()).env("XDG_CONFIG_HOME", folder.path().join("home"));
        let ran = crate::cli::finish(command, b"");
        assert_eq!((ran.status, checked(&ran)), (1, vec!["integration.json"]), "{}", ran.err);

        pipe(&folder, "sub/integration.json");
        symlink("/dev/zero", folder.path().join("zero.integration.json")).unwrap();
        let _socket = UnixListener::bind(folder.path().join("s.integration.json")).unwrap();
        let expected = [
            ("sub/integration.json", "it is a named pipe, not a file"),
            ("zero.integration.json", "it is a device, not a file"),
            ("s.integration.json", "it is a socket, not a file"),
        ];
        let found = check(&folder, &[]);
        assert_eq!((found.status, checked(&found)), (2, vec!["integration.json"]));
        for (name, why) in expected {
            assert!(found.err.contains(&format!("cannot read ./{name}: {why}")), "{}", found.err);
            for command in ["check", "format"] {
                let ran = folder.run(&[command, name]);
                assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{command} {name}");
                assert!(ran.err.contains(&format!("cannot read {name}: {why}")), "{}", ran.err);
            }
        }
        assert_eq!(folder.run(&["check", "--config", "integration-ls.toml"]).status, 2);
    }

    #[test]
    fn what_a_shell_passes_for_a_command_is_read() {
        let script = format!("'{}' check <(echo '{{}}')", env!("CARGO_BIN_EXE_integration-ls"));
        let Ok(output) = Command::new("bash").args(["-c", &script]).output() else {
            return skipped("there is no bash");
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_reported_and_the_rest_is_checked() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("locked");
        folder.write("integration.json", WRONG);
        folder.write("locked/integration.json", WRONG);
        folder.write("z/integration.json", WRONG);
        fs::set_permissions(folder.path().join("locked"), fs::Permissions::from_mode(0o000)).unwrap();
        let ran = unprivileged(&folder, &["check", "--output-format", "concise"]);
        fs::set_permissions(folder.path().join("locked"), fs::Permissions::from_mode(0o755)).unwrap();
        let Some(ran) = ran else { return skipped("the permissions of root cannot be given up") };
        assert_eq!((ran.status, checked(&ran)), (2, vec!["integration.json", "z/integration.json"]), "{}", ran.err);
        assert_eq!(ran.err, "integration-ls: cannot read ./locked: Permission denied (os error 13)\n");
    }

    #[test]
    fn an_editor_searches_its_workspace_in_the_same_way() {
        let folder = Folder::new("workspace-search");
        let outside = Folder::new("workspace-search-outside");
        outside.write("integration.json", "{\"titel\": \"Outside\"}");
        pipe(&folder, ".gitignore");
        pipe(&folder, "pipe.integration.json");
        pipe(&folder, "integration-ls.toml");
        folder.write("integration.json", "{\"titel\": \"Own\"}");
        folder.write(".hidden/integration.json", "{\"titel\": \"Hidden\"}");
        folder.write("node_modules/a/integration.json", "{\"titel\": \"Dependency\"}");
        folder.write("old/integration.json", "{\"titel\": \"Old\"}");
        folder.write("more/a.json", "{\"titel\": \"More\"}");
        symlink(outside.path(), folder.path().join("link")).unwrap();
        symlink(".", folder.path().join("loop")).unwrap();
        let mut client = Client::raw();
        client.request(
            "initialize",
            json!({
                "capabilities": {},
                "workspaceFolders": [{"uri": format!("file://{}", folder.path().display()), "name": "w"}],
                "initializationOptions": {"exclude": ["./old/"], "include": ["more/"]},
            }),
        );
        client.notify("initialized", json!({}));
        let reports = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
        let items = reports["result"]["items"].as_array().unwrap_or_else(|| panic!("{reports}"));
        let uris = items.iter().map(|item| item["uri"].as_str().unwrap());
        let mut names: Vec<&str> = uris.map(|uri| uri.rsplit_once("workspace-search/").unwrap().1).collect();
        names.sort_unstable();
        let logged: Vec<String> = (0..4)
            .map(|_| client.wait_for("window/logMessage")["params"]["message"].as_str().unwrap().to_owned())
            .collect();
        for name in [".gitignore", "pipe.integration.json", "loop", "integration-ls.toml"] {
            let words = format!("{name} was passed over: ");
            assert!(logged.iter().any(|message| message.contains(&words)), "{name}: {logged:?}");
        }
        assert_eq!(names, [".hidden/integration.json", "integration.json", "link/integration.json", "more/a.json"]);
    }
}

//! Files are written with care: whatever goes wrong, the old text or the new one is there as a whole.

use std::fs;
use std::process::{Command, Stdio};

use crate::cli::{Folder, Ran, command, finish};
use crate::skipped::skipped;

/// Not formatted, and with a safe fix.
const OLD: &str = "{\"title\": \"A\",  \"public\": true}";
const FIXED: &str = "{\"title\": \"A\",  \"visibility\": \"public\"}";
const FORMATTED: &str = "{\n  \"title\": \"A\",\n  \"public\": true\n}\n";
const COMMANDS: [(&[&str], &str); 2] = [(&["check", "--fix"], FIXED), (&["format"], FORMATTED)];

/// Runs the command in a folder that belongs to a user without privileges, as that user; `None` if nobody can be one.
#[cfg(unix)]
pub(crate) fn unprivileged(folder: &Folder, arguments: &[&str]) -> Option<Ran> {
    use std::os::unix::fs::MetadataExt;
    const NOBODY: u32 = 65_534;
    if fs::metadata(folder.path()).unwrap().uid() != 0 {
        return Some(folder.run(arguments));
    }
    // The program is copied, because that user may not get to it.
    let program = std::env::temp_dir().join(format!(
        "integration-ls-{}-{}",
        std::process::id(),
        folder.path().file_name()?.to_str()?
    ));
    fs::copy(env!("CARGO_BIN_EXE_integration-ls"), &program).unwrap();
    chown(folder.path(), NOBODY);
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).args(arguments);
    command.current_dir(folder.path()).env("HOME", folder.path()).env_remove("XDG_CONFIG_HOME");
    let can_run = Command::new("setpriv").args(["--reuid=65534", "--clear-groups", "true"]).status();
    let ran = can_run.is_ok_and(|status| status.success()).then(|| finish(command, b""));
    fs::remove_file(&program).unwrap();
    ran
}

/// Gives a file, or a folder and everything in it, to a user.
#[cfg(unix)]
fn chown(path: &std::path::Path, user: u32) {
    std::os::unix::fs::lchown(path, Some(user), Some(user)).unwrap();
    for entry in fs::read_dir(path).into_iter().flatten() {
        chown(&entry.unwrap().path(), user);
    }
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let folder = Folder::new("write-style");
    folder.write("integration.jsonc", "\u{feff}{\r\n// who\r\n\"title\":   \"A\",\r\n\"public\": true}\r\n");
    assert_eq!(folder.run(&["format"]).status, 0);
    let formatted = "\u{feff}{\r\n  // who\r\n  \"title\": \"A\",\r\n  \"public\": true\r\n}\r\n";
    assert_eq!(folder.read("integration.jsonc"), formatted);
    assert_eq!(folder.run(&["format", "--check"]).status, 0, "formatted is formatted");
    folder.run(&["check", "--fix"]);
    let fixed = formatted.replace("\"public\": true", "\"visibility\": \"public\"");
    assert_eq!(folder.read("integration.jsonc"), fixed.trim_start_matches('\u{feff}'), "the mark was an error");
}

#[test]
fn a_text_that_cannot_be_formatted_is_left_and_it_is_said_why() {
    let folder = Folder::new("format-refuses");
    folder.write("fine.integration.json", OLD);
    for (text, why) in [
        (&b"{\n \"a\": \"\\ud800\"}"[..], "not valid JSON; left unchanged (lone-surrogate in line 2, column 8: "),
        (b"{\"a\": 1,, }", "not valid JSON; left unchanged (syntax-error in line 1, column 9: "),
        (b"{\"a\": \"Caf\xe9\"}", "not UTF-8 (first invalid byte at offset 10); save it as UTF-8"),
        (b"\xff\xfe{\0}\0", "it looks like UTF-16; save it as UTF-8"),
        (b"{\0}\0", "it looks like UTF-16; save it as UTF-8"),
        (b"", "not valid JSON; left unchanged (syntax-error in line 1, column 1: The file is empty"),
    ] {
        folder.write("a.integration.json", text);
        folder.write("fine.integration.json", OLD);
        let ran = folder.run(&["format"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, "1 manifest formatted.\n"), "{}", ran.err);
        assert!(ran.err.contains("./a.integration.json") && ran.err.contains(why), "{why}: {}", ran.err);
        assert_eq!(fs::read(folder.path().join("a.integration.json")).unwrap(), text);
        assert_eq!(folder.read("fine.integration.json"), FORMATTED, "the others go on");
    }
}

/// A limit on the size of files is as good as a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_text() {
    let folder = Folder::new("full-disk");
    let text = OLD.replace("\"A\"", &format!("\"{}\"", "x".repeat(4_000)));
    for (arguments, new) in COMMANDS {
        folder.write("a.integration.json", &text);
        folder.write("b.integration.json", OLD);
        let script = format!("trap '' XFSZ; ulimit -f 2; exec \"$0\" {}", arguments.join(" "));
        let program = env!("CARGO_BIN_EXE_integration-ls");
        let ran = Command::new("bash").args(["-c", &script, program]).current_dir(folder.path()).output().unwrap();
        let err = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains("cannot write ./a.integration.json: "), "{arguments:?}: {err}");
        assert_eq!(folder.read("a.integration.json"), text, "{arguments:?}");
        assert_eq!(folder.read("b.integration.json"), new, "{arguments:?}: the others go on");
        assert_eq!(folder.names(), ["a.integration.json", "b.integration.json"], "{arguments:?}");
    }
}

/// A real full disk, where one can be had.
#[cfg(target_os = "linux")]
#[test]
fn a_full_file_system_leaves_the_old_text() {
    let folder = Folder::new("full-file-system");
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(folder.path()).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        return skipped("no file system can be mounted");
    }
    let text = OLD.replace("\"A\"", &format!("\"{}\"", "x".repeat(40_000)));
    folder.write("a.integration.json", &text);
    let ran = COMMANDS.map(|(arguments, _)| (folder.run(arguments), folder.read("a.integration.json"), folder.names()));
    assert!(Command::new("umount").arg(folder.path()).status().unwrap().success());
    for (ran, left, names) in ran {
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains("cannot write ./a.integration.json: No space left on device"), "{}", ran.err);
        assert!(left == text);
        assert_eq!(names, ["a.integration.json"]);
    }
}

/// Whenever it is killed, one of the two texts is there as a whole.
#[test]
fn killed_at_any_moment_nothing_is_lost() {
    let folder = Folder::new("killed");
    let entries: String = (0..2_000).map(|number| format!("\"a{number}\":{{}},")).collect();
    let old = format!("{{\"actions\":{{{entries}\"z\":{{}}}}}}");
    folder.write("integration.json", &old);
    folder.run(&["format"]);
    let new = folder.read("integration.json");
    assert!(new != old);
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..40 {
        folder.write("integration.json", &old);
        let mut command = command(&["format"]);
        let mut child = command.current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_micros(random.u64(..60_000)));
        let _ = child.kill();
        child.wait().unwrap();
        let text = folder.read("integration.json");
        assert!(text == old || text == new, "{} bytes", text.len());
    }
    folder.write("integration.json", &old);
    let ran = folder.run(&["format"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "what is left behind is in nobody's way");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::Path;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn links_modes_and_owners_stay() {
        for (arguments, new) in COMMANDS {
            let folder = Folder::new("write-links");
            let outside = Folder::new("write-links-outside");
            let target = outside.path().join("shared.json");
            fs::write(&target, OLD).unwrap();
            fs::set_permissions(&target, fs::Permissions::from_mode(0o2750)).unwrap();
            // Only root may give a file away.
            let owner = std::os::unix::fs::chown(&target, Some(65_534), None).map_or(None, |()| Some(65_534));
            fs::set_permissions(&target, fs::Permissions::from_mode(0o2750)).unwrap();
            let link = folder.path().join("integration.json");
            symlink(&target, &link).unwrap();
            let ran = folder.run(arguments);
            assert_eq!(ran.status, i32::from(arguments[0] == "check" && ran.out.contains("error")), "{}", ran.err);
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(&target).unwrap(), new);
            assert_eq!(mode(&target), 0o2750);
            assert!(owner.is_none_or(|owner| fs::metadata(&target).unwrap().uid() == owner));
            assert_eq!(outside.names(), ["shared.json"]);
        }
    }

    #[test]
    fn a_file_with_two_names_is_left_and_the_others_go_on() {
        for (arguments, new) in COMMANDS {
            let folder = Folder::new("write-hard-link");
            folder.write("a.integration.json", OLD);
            fs::hard_link(folder.path().join("a.integration.json"), folder.path().join("same")).unwrap();
            folder.write("b.integration.json", OLD);
            let ran = folder.run(arguments);
            assert_eq!(ran.status, 2);
            assert!(ran.err.contains("cannot write ./a.integration.json: it has more than one name"), "{}", ran.err);
            assert_eq!((folder.read("same").as_str(), folder.read("a.integration.json").as_str()), (OLD, OLD));
            assert_eq!(folder.read("b.integration.json"), new);
        }
    }

    #[test]
    fn what_may_not_be_written_is_left_and_the_others_go_on() {
        for (arguments, new) in COMMANDS {
            let folder = Folder::new(&format!("write-read-only-{}", arguments[0]));
            folder.write("a/integration.json", OLD);
            folder.write("b/integration.json", OLD);
            folder.write("c/integration.json", OLD);
            let set = |name: &str, mode| {
                fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
            };
            set("a", 0o555);
            set("b/integration.json", 0o444);
            let ran = unprivileged(&folder, arguments);
            set("a", 0o755);
            let Some(ran) = ran else { return skipped("the permissions of root cannot be given up") };
            assert_eq!(ran.status, 2, "{}", ran.err);
            for name in ["a", "b"] {
                let line = format!("cannot write ./{name}/integration.json: ");
                assert!(ran.err.contains(&line) && !ran.err.contains(".tmp"), "{}", ran.err);
                assert_eq!(folder.read(&format!("{name}/integration.json")), OLD);
            }
            assert_eq!(folder.read("c/integration.json"), new);
            assert_eq!(mode(&folder.path().join("b/integration.json")), 0o444);
            assert!(ran.err.contains("./a/integration.json: no file can be made in "), "{}", ran.err);
            assert!(ran.err.contains("./b/integration.json: Permission denied"), "{}", ran.err);
            assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
        }
    }
}

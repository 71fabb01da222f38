//! Counts the instructions of this program or of the built one, with valgrind's callgrind.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Where the counted process writes what it has done.
const LIST: &str = "INTEGRATION_LS_COUNTED";

/// Runs what is to be counted. Callgrind knows it by its name.
#[inline(never)]
pub(super) fn measured(work: &mut dyn FnMut()) {
    work();
    // Without this, the call could become a jump, and this function would have no end.
    std::hint::black_box(());
}

/// The list of what has been counted, a line for each.
pub(super) struct Counts(fs::File);

impl Counts {
    /// `None` if nobody counts.
    pub(super) fn to_write() -> Option<Self> {
        std::env::var_os(LIST).map(|path| Self(fs::File::create(path).unwrap()))
    }

    /// Notes what has just been counted.
    pub(super) fn note(&mut self, name: &str, size: usize) {
        writeln!(self.0, "{size} {name}").unwrap();
    }
}

/// Valgrind, if it is installed.
pub(super) struct Valgrind {
    folder: PathBuf,
}

impl Valgrind {
    /// If it is not there, says that the running test is skipped.
    pub(super) fn find() -> Option<Self> {
        let is_there = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok();
        if !is_there {
            crate::skipped::skipped("valgrind is not installed, so no steps are counted");
            return None;
        }
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("cost").replace("::", "-");
        let folder = std::env::temp_dir().join(format!("integration-ls-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Some(Self { folder })
    }

    fn command(&self) -> Command {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--quiet"]).current_dir(&self.folder);
        command
    }

    /// The steps of each call of [`measured`] in a test of this program, by its name and its size.
    pub(super) fn steps_of(&self, test: &str) -> BTreeMap<String, BTreeMap<usize, u64>> {
        let list = self.folder.join("list");
        let function = "*cost::counter::measured";
        let status = self
            .command()
            .args(["--callgrind-out-file=counted", "--collect-atstart=no"])
            .args([format!("--toggle-collect={function}"), format!("--dump-after={function}")])
            .arg(std::env::current_exe().unwrap())
            .args([test, "--exact", "--ignored", "--test-threads=1"])
            .env(LIST, &list)
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success(), "{test} fails under valgrind");
        let mut counts: BTreeMap<String, BTreeMap<usize, u64>> = BTreeMap::new();
        for (index, line) in fs::read_to_string(&list).unwrap().lines().enumerate() {
            let (size, name) = line.split_once(' ').unwrap();
            let dump = fs::read_to_string(self.folder.join(format!("counted.{}", index + 1))).unwrap();
            counts.entry(name.to_owned()).or_default().insert(size.parse().unwrap(), total(&dump));
        }
        counts
    }

    /// The steps of the built program with these arguments and this standard input.
    pub(super) fn count(&self, arguments: &[&str], input: &[u8]) -> u64 {
        let mut process = self
            .command()
            .arg("--callgrind-out-file=program")
            .arg(env!("CARGO_BIN_EXE_integration-ls"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        process.stdin.take().unwrap().write_all(input).unwrap();
        process.wait().unwrap();
        total(&fs::read_to_string(self.folder.join("program")).unwrap())
    }
}

impl Drop for Valgrind {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The instructions that a profile counts.
fn total(profile: &str) -> u64 {
    let line = profile.lines().find_map(|line| line.strip_prefix("summary: ").or(line.strip_prefix("totals: ")));
    line.and_then(|count| count.trim().parse().ok()).expect("a profile says its total")
}

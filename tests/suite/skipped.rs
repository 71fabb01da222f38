//! Tests that cannot run here say so, past the harness, which shows no word of a test that passes.

use std::io::Write;

/// Says that the running test is skipped, in one line that starts with `skipped:`. `.ci/run` counts them.
pub(crate) fn skipped(why: &str) {
    let why = why.trim().trim_start_matches("skipped:").trim();
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    // Another test's line must not come between.
    let line = format!("skipped: {test}: {}\n", why.replace('\n', " "));
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// The last step of `.ci/run`.
#[cfg(unix)]
#[test]
fn how_many_tests_were_skipped_is_said_when_a_test_fails_too() {
    for status in [0, 3] {
        let tests = format!("echo 'test a ... skipped: a: why'; echo 'skipped: b: why' >&2; exit {status}");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/tests");
        let output = std::process::Command::new(script).args(["sh", "-c", &tests]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.ends_with("\n2 tests or parts of tests were skipped.\n"), "{said}");
        assert_eq!(output.status.code(), Some(status));
    }
    let run = include_str!("../../.ci/run");
    assert!(run.trim_end().ends_with("step .ci/tests cargo test --locked"), "and it is that step");
}

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

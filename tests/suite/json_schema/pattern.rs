//! Which patterns are regular expressions of ECMAScript.

use integration_ls::json_schema::pattern::{Validity, validity};

fn verdicts(patterns: &[&str]) -> String {
    patterns.iter().map(|pattern| format!("{pattern}  {:?}\n", validity(pattern))).collect()
}

#[test]
fn valid_patterns() {
    for pattern in [
        "",
        "^[a-z]+$",
        r"^(?!\.)(?!.*\.\.)([a-zA-Z0-9_+-\.]*)[a-zA-Z0-9_+-]@([a-zA-Z0-9][a-zA-Z0-9\-]*\.)+[a-zA-Z]{2,}$",
        r"(?<year>\d{4})-\k<year>",
        r"\p{L}\u{1f600}(?<=a)b",
    ] {
        assert_eq!(validity(pattern), Validity::Valid, "{pattern}");
    }
}

#[test]
fn patterns_that_are_refused_say_why() {
    insta::assert_snapshot!(verdicts(&[
        "(a",
        "a)",
        "[a-",
        "[z-a]",
        "a\\",
        "*a",
        "a**",
        "^*",
        "{2}",
        "a{5,2}",
        "(?<a>x)(?<a>y)",
        "(?P<a>x)",
        "(?i)a",
        "(?>a)",
        "a++",
        "(?",
        "(?<1>x)",
    ]));
}

#[test]
fn patterns_that_only_fail_with_the_flag_u() {
    insta::assert_snapshot!(verdicts(&[
        r"\-", r"\_", r"\A", "a{,3}", "]", "{", r"\p{Foo}", r"\k", r"\u12", r"[\w-a]", r"\1", "(?=a)*",
    ]));
}

#[test]
fn what_is_beyond_the_limits_is_not_judged() {
    let deep = ["(".repeat(9_000), "(a{1000}".repeat(300), "[".repeat(10_001), "(?:a|".repeat(2_000)];
    for pattern in deep.iter().map(String::as_str).chain(["((a{1000}){1000}){1000}"]) {
        assert_eq!(validity(pattern), Validity::Valid, "{pattern:.20}");
    }
}

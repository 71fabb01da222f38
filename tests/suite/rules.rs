//! Every rule's own examples, and that no rule is forgotten.

use integration_ls::analysis::{Document, Options, RULES};
use integration_ls::syntax::Dialect;

fn codes(text: &str) -> Vec<&'static str> {
    let mut document = Document::new(text.to_owned(), Dialect::Json, Options::default());
    document.findings().iter().map(|finding| finding.rule.name).collect()
}

#[test]
fn the_failing_example_of_a_rule_has_exactly_its_finding_and_the_passing_one_has_none() {
    for rule in RULES {
        // A conflict with a deprecated key cannot be shown without that key.
        let beside = if rule.name == "visibility-conflict" { "deprecated-key" } else { "" };
        let found: Vec<_> = codes(rule.bad).into_iter().filter(|code| *code != beside).collect();
        assert_eq!(found, [rule.name], "failing example of {}: {}", rule.name, rule.bad);
        let left = codes(rule.good);
        assert!(left.is_empty(), "passing example of {}: {left:?} in {}", rule.name, rule.good);
    }
}

#[test]
fn the_messages_of_the_examples() {
    let mut shown = String::new();
    for rule in RULES {
        let mut document = Document::new(rule.bad.to_owned(), Dialect::Json, Options::default());
        for finding in document.findings() {
            let place = finding.span.of(rule.bad).escape_debug().to_string();
            shown += &format!("{} [{}] at {place}\n    {}\n", finding.severity, rule.name, finding.message);
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn names_are_kebab_case_and_unique() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert!(
        names
            .iter()
            .all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')),
        "{names:?}"
    );
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn every_rule_file_is_in_the_list_and_the_reverse() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/rules");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().replace('_', "-"))
        .filter(|name| name != "mod")
        .collect();
    files.sort();
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert_eq!(files, names);
}

//! Every rule's own examples, and that no rule is forgotten.

use integration_ls::analysis::fix::apply;
use integration_ls::analysis::{Document, Group, Options, RULES, Rule, Severity};
use integration_ls::syntax::Dialect;

/// The settings in which a rule's examples are read: it is on, and of the hub's rules no other, for they would find
/// something in every small example.
fn options(rule: &Rule) -> Options {
    let mut options = Options::default();
    if rule.group != Group::Hub {
        options.severities.set_group(Group::Hub, None);
    }
    if rule.severity.is_none() {
        options.severities.set_rule(rule.name, Some(Severity::Hint));
    }
    options
}

fn read(rule: &Rule, text: &str) -> Document {
    Document::new(text.to_owned(), Dialect::Json, options(rule))
}

fn codes(rule: &Rule, text: &str) -> Vec<&'static str> {
    let mut codes: Vec<_> = read(rule, text).diagnostics().iter().map(|diagnostic| diagnostic.rule.name).collect();
    codes.dedup();
    codes
}

/// What some examples cannot be without.
fn beside(rule: &Rule) -> &'static [&'static str] {
    match rule.name {
        // A conflict with a deprecated key cannot be shown without that key.
        "visibility-conflict" => &["deprecated-key"],
        // Nor a comment, in the dialect that has none.
        "unused-suppression" => &["comment-in-json"],
        // An empty title is too short for the contract as well.
        _ => &[],
    }
}

#[test]
fn the_failing_example_of_a_rule_has_exactly_its_diagnostic_and_the_passing_one_has_none() {
    for rule in RULES {
        let others =
            |text| -> Vec<_> { codes(rule, text).into_iter().filter(|code| !beside(rule).contains(code)).collect() };
        assert_eq!(others(rule.bad), [rule.name], "failing example of {}: {}", rule.name, rule.bad);
        let left = others(rule.good);
        assert!(left.is_empty(), "passing example of {}: {left:?} in {}", rule.name, rule.good);
    }
}

/// The text after the best fix of each of the rule's diagnostics, in rounds.
fn fixed(rule: &Rule, text: &str) -> Option<String> {
    let mut text = text.to_owned();
    let mut was_fixed = false;
    for _ in 0..5 {
        let mut document = read(rule, &text);
        let diagnostics = document.diagnostics().to_vec();
        let own = diagnostics.iter().filter(|diagnostic| diagnostic.rule.name == rule.name);
        let fixes: Vec<_> = own.filter_map(|diagnostic| document.fixes(diagnostic).into_iter().next()).collect();
        let (new, count) = apply(&text, &fixes);
        if count == 0 {
            break;
        }
        (text, was_fixed) = (new, true);
    }
    was_fixed.then_some(text)
}

#[test]
fn the_fix_of_a_rule_cures_its_failing_example() {
    let mut shown = String::new();
    for rule in RULES {
        match fixed(rule, rule.bad) {
            Some(text) => {
                assert!(!codes(rule, &text).contains(&rule.name), "the fix of {} does not cure it: {text}", rule.name);
                shown += &format!("{}\n    {}\n    {}\n", rule.name, rule.bad.escape_debug(), text.escape_debug());
            }
            None => shown += &format!("{}: to be fixed by hand\n", rule.name),
        }
    }
    insta::assert_snapshot!(shown.replace("\\\"", "\""));
}

/// The other fixes that are offered must give what a reader can read, too.
#[test]
fn no_fix_of_an_example_makes_the_text_worse() {
    for rule in RULES {
        let mut document = read(rule, rule.bad);
        let diagnostics = document.diagnostics().to_vec();
        for fix in diagnostics.iter().flat_map(|diagnostic| document.fixes(diagnostic)) {
            let (text, count) = apply(rule.bad, [&fix]);
            assert_eq!(count, 1, "{}: {}", rule.name, fix.title);
            let count = |text: &str| read(rule, text).source().tree().errors().len();
            assert!(count(&text) <= count(rule.bad), "{}: {} makes {text}", rule.name, fix.title);
        }
    }
}

#[test]
fn the_messages_of_the_examples() {
    let mut shown = String::new();
    for rule in RULES {
        let mut document = read(rule, rule.bad);
        for diagnostic in document.diagnostics() {
            let place = diagnostic.range.of(rule.bad).escape_debug().to_string();
            shown += &format!("{} [{}] at {place}\n    {}\n", diagnostic.severity, rule.name, diagnostic.message);
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
        .filter(|name| name != "mod" && name != "hub")
        .collect();
    files.sort();
    let mut names: Vec<&str> = RULES.iter().filter(|rule| rule.group != Group::Hub).map(|rule| rule.name).collect();
    names.sort_unstable();
    assert_eq!(files, names);
}

#[test]
fn rules_stand_in_the_order_of_their_groups() {
    let groups: Vec<Group> = RULES.iter().map(|rule| rule.group).collect();
    assert!(groups.is_sorted(), "{groups:?}");
}

//! Every rule's own examples, and that no rule is forgotten.

use std::sync::Arc;

use integration_ls::analysis::fix::apply;
use integration_ls::analysis::rules::implementation;
use integration_ls::analysis::{
    Baseline, Document, Example, Fix, Group, Options, Origin, RULES, Rule, Severity, Verdict, Written,
};
use integration_ls::syntax::Dialect;
use integration_ls::text::TextRange;

/// The settings in which a rule's examples are read: it is on, and of the hub's rules no other, since they would find
/// something in every small example.
pub(crate) fn options(rule: &Rule) -> Options {
    let mut options = Options::default();
    if rule.name == "server-copy" {
        // It is about what comes through a pipe, and about what a rule of the hub would report.
        options.origin = Origin::Pipe;
    } else if rule.group != Group::Hub {
        options.severities.set_group(Group::Hub, None);
    }
    if rule.name == "missing-baseline" {
        let why = "there is no such git revision".to_owned();
        options.baseline = Some(Arc::new(Baseline::unavailable("The baseline git:v1".to_owned(), why)));
    } else if rule.group == Group::Breaking {
        options.baseline = Some(Baseline::of_examples());
    }
    if rule.severity.is_none() {
        options.severities.set_rule(rule.name, Some(Severity::Hint));
    }
    options
}

fn read(rule: &Rule, text: &str, dialect: Dialect) -> Document {
    Document::new(text.to_owned(), dialect, options(rule))
}

/// The examples of all rules with that verdict, written out.
pub(crate) fn examples(verdict: Verdict) -> impl Iterator<Item = (&'static Rule, &'static Example, Written)> {
    let all = RULES.iter().flat_map(|rule| rule.examples.iter().map(move |example| (*rule, example)));
    all.filter(move |(_, example)| example.verdict == verdict).map(|(rule, example)| (rule, example, example.written()))
}

/// What some first examples cannot be without.
fn beside(rule: &Rule) -> &'static [&'static str] {
    match rule.name {
        // A conflict with a deprecated key cannot be shown without that key.
        "visibility-conflict" => &["deprecated-key"],
        // What breaks without a sufficient version is reported there, too.
        "breaking-removal" | "breaking-input" | "breaking-output" | "breaking-setting" => &["insufficient-version"],
        "insufficient-version" => &["breaking-removal"],
        // Nor can hints of an older user interface without their key.
        "legacy-ui-title" | "legacy-ui-examples" => &["unknown-keyword"],
        _ => &[],
    }
}

#[test]
fn a_rule_reports_exactly_the_marked_ranges_of_its_examples() {
    let mut wrong = String::new();
    for (rule, example, Written { text, places }) in examples(Verdict::Finds) {
        assert!(!places.is_empty(), "{}: {:?} marks no place", rule.name, example.title);
        let document = read(rule, &text, example.dialect);
        let own = document.diagnostics().iter().filter(|diagnostic| diagnostic.rule.name == rule.name);
        let found: Vec<_> = own.map(|diagnostic| diagnostic.range).collect();
        if found != places {
            let show =
                |ranges: &[TextRange]| format!("{:?}", ranges.iter().map(|range| range.of(&text)).collect::<Vec<_>>());
            wrong += &format!(
                "{}: {:?} marks {}, and the rule finds {} in {text}\n",
                rule.name,
                example.title,
                show(&places),
                show(&found)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_rule_reports_nothing_in_its_fine_examples() {
    for (rule, example, Written { text, .. }) in examples(Verdict::Fine) {
        let document = read(rule, &text, example.dialect);
        let own: Vec<_> = document.diagnostics().iter().filter(|found| found.rule.name == rule.name).collect();
        assert!(own.is_empty(), "{}: {:?} {text}: {own:?}", rule.name, example.title);
    }
}

/// The examples that explain a rule: nothing else is wrong with them.
#[test]
fn the_first_examples_of_a_rule_show_only_that_rule() {
    for rule in RULES {
        for (verdict, expected) in [(Verdict::Finds, vec![rule.name]), (Verdict::Fine, vec![])] {
            let example = rule.examples.iter().find(|example| example.verdict == verdict);
            let example = example.unwrap_or_else(|| panic!("{} has no example that it {verdict:?}", rule.name));
            let text = example.written().text;
            let document = read(rule, &text, example.dialect);
            let names = document.diagnostics().iter().map(|diagnostic| diagnostic.rule.name);
            let mut names: Vec<_> = names.filter(|name| !beside(rule).contains(name)).collect();
            names.dedup();
            assert_eq!(names, expected, "{}: {text}", rule.name);
        }
    }
}

#[test]
fn an_example_has_a_title_of_its_own() {
    for rule in RULES {
        let mut titles: Vec<_> = rule.examples.iter().map(|example| example.title).collect();
        assert!(titles.iter().all(|title| title.starts_with(|c: char| !c.is_lowercase()) && !title.ends_with('.')));
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), rule.examples.len(), "{}", rule.name);
    }
}

/// The text after the best fix of each of the rule's diagnostics, in rounds.
fn fixed(rule: &Rule, text: &str, dialect: Dialect) -> Option<String> {
    let mut text = text.to_owned();
    let mut was_fixed = false;
    for _ in 0..5 {
        let document = read(rule, &text, dialect);
        let own = document.diagnostics().iter().filter(|diagnostic| diagnostic.rule.name == rule.name);
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
fn the_best_fix_leaves_nothing_for_the_rule_to_find() {
    let mut shown = String::new();
    for (rule, example, Written { text, .. }) in examples(Verdict::Finds) {
        let title = format!("{}: {}\n", rule.name, example.title);
        match fixed(rule, &text, example.dialect) {
            Some(fixed) => {
                let document = read(rule, &fixed, example.dialect);
                let is_left = document.diagnostics().iter().any(|diagnostic| diagnostic.rule.name == rule.name);
                assert!(!is_left, "{title}{fixed}");
                shown += &format!("{title}    {}\n    {}\n", text.escape_debug(), fixed.escape_debug());
            }
            None => shown += &format!("{title}    no fix\n"),
        }
    }
    insta::assert_snapshot!(shown.replace("\\\"", "\""));
}

/// The other fixes that are offered must leave a text that can be read, too.
#[test]
fn no_fix_of_an_example_adds_a_syntax_error() {
    for (rule, example, Written { text, .. }) in examples(Verdict::Finds) {
        let document = read(rule, &text, example.dialect);
        for fix in document.diagnostics().iter().flat_map(|diagnostic| document.fixes(diagnostic)) {
            let (fixed, count) = apply(&text, [&fix]);
            assert_eq!(count, 1, "{}: {}", rule.name, fix.title);
            let errors = |text: &str| read(rule, text, example.dialect).source().tree().errors().len();
            assert!(errors(&fixed) <= errors(&text), "{}: {} makes {fixed}", rule.name, fix.title);
        }
    }
}

/// An editor applies the preferred fix with one key. A fix that deletes is that one only if there is no other.
#[test]
fn at_most_one_fix_of_a_diagnostic_is_preferred() {
    for (rule, example, Written { text, .. }) in examples(Verdict::Finds) {
        let document = read(rule, &text, example.dialect);
        for diagnostic in document.diagnostics() {
            let fixes = document.fixes(diagnostic);
            let preferred: Vec<_> = fixes.iter().filter(|fix| fix.is_preferred()).collect();
            assert!(preferred.len() <= 1, "{}: {preferred:?} in {text}", diagnostic.rule.name);
            let deletes = |fix: &Fix| fix.edits.iter().all(|edit| edit.text.is_empty());
            let is_right = !preferred.iter().any(|fix| deletes(fix)) || fixes.len() == 1;
            assert!(is_right, "{}: {fixes:?} in {text}", diagnostic.rule.name);
        }
    }
}

#[test]
fn the_messages_of_the_examples() {
    let mut shown = String::new();
    for (rule, example, Written { text, .. }) in examples(Verdict::Finds) {
        let document = read(rule, &text, example.dialect);
        shown += &format!("{}: {}\n", rule.name, example.title);
        for diagnostic in document.diagnostics().iter().filter(|diagnostic| diagnostic.rule.name == rule.name) {
            let place = diagnostic.range.of(&text).escape_debug().to_string();
            shown += &format!("    {} at {place}: {}\n", diagnostic.severity, diagnostic.message);
        }
    }
    insta::assert_snapshot!(shown.replace("\\\"", "\""));
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
fn the_list_of_rules_matches_the_files() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/rules");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().replace('_', "-"))
        .filter(|name| name != "mod" && name != "hub")
        .collect();
    files.sort();
    let mut names: Vec<&str> = RULES.iter().filter(|rule| rule.group != Group::Hub).map(|rule| rule.name).collect();
    names.sort_unstable();
    assert_eq!(files, names, "each file in src/analysis/rules is one line in its mod.rs, and is named like its rule");
}

#[test]
fn every_rule_has_its_code() {
    for rule in RULES {
        assert!(implementation(rule).is_some_and(|found| found.rule.name == rule.name), "{}", rule.name);
    }
    assert!(implementation(&Rule::BLANK).is_none());
}

#[test]
fn rules_are_in_the_order_of_their_groups() {
    let groups: Vec<Group> = RULES.iter().map(|rule| rule.group).collect();
    assert!(groups.is_sorted(), "src/analysis/rules/mod.rs lists the rules group by group: {groups:?}");
}

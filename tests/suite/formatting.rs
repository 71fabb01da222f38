//! Formatting: the result, that formatting it again changes nothing, and that its meaning stays.

use integration_ls::features::formatting::{Style, edits, format};
use integration_ls::syntax::{Dialect, Source};
use integration_ls::text::TextRange;
use serde_json::Value;

use crate::cli::{Folder, run_with_input};
use crate::mutation::{Edit, SEEDS, rounds};
use crate::shared::manifests;

fn formatted(text: &str) -> String {
    format(&Source::new(text.to_owned(), Dialect::Jsonc), Style::default()).unwrap()
}

#[test]
fn members_get_separate_lines_and_short_containers_stay_on_one() {
    for (before, after) in [
        ("{}", "{}\n"),
        ("{\"a\":1,\"b\":[1,2,3]}", "{\n  \"a\": 1,\n  \"b\": [1, 2, 3]\n}\n"),
        ("{\"a\":{\"b\":1}}", "{\n  \"a\": { \"b\": 1 }\n}\n"),
        ("{\"a\":{\n\"b\":1}}", "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n"),
        ("{ \"a\" : [ ] , \"b\" : { } }", "{\n  \"a\": [],\n  \"b\": {}\n}\n"),
        ("{\r\n\"a\":1}", "{\r\n  \"a\": 1\r\n}\r\n"),
        ("[1,2]", "[\n  1,\n  2\n]\n"),
    ] {
        assert_eq!(formatted(before), after, "{before}");
    }
}

#[test]
fn long_lines_are_broken() {
    let long = format!("{{\"actions\":{{\"a\":\"{}\",\"b\":1}}}}", "x".repeat(100));
    assert!(formatted(&long).starts_with("{\n  \"actions\": {\n    \"a\": \"xxx"));
}

#[test]
fn comments_blank_lines_and_trailing_commas_stay() {
    let text = "// head\n\n\n{\n// one\n\"a\": 1, // beside\n\n\n/* two */ \"b\": [\n1, // x\n2,\n],\n}\n// tail";
    let after = "// head\n\n{\n  // one\n  \"a\": 1, // beside\n\n  /* two */ \"b\": [\n    1, // x\n    2,\n  ],\n}\n// tail\n";
    assert_eq!(formatted(text), after);
    assert_eq!(formatted(after), after);
}

#[test]
fn tabs_and_widths() {
    let source = Source::new("{\"a\": {\n\"b\": 1}}".to_owned(), Dialect::Json);
    assert_eq!(format(&source, Style { width: 8, tabs: true }).unwrap(), "{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n");
    assert_eq!(
        format(&source, Style { width: 4, tabs: false }).unwrap(),
        "{\n    \"a\": {\n        \"b\": 1\n    }\n}\n"
    );
}

#[test]
fn invalid_json_is_left_unchanged() {
    for text in ["", "{", "{\"a\" 1}", "{'a': 1}"] {
        assert_eq!(format(&Source::new(text.to_owned(), Dialect::Json), Style::default()), None, "{text}");
    }
}

#[test]
fn a_real_manifest_keeps_its_meaning_and_formatting_it_again_changes_nothing() {
    for (name, text) in manifests() {
        let once = formatted(&text);
        assert_eq!(formatted(&once), once, "{name}");
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(value(&once), value(&text), "{name}");
    }
}

#[test]
fn edits_touch_only_the_lines_that_differ() {
    let text = "{\n\"a\": 1,\n  \"b\": 2,\n    \"c\": 3\n}\n";
    let source = Source::new(text.to_owned(), Dialect::Json);
    let formatted = format(&source, Style::default()).unwrap();
    let all = edits(&source, &formatted, TextRange::new(0, text.len() as u32));
    let shown: Vec<_> = all.iter().map(|edit| (edit.range.of(text), &*edit.text)).collect();
    assert_eq!(shown, [("\"a\": 1,\n", "  \"a\": 1,\n"), ("    \"c\": 3\n", "  \"c\": 3\n")]);
    let some = edits(&source, &formatted, TextRange::empty(text.find("\"a\"").unwrap() as u32 + 2));
    assert_eq!(some, all[..1]);
}

#[test]
fn edits_make_the_formatted_text() {
    for (name, text) in manifests().into_iter().filter(|(_, text)| text.len() < 200_000) {
        let source = Source::new(text.clone(), Dialect::Json);
        let formatted = format(&source, Style { width: 4, tabs: false }).unwrap();
        let mut edits = edits(&source, &formatted, TextRange::new(0, text.len() as u32));
        let mut made = text;
        edits.reverse();
        for edit in edits {
            made.replace_range(edit.range.to_std_range(), &edit.text);
        }
        assert_eq!(made, formatted, "{name}");
    }
}

#[test]
fn mutated_texts_keep_their_comments_and_formatting_them_again_changes_nothing() {
    let mut random = fastrand::Rng::with_seed(11);
    let pieces = [" // c\n", "/* d */", "\n\n", "\n// e\n", "\t", "/* f\n g */"];
    let mut done = 0;
    for _ in 0..rounds(6_000) {
        let mut text = SEEDS[random.usize(..SEEDS.len())].to_owned();
        for _ in 0..random.usize(..4) {
            let blanks: Vec<usize> = text.match_indices([' ', ',', '{', '[']).map(|(at, _)| at + 1).collect();
            let at = blanks[random.usize(..blanks.len())];
            text.insert_str(at, pieces[random.usize(..pieces.len())]);
        }
        if random.bool() {
            Edit::random(&mut random, &text).apply(&mut text);
        }
        let source = Source::new(text.clone(), Dialect::Jsonc);
        let Some(once) = format(&source, Style::default()) else { continue };
        done += 1;
        let after = Source::new(once.clone(), Dialect::Jsonc);
        assert_eq!(format(&after, Style::default()).as_deref(), Some(&*once), "{text:?}");
        let squeezed = |source: &Source| source.text().split_whitespace().collect::<String>();
        assert_eq!(squeezed(&source), squeezed(&after), "{text:?}");
        assert_eq!(source.tree().comments().len(), after.tree().comments().len(), "{text:?}");
    }
    assert!(done > rounds(6_000) / 4, "{done}");
}

#[test]
fn on_the_command_line() {
    let folder = Folder::new("format");
    folder.write("integration.json", "{\"title\":\"Acme\"}");
    let ran = folder.run(&["format", "--check"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, "./integration.json is not formatted\n"));
    assert!(folder.run(&["format", "--diff"]).out.contains("+  \"title\": \"Acme\""));
    assert_eq!(folder.run(&["format"]).out, "1 manifest formatted.\n");
    let ran = folder.run(&["format", "--check"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert_eq!(run_with_input(&["format", "-"], b"{\"a\":1}").out, "{\n  \"a\": 1\n}\n");
    let ran = run_with_input(&["format", "-"], b"{\"a\":}");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("is not valid JSON; left unchanged"), "{}", ran.err);
}

#[test]
fn the_examples_are_formatted() {
    let ran = crate::cli::run(&[
        "format",
        "--check",
        "examples/acme-mail.integration.json",
        "examples/acme-mail-update.integration.jsonc",
    ]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
}

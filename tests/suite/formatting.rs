//! Formatting: the result, that formatting it again changes nothing, and that its meaning stays.

use integration_ls::features::formatting::{Style, edits, edits_in, format};
use integration_ls::syntax::{Dialect, Source};
use integration_ls::text::TextRange;
use serde_json::Value;

use crate::cli::{Folder, run_with_input};
use crate::invariants;
use crate::mutation::{Edit, SEEDS, UNCLOSED, rounds};
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
fn edits_touch_nothing_but_the_white_space_that_differs() {
    let text = "{\n\"a\": 1,\n  \"b\": 2,\n    \"c\":3\n}\n";
    let source = Source::new(text.to_owned(), Dialect::Json);
    let all = edits(&source, Style::default()).unwrap();
    let shown: Vec<_> = all.iter().map(|edit| (edit.range.start, edit.range.of(text), &*edit.text)).collect();
    assert_eq!(shown, [(2, "", "  "), (22, "  ", ""), (28, "", " ")]);
}

/// `text` with one line selected (from 0), formatted.
fn with_line_formatted(text: &str, line: u32) -> String {
    let source = Source::new(text.to_owned(), Dialect::Jsonc);
    let range = source.lines().line_range(text, line);
    applied(text, edits_in(&source, Style::default(), range).unwrap())
}

fn applied(text: &str, edits: Vec<integration_ls::analysis::Edit>) -> String {
    let mut made = text.to_owned();
    for edit in edits.into_iter().rev() {
        made.replace_range(edit.range.to_std_range(), &edit.text);
    }
    made
}

#[test]
fn a_selected_line_is_formatted_and_the_others_stay() {
    let text = "{\n\"a\":   1,\n\"b\":   2,\n\"c\":   3\n}";
    assert_eq!(with_line_formatted(text, 2), "{\n\"a\":   1,\n  \"b\": 2,\n\"c\":   3\n}");
    // Where our style would join lines, a part of them stays apart.
    let text = "{\"title\": \"Post office\", \"user\":\n{\n}\n}\n";
    assert_eq!(with_line_formatted(text, 1), text);
    assert_eq!(with_line_formatted(text, 0), "{\n  \"title\": \"Post office\",\n  \"user\":\n{\n}\n}\n");
    // White space at the end of a line, and before the first token of one.
    assert_eq!(with_line_formatted("{  \n\n   \"a\": 1  \n}", 0), "{\n\n   \"a\": 1  \n}");
    assert_eq!(with_line_formatted("{  \r\n\r\n   \"a\": 1  \r\n}", 2), "{  \r\n\r\n  \"a\": 1\r\n}");
}

/// The invariant of formatting in part: tokens never change, lines outside of the selection never change, and
/// formatting the same lines again changes nothing.
#[test]
fn whatever_is_selected_tokens_and_lines_outside_stay() {
    let mut random = fastrand::Rng::with_seed(12);
    let own: Vec<String> = manifests().into_iter().map(|(_, text)| text).filter(|text| text.len() < 8_000).collect();
    let mut done = 0;
    for round in 0..rounds(6_000) {
        let mut text = match round % 3 {
            0 if !own.is_empty() => own[random.usize(..own.len())].clone(),
            _ => (*SEEDS.get(random.usize(..=SEEDS.len())).unwrap_or(&UNCLOSED)).to_owned(),
        };
        for _ in 0..random.usize(..12) {
            let places: Vec<usize> = text.match_indices([' ', ',', '{', '[', '\n']).map(|(at, _)| at + 1).collect();
            let piece = ["\n", "\r\n", "  ", "\t", "\n\n\n", " // c\n", "/* d\n e */", "\r"][random.usize(..8)];
            text.insert_str(places[random.usize(..places.len())], piece);
        }
        if random.u8(..) < 32 {
            Edit::random(&mut random, &text).apply(&mut text);
        }
        let style = Style { width: random.usize(1..9), tabs: random.bool() };
        let (a, b) = (random.u32(..=text.len() as u32), random.u32(..=text.len() as u32));
        let range = TextRange::new(a.min(b), a.max(b));
        done += usize::from(invariants::formatting::in_part(&text, style, range));
    }
    assert!(done > rounds(6_000) / 4, "{done}");
}

#[test]
fn what_is_on_one_line_inside_of_one_line_stays_there() {
    let text = format!("{{\"a\":{{\"b\":{{\"c\":\"{}\"}},\"d\":{{\"e\":1}}}}}}", "x".repeat(58));
    let once = formatted(&text);
    assert_eq!(formatted(&once), once);
    // Whatever the lengths are, around the width of a line.
    for length in 30..110 {
        let text = format!("{{\"a\":{{\"b\":{{\"c\":\"{}\"}},\"d\":[{{\"ä\":1}}, 2 /* x */]}}}}", "é".repeat(length));
        let once = formatted(&text);
        assert_eq!(formatted(&once), once, "{length}");
    }
}

#[test]
fn indentation_ends_somewhere() {
    let depth = 20_000;
    let text = "[\n".repeat(depth) + &"]\n".repeat(depth);
    let once = formatted(&text);
    assert!(once.len() < depth * 2 * 140, "{}", once.len());
    assert_eq!(formatted(&once), once);
}

#[test]
fn mutated_texts_keep_their_comments_and_formatting_them_again_changes_nothing() {
    let mut random = fastrand::Rng::with_seed(11);
    let pieces = [" // c\n", "/* d */", "\n\n", "\n// e\n", "\t", "/* f\n g */"];
    let mut done = 0;
    for _ in 0..rounds(6_000) {
        let mut text = (*SEEDS.get(random.usize(..=SEEDS.len())).unwrap_or(&UNCLOSED)).to_owned();
        for _ in 0..random.usize(..4) {
            let blanks: Vec<usize> = text.match_indices([' ', ',', '{', '[']).map(|(at, _)| at + 1).collect();
            let at = blanks[random.usize(..blanks.len())];
            text.insert_str(at, pieces[random.usize(..pieces.len())]);
        }
        if random.bool() {
            Edit::random(&mut random, &text).apply(&mut text);
        }
        done += usize::from(invariants::formatting::whole(&text, Style::default()));
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

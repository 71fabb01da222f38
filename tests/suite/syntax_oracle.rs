//! Our reading of a text against serde_json's: the same texts are fine, and they mean the same.

use integration_ls::syntax::{Dialect, Kind, Node, Source};
use serde_json::{Map, Value};

use crate::mutation::{Edit, SEEDS, rounds};

/// The value of a tree without problems.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Object => {
            let members =
                node.members().filter_map(|member| Some((member.name()?.into_owned(), value(member.value()?))));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Kind::Array => Value::Array(node.elements().map(value).collect()),
        Kind::String => Value::String(node.text().into_owned()),
        Kind::Boolean => Value::Bool(node.as_bool().unwrap()),
        Kind::Number => serde_json::from_str(node.source()).unwrap(),
        Kind::Null => Value::Null,
        Kind::Property | Kind::Word => unreachable!("a tree without problems has none here"),
    }
}

fn compare(text: &str) -> bool {
    let source = Source::new(text.to_owned(), Dialect::Json);
    let ours = source.tree().errors().is_empty() && source.tree().comments().is_empty();
    match serde_json::from_str::<Value>(text) {
        Ok(theirs) => {
            assert!(ours, "serde_json accepts what we do not: {text:?}\n{:?}", source.tree().errors());
            assert_eq!(value(source.root().unwrap()), theirs, "{text:?}");
            true
        }
        Err(error) => {
            assert!(!ours, "serde_json refuses what we accept: {text:?}\n{error}");
            false
        }
    }
}

fn spans_are_sound(text: &str) {
    let source = Source::new(text.to_owned(), Dialect::Json);
    for problem in source.tree().errors() {
        assert!(text.get(problem.range.to_std_range()).is_some(), "{problem:?} in {text:?}");
    }
    let Some(root) = source.root() else { return };
    for node in root.subtree() {
        assert!(text.get(node.range().to_std_range()).is_some(), "{node:?} in {text:?}");
        let mut end = node.range().start;
        for child in node.children() {
            assert!(node.range().covers(child.range()), "{child:?} sticks out of {node:?} in {text:?}");
            assert!(child.range().start >= end, "{child:?} overlaps in {text:?}");
            assert_eq!(child.parent(), Some(node));
            end = child.range().end;
        }
    }
}

#[test]
fn acceptance_and_values_agree_with_serde_json_on_mutated_documents() {
    let (mut random, mut accepted) = (fastrand::Rng::with_seed(1), 0);
    let total = rounds(40_000);
    for _ in 0..total {
        let mut text = SEEDS[random.usize(..SEEDS.len())].to_owned();
        for _ in 0..random.usize(1..4) {
            Edit::random(&mut random, &text).apply(&mut text);
        }
        accepted += usize::from(compare(&text));
        spans_are_sound(&text);
    }
    assert!(accepted * 20 > total, "too few of the documents were valid to say much: {accepted} of {total}");
}

#[test]
fn the_seeds_are_valid() {
    for seed in SEEDS {
        assert!(compare(seed), "{seed}");
    }
}

#[test]
fn what_serde_json_is_known_to_be_strict_about() {
    for text in [
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "0x1",
        "NaN",
        "1e999",
        "\u{feff}{}",
        "\"\t\"",
        "\"\\ud83d\"",
        "'x'",
        "{a:1}",
        "[1,]",
        "{\"a\":1,}",
        "",
        " ",
        "//",
        "nul",
        "truefalse",
        "[1 2]",
        "{}{}",
    ] {
        assert!(!compare(text), "{text}");
    }
}

#[test]
fn no_depth_and_no_length_is_too_much() {
    for text in [
        "[".repeat(200_000),
        "{\"a\":".repeat(200_000),
        "]".repeat(200_000),
        "[[],".repeat(100_000),
        "\"\\".repeat(100_000),
        format!("\"{}", "x".repeat(10_000_000)),
        "{\"a\"::".repeat(50_000),
        ",".repeat(200_000),
    ] {
        spans_are_sound_at_the_ends(&text);
    }
}

fn spans_are_sound_at_the_ends(text: &str) {
    let source = Source::new(text.to_owned(), Dialect::Json);
    for offset in [0, 1, text.len() / 2, text.len(), usize::from(u16::MAX)] {
        if let Some(node) = source.node_at(offset as u32) {
            assert!(text.get(node.range().to_std_range()).is_some());
            assert!(node.pointer().segments().len() <= 200_001);
        }
    }
}

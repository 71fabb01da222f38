//! Our reading of a text against serde_json's: both accept the same texts and read the same values in them.

use integration_ls::syntax::{Dialect, Kind, Node, Source};
use serde_json::{Map, Value};

use crate::mutation::{SEEDS, damage, rounds};
use crate::shared::{incomplete_manifests, manifests, own_texts};

/// The value of a tree without syntax errors.
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
        Kind::Property | Kind::Word => unreachable!("only a tree with syntax errors has one here"),
    }
}

/// Reads a text in both ways. Gives whether it is valid JSON.
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

/// Every range lies on character boundaries, children lie in their parents, and siblings follow each other.
fn ranges_are_sound(text: &str) {
    let source = Source::new(text.to_owned(), Dialect::Json);
    for error in source.tree().errors() {
        assert!(text.get(error.range.to_std_range()).is_some(), "{error:?} in {text:?}");
    }
    let Some(root) = source.root() else { return };
    for node in root.subtree() {
        assert!(text.get(node.range().to_std_range()).is_some(), "{node:?} in {text:?}");
        let mut end = node.range().start;
        for child in node.children() {
            assert!(node.range().covers(child.range()), "{child:?} sticks out of {node:?} in {text:?}");
            assert!(child.range().start >= end, "{child:?} overlaps its sibling in {text:?}");
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
        damage(&mut random, &mut text, 1..4);
        accepted += usize::from(compare(&text));
        ranges_are_sound(&text);
    }
    assert!(accepted * 20 > total, "too few of the documents were valid to say much: {accepted} of {total}");
}

#[test]
fn acceptance_and_values_agree_with_serde_json_on_mutated_manifests() {
    let mut random = fastrand::Rng::with_seed(10);
    let texts = own_texts(15_000);
    for _ in 0..rounds(1_000) {
        let mut text = texts[random.usize(..texts.len())].clone();
        damage(&mut random, &mut text, 1..6);
        compare(&text);
        ranges_are_sound(&text);
    }
}

#[test]
fn every_manifest_is_read_as_serde_json_reads_it() {
    for (name, text) in manifests().into_iter().chain(incomplete_manifests()) {
        assert!(compare(&text), "{name} is not valid JSON");
    }
}

#[test]
fn the_seeds_are_valid() {
    for seed in SEEDS {
        assert!(compare(seed), "{seed}");
    }
}

#[test]
fn what_json_forbids_is_an_error() {
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
fn any_depth_and_any_length_is_read() {
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
        some_ranges_are_sound(&text);
    }
}

/// The same as [`ranges_are_sound`] at a few places, for texts in which looking at every node takes too long.
fn some_ranges_are_sound(text: &str) {
    let source = Source::new(text.to_owned(), Dialect::Json);
    for offset in [0, 1, text.len() / 2, text.len(), usize::from(u16::MAX)] {
        if let Some(node) = source.node_at(offset as u32) {
            assert!(text.get(node.range().to_std_range()).is_some());
            assert!(node.pointer().segments().len() <= 200_001);
        }
    }
}

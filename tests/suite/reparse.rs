//! A tree repaired after an edit is the tree of the new text, node for node.

use integration_ls::syntax::{parse, reparse};
use integration_ls::text::TextRange;

use crate::mutation::{Edit, SEEDS, UNCLOSED, rounds};
use crate::shared::own_texts;

/// A session of twelve edits, each made to the tree that the edit before it has left.
fn session(random: &mut fastrand::Rng, mut text: String) {
    let mut tree = parse(&text);
    for _ in 0..12 {
        let before = text.clone();
        let edit = Edit::random(random, &text);
        edit.apply(&mut text);
        reparse(&mut tree, &text, TextRange::new(edit.start as u32, edit.end as u32), edit.inserted.len() as u32);
        let fresh = parse(&text);
        assert!(tree == fresh, "{before:?}\n{edit:?}\n{text:?}\nrepaired {tree:#?}\nfresh {fresh:#?}");
    }
}

#[test]
fn an_updated_tree_equals_a_new_one() {
    let mut random = fastrand::Rng::with_seed(2);
    for _ in 0..rounds(40_000).div_ceil(12) {
        let seed = SEEDS.get(random.usize(..=SEEDS.len())).unwrap_or(&UNCLOSED);
        session(&mut random, (*seed).to_owned());
    }
}

#[test]
fn an_updated_tree_of_a_manifest_equals_a_new_one() {
    let mut random = fastrand::Rng::with_seed(12);
    let texts = own_texts(30_000);
    for _ in 0..rounds(2_400).div_ceil(12) {
        let text = texts[random.usize(..texts.len())].clone();
        session(&mut random, text);
    }
}

#[test]
fn a_document_is_typed_letter_by_letter_and_deleted_again() {
    for seed in SEEDS.iter().chain([&UNCLOSED]) {
        let (mut text, mut tree) = (String::new(), parse(""));
        for (at, c) in seed.char_indices() {
            text.push(c);
            reparse(&mut tree, &text, TextRange::empty(at as u32), c.len_utf8() as u32);
            assert_eq!(tree, parse(&text), "{text:?}");
        }
        while let Some(c) = text.pop() {
            let end = text.len() + c.len_utf8();
            reparse(&mut tree, &text, TextRange::new(text.len() as u32, end as u32), 0);
            assert_eq!(tree, parse(&text), "{text:?}");
        }
    }
}

//! A tree repaired after an edit is the tree of the new text, node for node.

use integration_ls::syntax::{parse, reparse};
use integration_ls::text::TextRange;

use crate::mutation::{Edit, SEEDS, rounds};

#[test]
fn a_repaired_tree_equals_a_new_one() {
    let mut random = fastrand::Rng::with_seed(2);
    let total = rounds(40_000);
    let mut done = 0;
    while done < total {
        let mut text = SEEDS[random.usize(..SEEDS.len())].to_owned();
        let mut tree = parse(&text);
        // A session: the tree that is repaired is itself a repaired one.
        for _ in 0..12 {
            let before = text.clone();
            let edit = Edit::random(&mut random, &text);
            edit.apply(&mut text);
            reparse(&mut tree, &text, TextRange::new(edit.start as u32, edit.end as u32), edit.inserted.len() as u32);
            let fresh = parse(&text);
            assert!(tree == fresh, "{before:?}\n{edit:?}\n{text:?}\nrepaired {tree:#?}\nfresh {fresh:#?}");
            done += 1;
        }
    }
}

#[test]
fn typing_a_document_and_deleting_it_again() {
    for seed in SEEDS {
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

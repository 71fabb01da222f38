//! A session of edits, each compared with a fresh document.
//!
//! The text to begin with ends at the first `\u{1}`; each further one starts an edit: two characters choose what is
//! replaced, the rest is inserted.
#![no_main]

use integration_ls::text::{TextRange, floor_boundary};
use integration_ls_fuzz::{Input, invariants};
use libfuzzer_sys::fuzz_target;

/// Edits in a session.
const MOST: usize = 12;

fuzz_target!(|data: &[u8]| {
    let input = Input::new(data);
    let mut parts = input.text.split('\u{1}');
    let text = parts.next().unwrap_or_default();
    let mut document = invariants::edits::document(text, input.dialect());
    let edits = parts.take(MOST).map(|edit| {
        let mut chars = edit.chars();
        let [start, length] = [(); 2].map(|()| chars.next().map_or(0, u32::from) as usize);
        (start, length, chars.as_str())
    });
    // Without an edit of its own, an input is typed at its place.
    let mut edits: Vec<_> = edits.collect();
    if edits.is_empty() {
        edits.push((input.place(0) as usize, usize::from(input.choice(2)), "\""));
    }
    let last = edits.len() - 1;
    for (number, (start, length, inserted)) in edits.into_iter().enumerate() {
        let text = document.source().text();
        let start = floor_boundary(text, start % (text.len() + 1));
        let end = floor_boundary(text, (start + length % 32).min(text.len())).max(start);
        let range = TextRange::new(start as u32, end as u32);
        invariants::edits::hold(&mut document, range, inserted, number == last || length % 2 == 0);
    }
});

//! What holds for any text whatever.
//!
//! The mutation tests try it on texts that are damaged at random; the fuzzers in `fuzz`, which include these files, on texts
//! that reach new branches of the code. So nothing here may name another part of the tests.
// Public, as the library of the fuzzers has them.
#![allow(unreachable_pub)]

pub mod edits;
pub mod features;
pub mod fixes;
pub mod formatting;

use integration_ls::analysis::Edit;
use integration_ls::text::TextRange;

/// Whether a range lies in a text, on character boundaries.
fn is_sound(text: &str, range: TextRange) -> bool {
    let (start, end) = (range.start as usize, range.end as usize);
    start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end)
}

/// Applies edits as an editor does, all at once; they must not overlap.
fn applied(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<Edit> = edits.to_vec();
    edits.sort();
    for pair in edits.windows(2) {
        assert!(pair[0].range.end <= pair[1].range.start, "{pair:?} overlap");
    }
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        assert!(is_sound(text, edit.range), "{edit:?} in {text:?}");
        out.replace_range(edit.range.to_std_range(), &edit.text);
    }
    out
}

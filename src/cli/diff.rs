//! Unified diffs in which the values of secrets are masked, and the lines by which other texts differ.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::OnceLock;

use similar::udiff::UnifiedHunkHeader;
use similar::{Algorithm, DiffOp, DiffableStr, capture_diff_slices, group_diff_ops};

use crate::contract::Secrets;
use crate::syntax::{Dialect, Source};
use crate::text::visible;

/// The diff between a document and its new text; empty if they are equal.
pub(super) fn unified(name: &str, before: &Source, after: &str) -> String {
    if before.text() == after {
        return String::new();
    }
    let after = Source::new(after.to_owned(), Dialect::Jsonc);
    let secrets = Secrets::of(before, &OnceLock::new());
    let after_edits = secrets.after_edits(&after);
    let (before, after) = (masked(before, &secrets), masked(&after, &after_edits));
    let (before, after) = (before.tokenize_lines(), after.tokenize_lines());
    let mut hunks = group_diff_ops(changes(&before, &after), 3);
    hunks.retain(|hunk| !hunk.is_empty());
    let mut text = if hunks.is_empty() { String::new() } else { format!("--- {name}\n+++ {name}\n") };
    for hunk in hunks {
        let _ = writeln!(text, "{}", UnifiedHunkHeader::new(&hunk));
        for change in hunk.iter().flat_map(|op| op.iter_changes(&before[..], &after[..])) {
            let end = if change.value().ends_with_newline() { "" } else { "\n\\ No newline at end of file\n" };
            let _ = write!(text, "{}{}{end}", change.tag(), change.value());
        }
    }
    text.split_inclusive('\n').map(shown_line).collect()
}

/// The lines by which two texts differ, each with its sign, and three others around them.
pub(super) fn lines_between(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (before.tokenize_lines(), after.tokenize_lines());
    let hunks = group_diff_ops(changes(&before, &after), 3);
    let lines = hunks.iter().flatten().flat_map(|op| op.iter_changes(&before[..], &after[..]));
    lines.map(|change| format!("{}{}", change.tag(), change.value().trim_end_matches(['\n', '\r']))).collect()
}

/// A line with its tabs and its line break; everything else that would not be seen is escaped.
fn shown_line(line: &str) -> String {
    let content = line.trim_end_matches('\n');
    let content = content.strip_suffix('\r').unwrap_or(content);
    let parts: Vec<_> = content.split('\t').map(visible).collect();
    parts.join("\t") + &line[content.len()..]
}

fn masked(source: &Source, secrets: &Secrets) -> String {
    source.text().char_indices().map(|(at, c)| if secrets.hide(at as u32, c) { '•' } else { c }).collect()
}

/// The changes from the lines of one text to those of another.
///
/// Lines that the other text does not have cannot stay, so only the rest is compared: the time for that would grow with
/// the square of the number of changes.
fn changes(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    let shared = |lines: &[&str], others: &[&str]| {
        let others: HashSet<&str> = others.iter().copied().collect();
        (0..lines.len()).filter(|index| others.contains(lines[*index])).collect::<Vec<usize>>()
    };
    let (old, new) = (shared(before, after), shared(after, before));
    let old_lines: Vec<&str> = old.iter().map(|index| before[*index]).collect();
    let new_lines: Vec<&str> = new.iter().map(|index| after[*index]).collect();
    let kept = capture_diff_slices(Algorithm::Patience, &old_lines, &new_lines).into_iter().filter_map(|op| match op {
        DiffOp::Equal { old_index, new_index, len } => Some((0..len).map(move |at| (old_index + at, new_index + at))),
        _ => None,
    });
    let mut ops: Vec<DiffOp> = Vec::new();
    let (mut old_index, mut new_index) = (0, 0);
    let end = (before.len(), after.len());
    for (old_kept, new_kept) in kept.flatten().map(|(at, to)| (old[at], new[to])).chain([end]) {
        let (old_len, new_len) = (old_kept - old_index, new_kept - new_index);
        match (old_len, new_len) {
            (0, 0) => {}
            (_, 0) => ops.push(DiffOp::Delete { old_index, old_len, new_index }),
            (0, _) => ops.push(DiffOp::Insert { old_index, new_index, new_len }),
            _ => ops.push(DiffOp::Replace { old_index, old_len, new_index, new_len }),
        }
        match ops.last_mut() {
            _ if (old_kept, new_kept) == end => {}
            Some(DiffOp::Equal { len, .. }) => *len += 1,
            _ => ops.push(DiffOp::Equal { old_index: old_kept, new_index: new_kept, len: 1 }),
        }
        (old_index, new_index) = (old_kept + 1, new_kept + 1);
    }
    ops
}

#[cfg(test)]
mod tests {
    use similar::{Algorithm, DiffTag};

    use super::changes;

    #[test]
    fn changes_lead_from_one_text_to_the_other() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..2_000 {
            let mut text = || -> Vec<&str> {
                (0..random.usize(..12)).map(|_| random.choice(["a", "b", "c", "d", "}"]).unwrap_or_default()).collect()
            };
            let (before, after) = (text(), text());
            let ops = changes(&before, &after);
            let (mut old, mut new) = (Vec::new(), Vec::new());
            for op in &ops {
                old.extend_from_slice(&before[op.old_range()]);
                new.extend_from_slice(&after[op.new_range()]);
                if op.tag() == DiffTag::Equal {
                    assert_eq!(before[op.old_range()], after[op.new_range()]);
                }
            }
            assert_eq!((&old, &new), (&before, &after), "{ops:?}");
        }
    }

    #[test]
    fn what_stays_the_same_is_no_change() {
        let before = ["{", "  \"a\": 1,", "  \"b\": 2,", "  \"c\": 3", "}"];
        let after = ["{", "  \"a\": 1,", "  \"x\": 2,", "  \"c\": 3", "}"];
        let expected = similar::capture_diff_slices(Algorithm::Myers, &before, &after);
        assert_eq!(changes(&before, &after), expected);
    }
}

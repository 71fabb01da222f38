//! `textDocument/foldingRange`: folds objects, arrays and comments.

use crate::syntax::{Kind, Source};

/// A range of lines that folds into its first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The line that stays visible, from 0.
    pub first: u32,
    /// The last line that is hidden, from 0.
    pub last: u32,
    /// Whether it is a comment.
    pub is_comment: bool,
}

/// All folds, in the order of the text.
pub fn folds(source: &Source) -> Vec<Fold> {
    let (tree, text, lines) = (source.tree(), source.text(), source.lines());
    let mut folds = Vec::new();
    for node in source.root().into_iter().flat_map(|root| root.subtree()) {
        if matches!(node.kind(), Kind::Object | Kind::Array) {
            let (first, end) = (lines.line(node.range().start), lines.line(node.range().end));
            // The line of the closing bracket stays visible.
            let last = if node.is_closed() { end.saturating_sub(1) } else { end };
            if last > first {
                folds.push(Fold { first, last, is_comment: false });
            }
        }
    }
    let mut run: Option<(u32, u32)> = None;
    let mut finish = |run: Option<(u32, u32)>| {
        if let Some((first, last)) = run.filter(|(first, last)| last > first) {
            folds.push(Fold { first, last, is_comment: true });
        }
    };
    for comment in tree.comments() {
        let (first, last) = (lines.line(comment.range.start), lines.line(comment.range.end));
        let before = &text[lines.line_range(text, first).start as usize..comment.range.start as usize];
        let is_alone = before.trim().is_empty();
        run = match run {
            // Comments on consecutive lines fold as one.
            Some((start, end)) if is_alone && first == end + 1 => Some((start, last)),
            earlier => {
                finish(earlier);
                is_alone.then_some((first, last))
            }
        };
    }
    finish(run);
    folds.sort_by_key(|fold| (fold.first, std::cmp::Reverse(fold.last)));
    // Editors offer one fold per line, so only the outermost is kept.
    folds.dedup_by_key(|fold| fold.first);
    folds
}

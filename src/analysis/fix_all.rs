//! Applies all fixes of a document.

use std::collections::HashSet;

use super::diagnostic::Diagnostic;
use super::document::Document;
use super::fix::{Fix, apply};
use super::rules::reports_syntax_errors;
use crate::syntax::{Kind, NodeId, Source};

/// The most rounds. Three or four are usually enough.
const MOST_ROUNDS: usize = 50;

/// The document's text after applying the best fix for every diagnostic, and the number of fixes applied.
///
/// `takes` selects the fixes; suggestions are never applied. Only the first fix of a diagnostic is considered, because
/// choosing a lesser one is up to the author. Fixes are applied in rounds until nothing changes. Syntax errors come
/// first: the content is changed only once the text is valid JSON, since it may mean something else until then.
pub fn fix_all(document: &Document, takes: impl Fn(&Fix) -> bool) -> (String, usize) {
    let mut states: Vec<(String, usize)> = vec![(document.source().text().to_owned(), 0)];
    let mut latest = document.leaves_out_errors().then(|| document.to_fix(document.source().text().to_owned()));
    while let Some((text, total)) = states.last().filter(|_| states.len() <= MOST_ROUNDS) {
        let current = latest.as_ref().unwrap_or(document);
        let diagnostics = current.diagnostics();
        let has_syntax_errors = diagnostics.iter().any(is_syntax_error);
        let turn = diagnostics.iter().filter(|diagnostic| !has_syntax_errors || is_syntax_error(diagnostic));
        let mut written = HashSet::new();
        let fixes: Vec<Fix> = turn
            .filter_map(|diagnostic| current.fixes(diagnostic).into_iter().next())
            .filter(|fix| fix.is_preferred() && takes(fix))
            .filter(|fix| has_syntax_errors || writes_no_name_twice(current.source(), fix, &mut written))
            .collect();
        let (new, count) = apply(text, &fixes);
        if count == 0 || new == *text {
            break;
        }
        let next = document.to_fix(new.clone());
        let (before, after) = (current.source().tree().errors().len(), next.source().tree().errors().len());
        // In a badly broken text, one fix may undo another. Stop instead of looping.
        if after > before || (has_syntax_errors && after == before) || states.iter().any(|(old, _)| *old == new) {
            break;
        }
        let total = total + count;
        states.push((new, total));
        latest = Some(next);
    }
    states.pop().unwrap_or_default()
}

/// Whether no other fix of this round writes the same key into the same object, or the same element into the same array.
/// Such a fix has to wait: once the other one is applied, something else may be right.
fn writes_no_name_twice(source: &Source, fix: &Fix, written: &mut HashSet<(NodeId, String)>) -> bool {
    fix.edits.iter().all(|edit| {
        let names = || {
            let node = source.node_at(edit.range.start).filter(|node| node.range() == edit.range)?;
            let parent = node.parent()?;
            let container = if node.is_key() { parent.parent()? } else { parent };
            (node.is_key() || parent.kind() == Kind::Array).then_some(container.id())
        };
        names().is_none_or(|container| written.insert((container, edit.text.clone())))
    })
}

fn is_syntax_error(diagnostic: &Diagnostic) -> bool {
    reports_syntax_errors(diagnostic.rule)
}

//! Ways out of a diagnostic: edits that a person can look at, and that can be applied together.

use super::diagnostic::Diagnostic;
use super::document::Document;
use super::rule::{Check, Rule};
use crate::contract::Form;
use crate::syntax::{Node, Source, SyntaxError, parse};
use crate::text::TextRange;

/// One way out of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an editor's menu says it.
    pub title: String,
    /// Whether it cannot change what the manifest means to the API, other than by curing the diagnostic.
    pub is_safe: bool,
    /// Whether it is the fixes, and not one of several that only the author can choose from.
    pub is_preferred: bool,
    /// What to change; no two of them overlap.
    pub edits: Vec<Edit>,
}

/// Replaces the bytes of `range` with `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub range: TextRange,
    /// What takes its place.
    pub text: String,
}

impl Edit {
    /// Replaces `range` with `text`.
    pub fn new(range: TextRange, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

impl Fix {
    /// A fix that needs no second thought.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), is_safe: true, is_preferred: true, edits }
    }

    /// A fix that somebody has to look at.
    pub fn to_review(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), is_safe: false, is_preferred: true, edits }
    }

    /// The same, for the author to choose and never to be applied unasked.
    #[must_use]
    pub fn as_choice(mut self) -> Self {
        self.is_preferred = false;
        self
    }
}

/// A diagnostic in its document, as a fixes sees it.
#[derive(Clone, Copy, Debug)]
pub struct FixContext<'s> {
    /// The document.
    pub source: &'s Source,
    /// Which form it is.
    pub form: Form,
    /// The rule whose diagnostic it is.
    pub rule: &'static Rule,
    /// Where the diagnostic is.
    pub range: TextRange,
}

impl<'s> FixContext<'s> {
    pub(super) fn new(source: &'s Source, form: Form, diagnostic: &Diagnostic) -> Self {
        Self { source, form, rule: diagnostic.rule, range: diagnostic.range }
    }

    /// The node that the diagnostic is at: the one with its range, or with its opening bracket there.
    pub fn node(&self) -> Option<Node<'s>> {
        // Where two nodes touch, the first offset may show the one before.
        let offsets = [self.range.start, (self.range.start + 1).min(self.range.end)];
        offsets.into_iter().find_map(|offset| {
            let node = self.source.node_at(offset)?;
            std::iter::once(node)
                .chain(node.ancestors())
                .find(|node| node.range() == self.range || node.opener() == self.range)
        })
    }

    /// The property that the diagnostic is in: the node's own if it is a key or a value.
    pub fn property(&self) -> Option<Node<'s>> {
        self.node()?.parent().filter(|parent| parent.kind() == crate::syntax::Kind::Property)
    }

    /// The flaw of the text that the diagnostic tells of.
    pub fn error(&self) -> Option<&'s SyntaxError> {
        self.source.tree().errors().iter().find(|error| error.range == self.range)
    }
}

/// The text after as many of the fixes as fit together, in the order given; how many those were.
///
/// Fixes whose edits overlap those of one before them are left out: the next round finds them again.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut chosen: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        let clashes = |edit: &Edit| {
            chosen.iter().any(|other| {
                let (a, b) = (edit.range, other.range);
                (a.start < b.end && b.start < a.end) || a.start == b.start || a.end == b.end
            })
        };
        if fix.edits.is_empty() || fix.edits.iter().any(clashes) {
            continue;
        }
        chosen.extend(&fix.edits);
        count += 1;
    }
    chosen.sort();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in chosen {
        out.push_str(&text[at..edit.range.start as usize]);
        out.push_str(&edit.text);
        at = edit.range.end as usize;
    }
    out.push_str(&text[at..]);
    (out, count)
}

/// The most rounds of [`fix_all`]. Three or four are usual.
const MOST_ROUNDS: usize = 50;

/// The document's text after the best fix of every diagnostic, in rounds until nothing changes; how many fixes that were.
///
/// `takes` says which fixes are wanted. Of a diagnostic whose best fix is not, none is applied: a worse one would decide
/// for the author. The text itself is mended first; what it says is touched only once it is JSON, for until then it may
/// mean something else.
pub fn fix_all(document: &Document, takes: impl Fn(&Fix) -> bool) -> (String, usize) {
    let (dialect, options) = (document.source().dialect(), document.options().clone());
    let mut states: Vec<(String, usize)> = vec![(document.source().text().to_owned(), 0)];
    while let Some((text, total)) = states.last().filter(|_| states.len() <= MOST_ROUNDS) {
        let mut current = Document::new(text.clone(), dialect, options.clone());
        let diagnostics = current.diagnostics().to_vec();
        let is_flaw = |diagnostic: &&Diagnostic| matches!(diagnostic.rule.check, Check::SyntaxError(_));
        let flaws = diagnostics.iter().filter(is_flaw).count();
        let turn = diagnostics.iter().filter(|diagnostic| flaws == 0 || is_flaw(diagnostic));
        let fixes: Vec<Fix> = turn
            .filter_map(|diagnostic| current.fixes(diagnostic).into_iter().next())
            .filter(|fix| fix.is_preferred && takes(fix))
            .collect();
        let (new, count) = apply(text, &fixes);
        if count == 0 || new == *text {
            break;
        }
        let (before, after) = (current.source().tree().errors().len(), parse(&new).errors().len());
        // In a text that is badly broken one fix may undo another: nothing is gained by either.
        if after > before || (flaws > 0 && after == before) || states.iter().any(|(old, _)| *old == new) {
            break;
        }
        let total = total + count;
        states.push((new, total));
    }
    states.pop().unwrap_or_default()
}

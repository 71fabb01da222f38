//! Ways out of a finding: edits that a person can look at, and that can be applied together.

use super::document::Document;
use super::finding::Finding;
use super::rule::{Check, Rule};
use crate::contract::Form;
use crate::syntax::{Node, Problem, Source, parse};
use crate::text::Span;

/// One way out of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an editor's menu says it.
    pub title: String,
    /// Whether it cannot change what the manifest means to the API, other than by curing the finding.
    pub is_safe: bool,
    /// Whether it is the cure, and not one of several that only the author can choose from.
    pub is_preferred: bool,
    /// What to change; no two of them overlap.
    pub edits: Vec<Edit>,
}

/// Replaces the bytes of `span` with `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

impl Edit {
    /// Replaces `span` with `text`.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
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

/// A finding in its document, as a cure sees it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'s> {
    /// The document.
    pub source: &'s Source,
    /// Which form it is.
    pub form: Form,
    /// The rule whose finding it is.
    pub rule: &'static Rule,
    /// Where the finding is.
    pub span: Span,
}

impl<'s> Case<'s> {
    pub(super) fn new(source: &'s Source, form: Form, finding: &Finding) -> Self {
        Self { source, form, rule: finding.rule, span: finding.span }
    }

    /// The node that the finding is at: the one with its span, or with its opening bracket there.
    pub fn node(&self) -> Option<Node<'s>> {
        // Where two nodes touch, the first offset may show the one before.
        let offsets = [self.span.start, (self.span.start + 1).min(self.span.end)];
        offsets.into_iter().find_map(|offset| {
            let node = self.source.node_at(offset)?;
            std::iter::once(node)
                .chain(node.ancestors())
                .find(|node| node.span() == self.span || node.opener() == self.span)
        })
    }

    /// The property that the finding is in: the node's own if it is a key or a value.
    pub fn property(&self) -> Option<Node<'s>> {
        self.node()?.parent().filter(|parent| parent.kind() == crate::syntax::Kind::Property)
    }

    /// The flaw of the text that the finding tells of.
    pub fn problem(&self) -> Option<&'s Problem> {
        self.source.tree().problems().iter().find(|problem| problem.span == self.span)
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
                let (a, b) = (edit.span, other.span);
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
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    (out, count)
}

/// The most rounds of [`mend`]. Three or four are usual.
const MOST_ROUNDS: usize = 50;

/// The document's text after the best fix of every finding, in rounds until nothing changes; how many fixes that were.
///
/// `takes` says which fixes are wanted. Of a finding whose best fix is not, none is applied: a worse one would decide
/// for the author. The text itself is mended first; what it says is touched only once it is JSON, for until then it may
/// mean something else.
pub fn mend(document: &Document, takes: impl Fn(&Fix) -> bool) -> (String, usize) {
    let (dialect, options) = (document.source().dialect(), document.options().clone());
    let mut states: Vec<(String, usize)> = vec![(document.source().text().to_owned(), 0)];
    while let Some((text, total)) = states.last().filter(|_| states.len() <= MOST_ROUNDS) {
        let mut current = Document::new(text.clone(), dialect, options.clone());
        let findings = current.findings().to_vec();
        let is_flaw = |finding: &&Finding| matches!(finding.rule.check, Check::Problem(_));
        let flaws = findings.iter().filter(is_flaw).count();
        let turn = findings.iter().filter(|finding| flaws == 0 || is_flaw(finding));
        let fixes: Vec<Fix> = turn
            .filter_map(|finding| current.fixes(finding).into_iter().next())
            .filter(|fix| fix.is_preferred && takes(fix))
            .collect();
        let (new, count) = apply(text, &fixes);
        if count == 0 || new == *text {
            break;
        }
        let (before, after) = (current.source().tree().problems().len(), parse(&new).problems().len());
        // In a text that is badly broken one fix may undo another: nothing is gained by either.
        if after > before || (flaws > 0 && after == before) || states.iter().any(|(old, _)| *old == new) {
            break;
        }
        let total = total + count;
        states.push((new, total));
    }
    states.pop().unwrap_or_default()
}

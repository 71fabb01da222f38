//! How a diagnostic can be fixed: edits that a person can look at, and that can be applied together.

use super::diagnostic::Diagnostic;
use super::edits::{Edit, applied, remove};
use super::rule::Rule;
use crate::contract::Form;
use crate::syntax::{Kind, Node, Source, SyntaxError};
use crate::text::TextRange;

/// Who has to agree before a fix is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// Nobody: it changes nothing that the manifest means to the API, apart from what was wrong. `--fix` and an
    /// editor's "fix all on save" apply it.
    Safe,
    /// It is most likely what the author wants, but somebody should look at the result. `--unsafe-fixes` applies it.
    Unsafe,
    /// One of several ways, and only the author can choose: never applied unasked.
    Suggestion,
}

impl Applicability {
    /// The word for it: `safe`, `unsafe` or `suggestion`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Suggestion => "suggestion",
        }
    }
}

/// One way to fix a diagnostic, or to rewrite the text otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an editor's menu says it.
    pub title: String,
    /// Who has to agree before it is applied.
    pub applicability: Applicability,
    /// What to change; no two edits overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that needs no second thought.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability: Applicability::Safe, edits }
    }

    /// An unsafe fix: somebody has to look at the result.
    pub fn to_review(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability: Applicability::Unsafe, edits }
    }

    /// One of several ways that only the author can choose from.
    pub fn suggestion(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability: Applicability::Suggestion, edits }
    }

    /// Whether it may be applied without a look at the result.
    pub fn is_safe(&self) -> bool {
        self.applicability == Applicability::Safe
    }

    /// Whether it is the fix that an editor should offer first: all are, but for suggestions.
    pub fn is_preferred(&self) -> bool {
        self.applicability != Applicability::Suggestion
    }
}

/// A diagnostic in its document: what a rule is given when it is asked for fixes.
#[derive(Clone, Copy, Debug)]
pub struct FixContext<'s> {
    /// The document.
    pub source: &'s Source,
    /// Whether the document is a create or an update.
    pub form: Form,
    /// The rule whose diagnostic it is.
    pub rule: &'static Rule,
    /// Where the diagnostic is, in bytes.
    pub range: TextRange,
}

impl<'s> FixContext<'s> {
    pub(super) fn new(source: &'s Source, form: Form, diagnostic: &Diagnostic) -> Self {
        Self { source, form, rule: diagnostic.rule, range: diagnostic.range }
    }

    /// The node that the diagnostic is at: the one that covers its range, or whose opening bracket does.
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

    /// The property whose key or value the diagnostic is at.
    pub fn property(&self) -> Option<Node<'s>> {
        self.node()?.parent().filter(|parent| parent.kind() == Kind::Property)
    }

    /// The one fix that removes this property: unsafe, since what it says is lost.
    pub fn remove_property(&self, title: impl Into<String>) -> Vec<Fix> {
        self.property().map(|property| Fix::to_review(title, remove(self.source, property))).into_iter().collect()
    }

    /// The syntax error that the diagnostic reports.
    pub fn error(&self) -> Option<&'s SyntaxError> {
        self.source.tree().errors().iter().find(|error| error.range == self.range)
    }
}

/// The text after as many of the fixes as fit together, in the order given, and how many those were.
///
/// A fix whose edits overlap those of one before it is left out: the next round finds it again.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut chosen: Vec<Edit> = Vec::new();
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
        chosen.extend(fix.edits.iter().cloned());
        count += 1;
    }
    chosen.sort();
    (applied(text, &chosen), count)
}

//! What is said about a value.

use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// The most mismatches that are collected.
const MOST_MISMATCHES: usize = 50;

/// Whether a value fits a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<'s, 'v> {
    /// It does.
    Fits,
    /// It does not, for these reasons at least, in the order of the value's text.
    Mismatches(Vec<Mismatch<'s, 'v>>),
    /// The steps did not suffice, or part of the schema or of the value has no clear meaning.
    CannotTell,
}

/// A part of a value that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch<'s, 'v> {
    /// The part of the value, or the key of a property that is not allowed or has a wrong name. Of a property that is missing, the
    /// object.
    pub value: Node<'v>,
    /// The property of the schema that refuses it, key and value; or a schema that is `false`.
    pub keyword: Node<'s>,
    /// What is wrong, in a sentence.
    pub message: String,
}

impl Mismatch<'_, '_> {
    /// The range to mark: of an object or array only the opening bracket, since its other parts may be right.
    pub fn range(&self) -> TextRange {
        self.value.opener()
    }

    /// The name of the keyword that refuses the value; `None` for a schema that is `false`.
    pub(super) fn keyword_name(&self) -> Option<std::borrow::Cow<'_, str>> {
        self.keyword.name()
    }

    /// Whether the place is the value itself or the name of one of its properties.
    pub(super) fn is_at(&self, value: Node<'_>) -> bool {
        self.value.range() == value.range() && self.value.kind() != Kind::Property
    }
}

/// The limits of an evaluation, and what it takes into account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The most steps: a keyword, a member or a few characters that are looked at.
    pub steps: u64,
    /// Whether a string has to have its `format`. Only dates, times, email addresses, URIs, UUIDs and IPv4 addresses are looked at.
    pub formats: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { steps: 1_000_000, formats: true }
    }
}

/// Whether a value fits a part of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It does.
    Yes,
    /// It may or may not.
    Unclear,
    /// It does not.
    No,
}

impl Fit {
    pub(super) fn of(fits: bool) -> Self {
        if fits { Self::Yes } else { Self::No }
    }

    /// Whether it fits this and another part.
    pub(super) fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// The reverse.
    pub(super) fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::Unclear => Self::Unclear,
            Self::No => Self::Yes,
        }
    }
}

/// The mismatches found so far.
#[derive(Debug, Default)]
pub(super) struct Found<'s, 'v>(pub(super) Vec<Mismatch<'s, 'v>>);

impl<'s, 'v> Found<'s, 'v> {
    /// Adds a mismatch, unless there are many.
    pub(super) fn add(&mut self, value: Node<'v>, keyword: Node<'s>, message: String) -> Fit {
        if self.0.len() < MOST_MISMATCHES {
            self.0.push(Mismatch { value, keyword, message });
        }
        Fit::No
    }

    /// Whether there are so many that no more are added.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() == MOST_MISMATCHES
    }

    pub(super) fn extend(&mut self, others: Vec<Mismatch<'s, 'v>>) {
        let room = MOST_MISMATCHES.saturating_sub(self.0.len());
        self.0.extend(others.into_iter().take(room));
    }
}

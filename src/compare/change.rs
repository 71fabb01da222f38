//! A change from one manifest to another.

use super::version::Bump;
use crate::syntax::Node;
use crate::text::TextRange;

/// What has happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is new.
    Added,
    /// It is different.
    Changed,
    /// It is gone.
    Removed,
}

impl Kind {
    /// `added`, `changed` or `removed`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// Whether a change breaks bots and installations that work today; the worse of two is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It does not.
    Fine,
    /// It may, or it depends on how it is used.
    CannotTell,
    /// It does.
    Breaks,
}

impl Verdict {
    /// `fine`, `cannot-tell` or `breaks`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::CannotTell => "cannot-tell",
            Self::Breaks => "breaks",
        }
    }
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Something that others name: an action, an event, a tag.
    Entry,
    /// A schema of what the integration takes: input, configuration, messages, states.
    Taken,
    /// A schema of what the integration gives: output, events.
    Given,
    /// Any other setting.
    Setting,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What has happened.
    pub kind: Kind,
    /// What it is about.
    pub topic: Topic,
    /// The keys and indices that lead to it, in the newer manifest if it is there, or else in the older one.
    pub path: Vec<String>,
    /// Where it is in the older manifest: a key, or a short value.
    pub old: Option<TextRange>,
    /// Where it is in the newer manifest.
    pub new: Option<TextRange>,
    /// Where it would be in the newer manifest if it were there: the key of what would contain it.
    pub around: Option<TextRange>,
    /// Whether it breaks something.
    pub verdict: Verdict,
    /// What has changed and why that matters, in one or two sentences.
    pub reason: String,
    /// The bump that it calls for.
    pub bump: Bump,
    /// Whether it is gone from an update that has no `null` for it, so that the server keeps it.
    pub is_kept: bool,
    /// A value, as JSON, that was taken and is refused now.
    pub witness: Option<String>,
}

impl Change {
    /// Where it is marked in the newer manifest, whose root this is.
    pub fn place(&self, root: Node<'_>) -> TextRange {
        self.new.or(self.around).unwrap_or(root.opener())
    }
}

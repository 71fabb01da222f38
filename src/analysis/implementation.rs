//! How a rule works: what it wants to see, how it checks that, and how its diagnostics are fixed.

use super::fix::{Fix, FixContext};
use super::report::Report;
use super::rule::Rule;
use super::rules::hub::requirement::{Requirement, Selector};
use crate::contract::{Field, Format, Map, Object};
use crate::syntax::{Kind, Node, Source, SyntaxError};

/// A rule and the code behind it.
#[derive(Debug)]
pub struct Implementation {
    /// What the rule is.
    pub rule: Rule,
    /// What it wants to see, and what it does with that.
    pub check: Check,
    /// How one of its diagnostics can be fixed, the best fix first. Called when fixes are asked for, not with
    /// every edit.
    pub fixes: fn(&FixContext<'_>) -> Vec<Fix>,
}

/// The fixes of a rule that has none.
pub fn no_fixes(_: &FixContext<'_>) -> Vec<Fix> {
    Vec::new()
}

/// Gives the message for a syntax error, or `None` if the error is another rule's.
pub type SyntaxErrorCheck = fn(&SyntaxError, &Source) -> Option<String>;
/// Looks at the comments.
pub type CommentsCheck = fn(&mut Report<'_>);
/// Looks at a node.
pub type NodeCheck = fn(&mut Report<'_>, Node<'_>);
/// Looks at an object with declared keys.
pub type ObjectCheck = fn(&mut Report<'_>, Node<'_>, &'static Object);
/// Looks at a property, at the field that is declared for it (if any), and at the object that should declare it.
pub type MemberCheck = fn(&mut Report<'_>, Node<'_>, Option<&'static Field>, &'static Object);
/// Looks at a value and the field that is declared for it.
pub type ValueCheck = fn(&mut Report<'_>, Node<'_>, &'static Field);
/// Looks at the key of a map's entry.
pub type NameCheck = fn(&mut Report<'_>, Node<'_>, &'static Map);

/// A set of kinds of values, so that a rule is not shown those that it has nothing to say about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// All values.
    pub const ANY: Self = Self(u8::MAX);
    /// Objects.
    pub const OBJECT: Self = Self(1);
    /// Strings.
    pub const TEXT: Self = Self(2);
    /// Numbers.
    pub const NUMBER: Self = Self(4);
    /// `null`.
    pub const NULL: Self = Self(8);
    const OTHER: Self = Self(16);

    /// The kind of a node.
    pub fn of(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Object => Self::OBJECT,
            Kind::String => Self::TEXT,
            Kind::Number => Self::NUMBER,
            Kind::Null => Self::NULL,
            _ => Self::OTHER,
        }
    }

    /// Whether the two sets have a kind in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a rule is shown.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Nothing: the engine itself reports it.
    Engine,
    /// A syntax error.
    SyntaxError(SyntaxErrorCheck),
    /// The comments.
    Comments(CommentsCheck),
    /// Any object, those inside embedded schemas included.
    AnyObject(NodeCheck),
    /// An object with declared keys.
    Object(ObjectCheck),
    /// A property that is not simply as declared: unknown, of the other form, deprecated, tolerated.
    Member(MemberCheck),
    /// A value of one of these kinds, and the field that is declared for it.
    Value(Kinds, ValueCheck),
    /// A value whose field has one of these formats.
    Content(&'static [Format], ValueCheck),
    /// The key of a map's entry.
    Name(NameCheck),
    /// The document's root.
    Document(NodeCheck),
    /// Whether something has the text that people read about it.
    Requirement(&'static Requirement),
}

impl Check {
    /// Whether it looks at nothing outside the node that it is given.
    ///
    /// Such a check is run on one unit of the document at a time (an action, an event, a field of the root), and what
    /// it found is kept while only other units change. A test holds every such rule to it.
    pub fn is_local(&self) -> bool {
        match self {
            Self::Engine | Self::SyntaxError(_) | Self::Comments(_) | Self::Document(_) => false,
            Self::Requirement(requirement) => !matches!(requirement.selector, Selector::Root),
            Self::AnyObject(_)
            | Self::Object(_)
            | Self::Member(_)
            | Self::Value(..)
            | Self::Content(..)
            | Self::Name(_) => true,
        }
    }
}

//! The implementation of a rule: what it checks, and how to fix its diagnostics.

use super::fix::{Fix, FixContext};
use super::report::Report;
use super::rule::Rule;
use super::rules::hub::requirement::{Requirement, Selector};
use super::schema_keywords::{KeywordTest, Schema};
use crate::contract::{Field, Format, Map, Object};
use crate::syntax::{Kind, Node, SyntaxError};

/// A rule with its code.
#[derive(Debug)]
pub struct Implementation {
    /// The rule.
    pub rule: Rule,
    /// The check.
    pub check: Check,
    /// Computes the fixes for one of its diagnostics, the best one first. Called on request, not after every edit.
    pub fixes: fn(&FixContext<'_>) -> Vec<Fix>,
}

/// For rules without fixes.
pub fn no_fixes(_: &FixContext<'_>) -> Vec<Fix> {
    Vec::new()
}

/// Returns the message for a syntax error, or `None` if the error belongs to another rule.
pub type SyntaxErrorCheck = fn(&SyntaxError, &Report<'_>) -> Option<String>;
/// Checks the comments.
pub type CommentsCheck = fn(&mut Report<'_>);
/// Checks a node.
pub type NodeCheck = fn(&mut Report<'_>, Node<'_>);
/// Checks an object with declared keys.
pub type ObjectCheck = fn(&mut Report<'_>, Node<'_>, &'static Object);
/// Checks a property, given its field (if any) and the object that should declare it.
pub type MemberCheck = fn(&mut Report<'_>, Node<'_>, Option<&'static Field>, &'static Object);
/// Checks a value, given its field.
pub type ValueCheck = fn(&mut Report<'_>, Node<'_>, &'static Field);
/// Checks a schema inside a manifest.
pub type SchemaCheck = fn(&mut Report<'_>, &Schema<'_>);
/// Checks the key of an entry of a map.
pub type NameCheck = fn(&mut Report<'_>, Node<'_>, &'static Map);

/// A set of kinds of values, which limits the values that a rule is called for.
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
    /// Arrays.
    pub const ARRAY: Self = Self(16);
    const OTHER: Self = Self(32);

    /// The kind of a node.
    pub fn of(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Object => Self::OBJECT,
            Kind::String => Self::TEXT,
            Kind::Number => Self::NUMBER,
            Kind::Null => Self::NULL,
            Kind::Array => Self::ARRAY,
            _ => Self::OTHER,
        }
    }

    /// Whether the two sets have a kind in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a rule checks.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Nothing; the engine reports the diagnostics of this rule itself.
    Engine,
    /// A syntax error.
    SyntaxError(SyntaxErrorCheck),
    /// The comments.
    Comments(CommentsCheck),
    /// Any object, including those inside embedded schemas.
    AnyObject(NodeCheck),
    /// An object with declared keys.
    Object(ObjectCheck),
    /// A property that is unknown, of the other form, deprecated or tolerated.
    Member(MemberCheck),
    /// A value of one of these kinds, with its field.
    Value(Kinds, ValueCheck),
    /// A value whose field has one of these formats.
    Content(&'static [Format], ValueCheck),
    /// A schema that is an object, and has at least one of these keywords: the top of an embedded JSON Schema, or one inside
    /// it.
    Schema(KeywordTest, SchemaCheck),
    /// The top of an embedded JSON Schema, if it is an object.
    TopSchema(SchemaCheck),
    /// The key of an entry of a map.
    Name(NameCheck),
    /// The document's root.
    Document(NodeCheck),
    /// Whether an element has a text that people will see.
    Requirement(&'static Requirement),
}

impl Check {
    /// Whether it reads nothing outside the given node.
    ///
    /// Such a check runs on one unit of the document at a time (an action, an event, a field of the root), and its
    /// diagnostics are kept while only other units change. A test checks this for every such rule.
    pub fn is_local(&self) -> bool {
        match self {
            Self::Engine | Self::SyntaxError(_) | Self::Comments(_) | Self::Document(_) => false,
            Self::Requirement(requirement) => !matches!(requirement.selector, Selector::Root),
            Self::AnyObject(_)
            | Self::Object(_)
            | Self::Member(_)
            | Self::Value(..)
            | Self::Content(..)
            | Self::Schema(..)
            | Self::TopSchema(_)
            | Self::Name(_) => true,
        }
    }
}

//! "This element must (or must not) have this text", as data: where to look and what to expect.

use super::key;

/// A requirement that elements of a manifest have to meet.
#[derive(Debug)]
pub struct Requirement {
    /// Which elements it is about.
    pub selector: Selector,
    /// What is expected of each.
    pub expectation: Expectation,
    /// What messages call such an element, for example `action`.
    pub noun: &'static str,
}

/// Which elements of a manifest to check. In a path, `*` matches any key.
#[derive(Clone, Copy, Debug)]
pub enum Selector {
    /// The manifest itself.
    Root,
    /// Each value with this path.
    Entry(&'static [&'static str]),
    /// Each property of each JSON Schema under a key `schema` below this path.
    Field(&'static [&'static str]),
    /// Each property inside a property of such a schema, at any depth.
    NestedField,
    /// Each value of an object under a key `ui`, anywhere.
    LegacyUi,
}

/// What is expected of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// A `title` that is not empty.
    Title,
    /// A `description` that is not empty.
    Description,
    /// An `icon` that is not empty.
    Icon,
    /// A `readme` that is not empty.
    Readme,
    /// An `x-zui.title` that is not empty, in the field's schema or in a branch of it.
    FieldTitle,
    /// A `description` that is not empty, in the field's schema or in a branch of it.
    FieldDescription,
    /// No `title`.
    NoTitle,
    /// No `examples`.
    NoExamples,
}

impl Expectation {
    /// The key in question.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title | Self::FieldTitle | Self::NoTitle => key::TITLE,
            Self::Description | Self::FieldDescription => key::DESCRIPTION,
            Self::Icon => key::ICON,
            Self::Readme => key::README,
            Self::NoExamples => key::EXAMPLES,
        }
    }

    /// Whether it asks for a description.
    pub fn is_description(self) -> bool {
        matches!(self, Self::Description | Self::FieldDescription)
    }
}

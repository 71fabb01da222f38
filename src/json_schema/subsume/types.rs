//! Sets of types.

use crate::syntax::{Kind, Node};
use crate::text::list;

/// A set of the types that a value can have. Whole numbers and fractions are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeSet(u8);

/// The names in `type`, the sets that they stand for, and the words for them.
const NAMED: [(&str, u8, &str); 7] = [
    ("string", 1, "a string"),
    ("number", 2 | 4, "a number"),
    ("integer", 2, "a whole number"),
    ("boolean", 8, "true or false"),
    ("object", 16, "an object"),
    ("array", 32, "a list"),
    ("null", 64, "null"),
];

impl TypeSet {
    /// No type.
    pub const NONE: Self = Self(0);
    /// Every type.
    pub const ANY: Self = Self(127);
    /// Strings.
    pub const STRING: Self = Self(1);
    /// Whole numbers.
    pub const INTEGER: Self = Self(2);
    /// Numbers that are not whole.
    pub const FRACTION: Self = Self(4);
    /// All numbers.
    pub const NUMBER: Self = Self(2 | 4);
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(8);
    /// Objects.
    pub const OBJECT: Self = Self(16);
    /// Lists.
    pub const ARRAY: Self = Self(32);
    /// `null`.
    pub const NULL: Self = Self(64);
    /// Those of which all values can be listed.
    pub(super) const FINITE: Self = Self(8 | 64);

    /// What a `type` says; `None` if part of it names no type.
    pub(super) fn read(value: Node<'_>) -> Option<Self> {
        let named = |node: Node<'_>| {
            let name = node.as_string().filter(|_| !node.is_malformed())?;
            NAMED.iter().find(|(known, ..)| *known == name).map(|(_, bits, _)| Self(*bits))
        };
        match value.kind() {
            Kind::Array if value.is_closed() => {
                value.elements().try_fold(Self::NONE, |all, one| Some(Self(all.0 | named(one)?.0)))
            }
            _ => named(value),
        }
    }

    /// Whether it has no type.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The types that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The types that are not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether they have a type in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The types one by one; numbers are one of them.
    pub(super) fn each(self) -> impl Iterator<Item = Self> {
        let single = [Self::STRING, Self::NUMBER, Self::BOOLEAN, Self::OBJECT, Self::ARRAY, Self::NULL];
        single.into_iter().map(move |one| self.and(one)).filter(|one| !one.is_empty())
    }

    /// The names that `type` has for them; fractions alone have none.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let has_number = self.and(Self::NUMBER) == Self::NUMBER;
        let named = NAMED
            .into_iter()
            .filter(move |(name, bits, _)| self.0 & bits == *bits && !(*name == "integer" && has_number));
        named.map(|(name, ..)| name)
    }

    /// As a sentence names them: `a string or null`.
    pub fn words(self) -> String {
        let named = self.names().filter_map(|name| NAMED.iter().find(|(known, ..)| *known == name));
        let mut words: Vec<String> = named.map(|(_, _, words)| (*words).to_owned()).collect();
        if self.and(Self::NUMBER) == Self::FRACTION {
            words.insert(0, "a number with a fraction".to_owned());
        }
        list(&words, "or")
    }
}

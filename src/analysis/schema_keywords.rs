//! A schema inside a manifest with its keywords, as the rules see it.

use super::wording::{list, quoted};
use crate::contract::schema::SCHEMA;
use crate::contract::{Declared, Field, path};
use crate::syntax::{Kind, Node};

/// A schema that is an object: the top of an embedded JSON Schema, or one inside it.
#[derive(Clone, Copy, Debug)]
pub struct Schema<'t> {
    /// The object.
    pub node: Node<'t>,
    /// The top of the embedded schema that it belongs to.
    pub top: Node<'t>,
    /// Its properties that are keywords, in the order of the text. Of doubled ones, only the last, which counts.
    pub(super) keywords: &'t [(Node<'t>, &'static Field)],
}

impl<'t> Schema<'t> {
    /// Whether it is the top of an embedded schema.
    pub fn is_top(&self) -> bool {
        self.node == self.top
    }

    /// The properties that are keywords, in the order of the text, without those that a later one of the same name overrides.
    pub fn keywords(&self) -> impl Iterator<Item = (Node<'t>, &'static Field)> {
        self.keywords.iter().copied()
    }

    /// The property of a keyword.
    pub fn property(&self, keyword: &str) -> Option<Node<'t>> {
        self.keywords.iter().find(|(_, field)| field.name == keyword).map(|(property, _)| *property)
    }

    /// The value of a keyword.
    pub fn get(&self, keyword: &str) -> Option<Node<'t>> {
        self.property(keyword)?.value()
    }

    /// Whether it has one of these keywords.
    pub fn has_any(&self, keywords: &[&str]) -> bool {
        self.keywords.iter().any(|(_, field)| keywords.contains(&field.name))
    }

    /// The types that it allows, as far as `type` says it. `None` if it has no `type`, or one that is not understood.
    pub fn types(&self) -> Option<Types> {
        Types::read(self.get("type")?)
    }
}

/// Whether a keyword is one of those that a rule is about.
pub(super) type KeywordTest = fn(&Field) -> bool;

/// A set of keywords, by their positions in the declaration.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keywords(u64);

const _: () = assert!(SCHEMA.fields.len() <= u64::BITS as usize, "every keyword has a bit");

impl Keywords {
    /// The keywords that pass a test.
    pub(super) fn all(test: KeywordTest) -> Self {
        let mut all = Self::default();
        for index in (0..SCHEMA.fields.len()).filter(|index| test(&SCHEMA.fields[*index])) {
            all.insert(index);
        }
        all
    }

    /// Adds the keyword at that position. Returns whether it is new.
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let before = self.0;
        self.0 |= 1 << index;
        self.0 != before
    }

    /// Whether the two sets have a keyword in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The innermost schema that is an object around a node that is not it.
pub(super) fn schema_around(node: Node<'_>) -> Option<Node<'_>> {
    let is_schema = |(outer, declared): &(Node<'_>, Declared)| {
        declared.is_any_schema() && outer.kind() == Kind::Object && *outer != node
    };
    path(node).into_iter().rev().find(is_schema).map(|(schema, _)| schema)
}

/// The schema around another that applies to the same value, and the keyword that says so: `allOf` and the like.
pub(super) fn outer(schema: Node<'_>) -> Option<(Node<'_>, Node<'_>)> {
    let owner = schema.parent()?;
    let list = (owner.kind() == Kind::Array).then(|| owner.parent()).flatten();
    let keyword = list.unwrap_or(owner);
    let name = keyword.name()?;
    let applies = match list {
        Some(_) => ["allOf", "anyOf", "oneOf"].contains(&&*name),
        None => ["if", "then", "else", "not"].contains(&&*name),
    };
    // A property may have such a name, too.
    let is_keyword = |outer: &Node<'_>| outer.parent().is_none_or(|map| !map.is_named("properties"));
    keyword.parent().filter(|outer| applies && is_keyword(outer)).map(|outer| (outer, keyword))
}

/// A set of types of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Types(u8);

/// The names of the types.
const NAMES: [&str; 7] = ["string", "number", "integer", "boolean", "object", "array", "null"];

impl Types {
    /// No type.
    pub const NONE: Self = Self(0);
    /// Objects alone.
    pub const OBJECT: Self = Self(1 << 4);

    /// The types that a value of `type` names. `None` if something in it is not the name of a type.
    pub fn read(value: Node<'_>) -> Option<Self> {
        match value.kind() {
            Kind::Array if value.is_closed() => value
                .elements()
                .try_fold(Self::NONE, |types, element| Some(types.or(Self::named(&element.as_string()?)?))),
            _ => Self::named(&value.as_string()?),
        }
    }

    /// The type with that name.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().position(|known| *known == name).map(|index| Self(1 << index))
    }

    /// The type of a value. A whole number is one of both types of numbers.
    pub fn of_value(value: Node<'_>) -> Option<Self> {
        match value.kind() {
            Kind::String => Self::named("string"),
            Kind::Number => Some(Self::all(&["number", "integer"])),
            Kind::Boolean => Self::named("boolean"),
            Kind::Object => Some(Self::OBJECT),
            Kind::Array => Self::named("array"),
            Kind::Null => Self::named("null"),
            Kind::Property | Kind::Word => None,
        }
    }

    /// The types with these names.
    pub fn all(names: &[&str]) -> Self {
        names.iter().filter_map(|name| Self::named(name)).fold(Self::NONE, Self::or)
    }

    /// Those of either set.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types that are in both sets. An integer is a number.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let (number, integer) = (Self::all(&["number"]), Self::all(&["integer"]));
        let widened = |types: Self| if types.0 & number.0 == 0 { types.0 } else { types.0 | integer.0 };
        Self(widened(self) & widened(other))
    }

    /// Whether a value can have a type of both sets. An integer is a number.
    pub fn meet(self, other: Self) -> bool {
        self.and(other) != Self::NONE
    }

    /// As a message names them: `"string" or "null"`.
    pub fn shown(self) -> String {
        let names: Vec<String> = NAMES
            .iter()
            .enumerate()
            .filter(|(index, _)| self.0 >> index & 1 == 1)
            .map(|(_, name)| quoted(name))
            .collect();
        list(&names, "or")
    }
}

#[cfg(test)]
mod tests {
    use super::Types;

    #[test]
    fn an_integer_is_a_number() {
        let named = |name| Types::named(name).unwrap_or(Types::NONE);
        assert!(named("integer").meet(named("number")));
        assert!(!named("integer").meet(named("string")));
        assert!(!Types::NONE.meet(named("string")));
        assert_eq!(Types::named("strng"), None);
        assert_eq!(named("null").or(named("string")).shown(), "\"string\" or \"null\"");
    }
}

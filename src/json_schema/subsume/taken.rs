//! What is known of a value because it fits the narrower schema.

use super::types::TypeSet;
use crate::json_schema::{readable, reference};
use crate::syntax::{Kind, Node, NodeId};

/// How deep schemas that are about the same value may lead into each other.
const MOST_NESTED: usize = 30;
/// The most schemas about one value.
const MOST_PARTS: usize = 100;
/// Keywords that restrict values in ways that are not followed. What seems to be refused may not have been taken before.
const BEYOND: [&str; 7] = ["not", "if", "dependencies", "propertyNames", "contains", "minProperties", "maxProperties"];

/// Values that fit all of some schemas. With fewer schemas than there are, these are more values, never fewer.
#[derive(Clone, Debug)]
pub(super) struct Taken<'a> {
    /// The schemas with keywords, whatever refers to them.
    parts: Vec<Node<'a>>,
    /// Lists of alternatives of which one has not been chosen yet.
    choices: Vec<Node<'a>>,
    /// The types that the values can have.
    pub(super) types: TypeSet,
    /// Whether there are none.
    is_nothing: bool,
    /// Whether something restricts the values further.
    pub(super) is_vague: bool,
}

impl<'a> Taken<'a> {
    /// All values.
    pub(super) fn anything() -> Self {
        Self { parts: Vec::new(), choices: Vec::new(), types: TypeSet::ANY, is_nothing: false, is_vague: false }
    }

    /// The values that also fit this schema.
    pub(super) fn add(&mut self, root: Node<'a>, schema: Node<'a>) {
        self.add_nested(root, schema, 0);
    }

    fn add_nested(&mut self, root: Node<'a>, schema: Node<'a>, depth: usize) {
        if schema.as_bool() == Some(true) || self.parts.contains(&schema) {
            return;
        }
        if schema.as_bool() == Some(false) {
            self.is_nothing = true;
            return;
        }
        if schema.kind() != Kind::Object || depth == MOST_NESTED || self.parts.len() >= MOST_PARTS {
            self.is_vague = true;
            return;
        }
        if let Some(text) = reference::reference_of(schema) {
            match local_target(root, schema, text) {
                Some(target) => self.add_nested(root, target, depth + 1),
                None => self.is_vague = true,
            }
            return;
        }
        self.parts.push(schema);
        if let Some(types) = schema.get("type") {
            match TypeSet::read(types) {
                Some(types) => self.types = self.types.and(types),
                None => self.is_vague = true,
            }
        }
        self.is_vague |= BEYOND.iter().any(|keyword| schema.property(keyword).is_some());
        for part in schema.get("allOf").into_iter().flat_map(Node::elements).take(MOST_PARTS) {
            self.add_nested(root, part, depth + 1);
        }
        for keyword in ["anyOf", "oneOf"] {
            let list = schema.get(keyword).filter(|list| list.is_closed() && list.elements().next().is_some());
            self.choices.extend(list);
        }
    }

    /// Whether no value is.
    pub(super) fn is_nothing(&self) -> bool {
        self.is_nothing || (self.types.is_empty() && !self.is_vague)
    }

    /// Whether nothing is known of the values.
    pub(super) fn is_anything(&self) -> bool {
        self.parts.is_empty() && !self.is_nothing && !self.is_vague
    }

    /// The schemas.
    pub(super) fn parts(&self) -> impl Iterator<Item = Node<'a>> + '_ {
        self.parts.iter().copied()
    }

    /// The first of the schemas.
    pub(super) fn first(&self) -> Option<Node<'a>> {
        self.parts.first().copied()
    }

    /// The values of a keyword.
    pub(super) fn all<'k>(&'k self, keyword: &'k str) -> impl Iterator<Item = Node<'a>> + 'k {
        self.parts.iter().filter_map(move |part| part.get(keyword))
    }

    /// A keyword with its value.
    pub(super) fn property(&self, keyword: &str) -> Option<Node<'a>> {
        self.parts.iter().find_map(|part| part.property(keyword))
    }

    /// The names in `required`.
    pub(super) fn required(&self) -> impl Iterator<Item = String> + '_ {
        let names = self.all("required").filter(|names| names.kind() == Kind::Array).flat_map(Node::elements);
        names.filter_map(|name| readable::string(name).map(|name| name.into_owned()))
    }

    /// Only the values of these types.
    pub(super) fn only(&self, types: TypeSet) -> Self {
        Self { types: self.types.and(types), ..self.clone() }
    }

    /// What is taken by each alternative of the first choice; `None` if there is no choice.
    pub(super) fn alternatives(&self, root: Node<'a>) -> Option<impl Iterator<Item = Self>> {
        let (choice, choices) = self.choices.split_first()?;
        let rest = Self { choices: choices.to_vec(), ..self.clone() };
        Some(choice.elements().map(move |alternative| {
            let mut one = rest.clone();
            one.add(root, alternative);
            one
        }))
    }

    /// By what two of these are the same.
    pub(super) fn key(&self) -> (Vec<NodeId>, TypeSet) {
        let mut ids: Vec<NodeId> = self.parts.iter().map(|part| part.id()).collect();
        ids.sort_unstable();
        (ids, self.types)
    }
}

/// What the text of a schema's `$ref` leads to; `None` if it leads nowhere, or is relative to something else than the top.
pub(super) fn local_target<'t>(root: Node<'t>, schema: Node<'t>, text: Node<'t>) -> Option<Node<'t>> {
    let has_id = |node: Node<'t>| node.get("$id").is_some_and(|id| id.kind() == Kind::String);
    let is_elsewhere = std::iter::once(schema).chain(schema.ancestors()).take_while(|node| *node != root).any(has_id);
    let text = readable::string(text).filter(|_| !is_elsewhere)?;
    reference::target(root, &text)
}

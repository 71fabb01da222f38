//! A schema as it is meant: its `$ref` followed, and its `allOf` joined.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;

use super::reference::{DeadEnd, follow};
use crate::syntax::{Kind, Node, NodeId};

/// The most schemas of an `allOf` that are joined, those inside each other included.
const MOST_PARTS: usize = 32;
/// The most alternatives, properties and values of one schema that are looked at.
pub const MOST: usize = 200;
/// The most properties that are tried as what tells alternatives apart.
const MOST_TAGS: usize = 4;

/// Reads the schemas below one top, in a limited number of steps: a hostile schema may refer to the same thousand
/// alternatives from a thousand places.
#[derive(Debug)]
pub struct Reader<'t> {
    root: Node<'t>,
    steps: Cell<usize>,
}

/// What a node means where a schema is expected.
#[derive(Clone, Debug)]
pub enum View<'r, 't> {
    /// `true` or `{}`.
    Any,
    /// `false`.
    Nothing,
    /// A schema with keywords.
    Schema(Schema<'r, 't>),
    /// A reference that leads to no schema.
    DeadEnd(DeadEnd<'t>),
    /// Neither an object nor a boolean.
    NoSchema,
}

/// The types of JSON Schema, in the order in which people name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// `string`
    Text,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `object`
    Object,
    /// `array`
    List,
    /// `null`
    Null,
}

impl Type {
    /// The type of that name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::Text,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "object" => Self::Object,
            "array" => Self::List,
            "null" => Self::Null,
            _ => return None,
        })
    }
}

/// A schema with keywords: the object itself and what its `allOf` adds.
#[derive(Clone, Debug)]
pub struct Schema<'r, 't> {
    reader: &'r Reader<'t>,
    parts: Vec<Node<'t>>,
}

/// The name of a property and its schema, which may be yet to be written.
pub type Property<'t> = (Cow<'t, str>, Option<Node<'t>>);

/// The alternatives of a schema.
#[derive(Clone, Debug)]
pub struct Alternatives<'t> {
    /// Those that are not just `null`, at most [`MOST`].
    pub all: Vec<Node<'t>>,
    /// Whether `null` is one, too.
    pub or_null: bool,
    /// Whether there are more.
    pub has_more: bool,
    /// The property that tells them apart, with its value in each.
    pub tag: Option<Tag<'t>>,
}

/// A property that has another value in each of the alternatives.
#[derive(Clone, Debug)]
pub struct Tag<'t> {
    /// Its name.
    pub name: Cow<'t, str>,
    /// Its value in each of them, in their order.
    pub values: Vec<Node<'t>>,
}

impl<'t> Reader<'t> {
    /// Reads the schemas below `root`, from which every `$ref` starts, in about that many steps. When they are used up,
    /// everything looks empty.
    pub fn new(root: Node<'t>, steps: usize) -> Self {
        Self { root, steps: Cell::new(steps) }
    }

    /// Whether the steps are used up, so that some of what was read looked empty.
    pub fn is_exhausted(&self) -> bool {
        self.steps.get() == 0
    }

    fn spend(&self, steps: usize) -> bool {
        self.steps.set(self.steps.get().saturating_sub(steps));
        !self.is_exhausted()
    }

    /// What `node` means.
    pub fn view(&self, node: Node<'t>) -> View<'_, 't> {
        let mut parts: Vec<Node<'t>> = Vec::new();
        let mut waiting = vec![node];
        while let Some(next) = waiting.pop().filter(|_| self.spend(1)) {
            let is_first = parts.is_empty();
            let schema = match follow(self.root, next) {
                Ok(schema) => schema,
                Err(end) if is_first => return View::DeadEnd(end),
                Err(_) => continue,
            };
            match schema.kind() {
                Kind::Boolean if schema.as_bool() == Some(false) => return View::Nothing,
                Kind::Object if !parts.contains(&schema) && parts.len() < MOST_PARTS => {
                    parts.push(schema);
                    let joined: Vec<_> = list(schema.get("allOf")).take(MOST_PARTS).collect();
                    waiting.extend(joined.into_iter().rev());
                }
                Kind::Boolean | Kind::Object => {}
                _ if is_first => return View::NoSchema,
                _ => {}
            }
        }
        let schema = Schema { reader: self, parts };
        if schema.parts.iter().all(|part| part.members().next().is_none()) { View::Any } else { View::Schema(schema) }
    }
}

impl<'r, 't> Schema<'r, 't> {
    /// The object that the schema is written in, whatever refers to it.
    pub fn id(&self) -> Option<NodeId> {
        self.parts.first().map(|part| part.id())
    }

    /// The value of a keyword.
    pub fn get(&self, keyword: &str) -> Option<Node<'t>> {
        self.parts().find_map(|part| part.get(keyword))
    }

    fn parts(&self) -> impl Iterator<Item = Node<'t>> {
        self.parts.iter().copied().take_while(|_| self.reader.spend(1))
    }

    /// The text of a keyword.
    pub fn text(&self, keyword: &str) -> Option<Cow<'t, str>> {
        self.get(keyword)?.as_string()
    }

    /// The number of a keyword that counts something. `None` if there is none, or if it is no count.
    pub fn count(&self, keyword: &str) -> Option<u64> {
        self.get(keyword)?.source().parse().ok()
    }

    /// The number of a keyword, as it is written.
    pub fn number(&self, keyword: &str) -> Option<&'t str> {
        let value = self.get(keyword)?;
        (value.kind() == Kind::Number && !value.is_malformed()).then(|| value.source())
    }

    /// The known types that `type` names, each once, `null` last. Empty if it names none.
    pub fn types(&self) -> Vec<Type> {
        let Some(value) = self.get("type") else { return Vec::new() };
        let mut named = Vec::new();
        for name in std::iter::once(value).chain(value.elements()).take(MOST).filter_map(Node::as_string) {
            named.extend(Type::named(&name).filter(|one| !named.contains(one)));
        }
        named.sort_by_key(|one| *one == Type::Null);
        named
    }

    /// The properties that it declares, each once: at most [`MOST`], and whether there are more.
    pub fn properties(&self) -> (Vec<Property<'t>>, bool) {
        let mut names = HashSet::new();
        let members = self.parts().filter_map(|part| part.get("properties")).flat_map(Node::members);
        let mut all: Vec<_> = members
            .take(2 * MOST)
            .take_while(|_| self.reader.spend(1))
            .filter_map(|member| Some((member.name()?, member.value())))
            .filter(|(name, _)| names.insert(name.clone()))
            .take(MOST + 1)
            .collect();
        let has_more = all.len() > MOST;
        all.truncate(MOST);
        (all, has_more)
    }

    /// The names in `required`, of the first few hundred.
    pub fn required(&self) -> HashSet<Cow<'t, str>> {
        let names = self.parts().flat_map(|part| list(part.get("required")).take(2 * MOST));
        names.take_while(|_| self.reader.spend(1)).filter_map(Node::as_string).collect()
    }

    /// The allowed values, if `const` or `enum` lists them: at most [`MOST`], and whether there are more.
    pub fn values(&self) -> Option<(Vec<Node<'t>>, bool)> {
        if let Some(value) = self.get("const") {
            return Some((vec![value], false));
        }
        let values = self.get("enum").filter(|values| values.kind() == Kind::Array)?;
        let mut all: Vec<_> = values.elements().take(MOST + 1).take_while(|_| self.reader.spend(1)).collect();
        let has_more = all.len() > MOST;
        all.truncate(MOST);
        Some((all, has_more))
    }

    /// The alternatives that `anyOf` or `oneOf` lists. `None` if there are none, or if they only add conditions to what the
    /// schema says itself, such as which of its properties are required.
    pub fn alternatives(&self) -> Option<Alternatives<'t>> {
        let listed = ["anyOf", "oneOf"].into_iter().find_map(|keyword| {
            let listed: Vec<_> = list(self.get(keyword)).take(MOST + 1).collect();
            (!listed.is_empty()).then_some(listed)
        })?;
        let has_more = listed.len() > MOST;
        let views: Vec<_> =
            listed.into_iter().take(MOST).map(|alternative| (alternative, self.reader.view(alternative))).collect();
        let says_itself = self.get("type").is_some() || self.get("properties").is_some();
        if says_itself && views.iter().any(|(_, view)| view.is_condition()) {
            return None;
        }
        let count = views.len();
        let (all, views): (Vec<_>, Vec<_>) = views.into_iter().filter(|(_, view)| !view.is_null()).unzip();
        let or_null = all.len() < count;
        let tag = if has_more { None } else { self.tag(&views) };
        Some(Alternatives { all, or_null, has_more, tag })
    }

    /// The property that tells the alternatives apart: the one that `discriminator` names, or the first.
    fn tag(&self, alternatives: &[View<'r, 't>]) -> Option<Tag<'t>> {
        let [View::Schema(first), _, ..] = alternatives else { return None };
        let named = self.get("discriminator").and_then(|value| value.get("propertyName")).and_then(Node::as_string);
        let (properties, _) = first.properties();
        let single = |(name, schema): Property<'t>| single_value(schema?).map(|_| name);
        let candidates = named.into_iter().chain(properties.into_iter().filter_map(single)).take(MOST_TAGS);
        candidates.into_iter().find_map(|name| {
            let value = |alternative: &View<'r, 't>| match alternative {
                View::Schema(schema) => single_value(schema.get("properties")?.get(&name)?),
                _ => None,
            };
            let values: Vec<_> = alternatives.iter().map(value).collect::<Option<_>>()?;
            let mut different = HashSet::new();
            values.iter().all(|value| different.insert(value.text())).then_some(Tag { name, values })
        })
    }
}

impl View<'_, '_> {
    /// Whether it allows only `null`.
    fn is_null(&self) -> bool {
        let Self::Schema(schema) = self else { return false };
        match schema.values() {
            Some((values, has_more)) => {
                !has_more && !values.is_empty() && values.iter().all(|value| value.kind() == Kind::Null)
            }
            None => schema.types() == [Type::Null],
        }
    }

    /// Whether it says nothing of what a value is, only what else is demanded of it.
    fn is_condition(&self) -> bool {
        const SAYING: [&str; 7] = ["type", "const", "enum", "properties", "anyOf", "oneOf", "items"];
        match self {
            Self::Schema(schema) => SAYING.iter().all(|keyword| schema.get(keyword).is_none()),
            _ => false,
        }
    }
}

/// The text, number or boolean that is the only value that a schema allows.
fn single_value(schema: Node<'_>) -> Option<Node<'_>> {
    let value = schema.get("const").or_else(|| {
        let mut values = list(schema.get("enum"));
        values.next().filter(|_| values.next().is_none())
    })?;
    matches!(value.kind(), Kind::String | Kind::Number | Kind::Boolean).then_some(value)
}

fn list<'t>(value: Option<Node<'t>>) -> impl Iterator<Item = Node<'t>> + use<'t> {
    value.into_iter().flat_map(Node::elements)
}

//! The names of properties inside an embedded JSON Schema.
//!
//! A property of a value is often mentioned in several places: it is declared in `properties`, `required` names it, and so
//! do `dependencies` and a discriminator; and the branches of `allOf`, `if`, `not` and the like speak of the same value as
//! the schema around them, so what they declare and require under that name is the same property. The alternatives of an
//! `anyOf` or `oneOf` are separate, unless something around them mentions the name too, such as their discriminator.

use super::schema_pointers::DISCRIMINATOR;
use crate::contract::path;
use crate::syntax::{Kind, Node};

/// Keywords whose schemas speak of the same value, as one.
const TOGETHER: [&str; 6] = ["allOf", "not", "if", "then", "else", DEPENDENCIES];
/// Keywords whose schemas speak of the same value, each for itself.
const APART: [&str; 2] = ["anyOf", "oneOf"];
const PROPERTIES: &str = "properties";
const REQUIRED: &str = "required";
const DEPENDENCIES: &str = "dependencies";
const PROPERTY_NAME: &str = "propertyName";
const ZUI: &str = "x-zui";
const DEF: &str = "def";

/// A property with everything that mentions its name, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct PropertyName<'t> {
    /// The keys that declare it.
    pub keys: Vec<Node<'t>>,
    /// Strings, and keys of `dependencies`, that name it.
    pub uses: Vec<Node<'t>>,
    /// The key that the mention refers to which was asked about, if it is one in particular: that in the same schema, or
    /// else in the closest one around.
    pub nearest: Option<Node<'t>>,
}

/// The property whose name is mentioned at `node`. `None` if the node mentions none, or if none of that name is declared.
pub fn property_name(node: Node<'_>) -> Option<PropertyName<'_>> {
    let schema = mentioning_schema(node)?;
    let name = node.as_string()?;
    let around = around(schema);
    let mentions = Mentions::of(*around.last()?, &name);
    let family = mentions.family_of(node)?;
    let own_key = around.iter().find_map(|schema| schema.get(PROPERTIES)?.property(&name)?.key());
    let mut found = PropertyName::default();
    for mention in mentions.all.iter().filter(|mention| mentions.families[mention.group] == Some(family)) {
        let list = if mention.is_declaration { &mut found.keys } else { &mut found.uses };
        list.push(mention.node);
    }
    found.keys.sort_by_key(|key| key.range().start);
    found.uses.sort_by_key(|value| value.range().start);
    found.nearest = if found.keys.contains(&node) { Some(node) } else { own_key };
    (!found.keys.is_empty()).then_some(found)
}

/// The object that has `value` under the key `name`.
fn owner<'t>(value: Node<'t>, name: &str) -> Option<Node<'t>> {
    value.parent().filter(|property| !value.is_key() && property.is_named(name))?.parent()
}

/// The schema that mentions the name of a property at `node`.
fn mentioning_schema(node: Node<'_>) -> Option<Node<'_>> {
    let schema = if node.is_key() {
        let map = node.parent()?.parent()?;
        owner(map, PROPERTIES).or_else(|| owner(map, DEPENDENCIES))?
    } else {
        let list = node.parent().filter(|list| list.kind() == Kind::Array);
        let entry = list.and_then(Node::parent).filter(|entry| entry.kind() == Kind::Property);
        let in_list = list.and_then(|list| owner(list, REQUIRED));
        let in_dependency = || owner(entry?.parent()?, DEPENDENCIES);
        let in_keyword = || owner(owner(node, PROPERTY_NAME)?, DISCRIMINATOR);
        let in_hints = || owner(owner(owner(node, DISCRIMINATOR)?, DEF)?, ZUI);
        in_list.or_else(in_dependency).or_else(in_keyword).or_else(in_hints)?
    };
    let (reached, declared) = *path(schema).last()?;
    (reached == schema && declared.is_any_schema() && schema.kind() == Kind::Object).then_some(schema)
}

/// The schemas around `schema` that speak of the same value, the innermost first, which is the schema itself.
fn around(schema: Node<'_>) -> Vec<Node<'_>> {
    let steps = path(schema);
    let schemas = steps.iter().rev().filter(|(node, declared)| declared.is_any_schema() && node.kind() == Kind::Object);
    let mut found = vec![schema];
    let mut inner = schema;
    for (outer, _) in schemas.skip(1) {
        let property = inner.ancestors().take_while(|node| node != outer).last();
        let keyword = property.and_then(Node::name).unwrap_or_default();
        if !TOGETHER.contains(&&*keyword) && !APART.contains(&&*keyword) {
            break;
        }
        found.push(*outer);
        inner = *outer;
    }
    found
}

/// A place that mentions a name.
struct Mention<'t> {
    node: Node<'t>,
    is_declaration: bool,
    group: usize,
}

/// The mentions of a name in all schemas that speak of one value.
struct Mentions<'t> {
    all: Vec<Mention<'t>>,
    /// For each group of schemas that speak as one, the group whose mention it shares: the outermost with one that is around
    /// it, or itself.
    families: Vec<Option<usize>>,
}

impl<'t> Mentions<'t> {
    /// Everything that mentions `name` in the schema `top` and in those inside it that speak of the same value.
    fn of(top: Node<'t>, name: &str) -> Self {
        let mut all = Vec::new();
        // Of each group, the one around it. Groups come after those around them.
        let mut outer: Vec<Option<usize>> = vec![None];
        let mut open = vec![(top, 0)];
        while let Some((schema, group)) = open.pop() {
            for (keyword, value) in schema.members().filter_map(|member| Some((member.name()?, member.value()?))) {
                all.extend(mentions(&keyword, value, name).map(|node| Mention {
                    node,
                    is_declaration: keyword == PROPERTIES,
                    group,
                }));
                let is_apart = APART.contains(&&*keyword);
                for schema in inner_schemas(&keyword, value) {
                    if is_apart {
                        outer.push(Some(group));
                    }
                    open.push((schema, if is_apart { outer.len() - 1 } else { group }));
                }
            }
        }
        let mut has_mention = vec![false; outer.len()];
        for mention in &all {
            has_mention[mention.group] = true;
        }
        let mut families: Vec<Option<usize>> = Vec::with_capacity(outer.len());
        for (group, outer) in outer.iter().enumerate() {
            let shared = outer.and_then(|outer| families[outer]);
            families.push(shared.or(Some(group).filter(|_| has_mention[group])));
        }
        Self { all, families }
    }

    fn family_of(&self, node: Node<'t>) -> Option<usize> {
        let mention = self.all.iter().find(|mention| mention.node == node)?;
        self.families[mention.group]
    }
}

/// Where the value of a keyword mentions `name`.
fn mentions<'t>(keyword: &str, value: Node<'t>, name: &str) -> impl Iterator<Item = Node<'t>> {
    let is_map = matches!(keyword, PROPERTIES | DEPENDENCIES);
    let keys = value.members().filter(move |_| is_map).filter_map(Node::key);
    let list = Some(value).filter(|_| keyword == REQUIRED);
    let lists = value.members().filter(move |_| keyword == DEPENDENCIES).filter_map(Node::value);
    let elements = list.into_iter().chain(lists).flat_map(Node::elements);
    let told_by = match keyword {
        DISCRIMINATOR => value.get(PROPERTY_NAME),
        ZUI => value.get(DEF).and_then(|def| def.get(DISCRIMINATOR)),
        _ => None,
    };
    keys.chain(elements).chain(told_by).filter(move |node| node.as_string().is_some_and(|text| text == name))
}

/// The schemas in the value of a keyword that speak of the same value as the keyword's own.
fn inner_schemas<'t>(keyword: &str, value: Node<'t>) -> impl Iterator<Item = Node<'t>> + use<'t> {
    let is_map = keyword == DEPENDENCIES;
    let is_any = TOGETHER.contains(&keyword) || APART.contains(&keyword);
    let entries = value.members().filter(move |_| is_map).filter_map(Node::value);
    let itself = Some(value).filter(|_| !is_map);
    let schemas = value.elements().chain(entries).chain(itself);
    schemas.filter(move |node| is_any && node.kind() == Kind::Object)
}

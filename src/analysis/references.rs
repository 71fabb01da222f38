//! Finds the declarations and uses of names in a manifest.
//!
//! Names of entries follow the declared relations ([`crate::contract::relations`]). Two more kinds of reference are
//! recognized by their text: pointers such as `$ref`s inside an embedded JSON Schema, and secrets that programs read.

use std::collections::{BTreeMap, HashMap};

use memchr::memmem;

use super::schema_pointers::{anchor, pointers, pointers_to};
use crate::contract::relations::{references_into, scope, strings};
use crate::contract::visit::marked;
use crate::contract::{Declared, ENVIRONMENT_PREFIX, EntryKind, Format, Map, Marks, Shape, resolve};
use crate::json_schema::way::Way;
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// The values that refer to what `key` declares, in the order of the text: required tags for a tag, interface mappings
/// for an action, event, channel or entity, and pointers such as `$ref`s inside an embedded schema. What mentions the name
/// of a property there is told by [`property_name`](super::property_names::property_name).
pub fn references(key: Node<'_>) -> Vec<Node<'_>> {
    let references = || {
        let kind = declared_map(key)?.kind;
        if kind.is_in_schema() {
            return None;
        }
        // The entry is in a map, and the map is the value of a property of the holder.
        let holder = key.ancestors().nth(3)?;
        let object = resolve(holder).and_then(Declared::object)?;
        let name = key.text();
        let is_named = |value: &Node<'_>| value.as_string().is_some_and(|text| text == name);
        Some(references_into(holder, object, &[kind]).map(|(value, _)| value).filter(is_named).collect())
    };
    references().unwrap_or_else(|| pointers_to(&[key]))
}

/// The references of a document by the keys that they refer to: the same as [`references`], for all keys at once.
#[derive(Debug, Default)]
pub struct Uses(BTreeMap<TextRange, Vec<TextRange>>);

impl Uses {
    /// The references of the document with that root.
    pub fn of(root: Option<Node<'_>>) -> Self {
        let mut uses = Self::default();
        for (property, field) in root.into_iter().flat_map(|root| marked(root, Marks::REFERENCE.or(Marks::SCHEMA))) {
            match (field.shape, property.value()) {
                (Shape::JsonSchema(_), Some(top)) => {
                    for value in pointers(top) {
                        let way = Way::of(top, &value.as_string().unwrap_or_default());
                        uses.add(way.map(|way| anchor(way.target())).filter(|anchor| anchor.is_key()), value);
                    }
                }
                _ => strings(property, field).for_each(|value| uses.add(declaration(value), value)),
            }
        }
        uses
    }

    fn add(&mut self, key: Option<Node<'_>>, value: Node<'_>) {
        if let Some(key) = key {
            self.0.entry(key.range()).or_default().push(value.range());
        }
    }

    /// The ranges of the values that refer to what `key` declares.
    pub fn of_key(&self, key: Node<'_>) -> &[TextRange] {
        // Of keys with the same name, references lead to the last one.
        let map = key.parent().and_then(Node::parent);
        let last = map.and_then(|map| map.property(&key.text())?.key()).unwrap_or(key);
        self.0.get(&last.range()).map_or(&[], Vec::as_slice)
    }

    /// The ranges of the keys that are referred to, each with those of the references, in the order of the text.
    pub fn into_keys(self) -> BTreeMap<TextRange, Vec<TextRange>> {
        self.0
    }
}

/// Where the code and the VRL scripts of a document appear to read secrets: as `SECRET_NAME`, the environment variable
/// that the code reads, or as `secrets.NAME`.
#[derive(Debug, Default)]
pub struct Mentions<'t>(HashMap<&'t str, Vec<TextRange>>);

impl<'t> Mentions<'t> {
    /// The mentions in the document with that root.
    pub fn of(root: Node<'t>) -> Self {
        let mut mentions = Self::default();
        for program in programs(root) {
            mentions.add(program);
        }
        mentions
    }

    fn add(&mut self, program: Node<'t>) {
        const OBJECT: &[u8] = b"secrets.";
        let range = program.content_range();
        let text = range.of(program.document());
        let bytes = text.as_bytes();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let is_variable = |at: &usize| !bytes[..*at].last().is_some_and(is_name) || is_escape(&bytes[..*at]);
        let variables = memmem::find_iter(bytes, ENVIRONMENT_PREFIX).filter(is_variable);
        let starts = variables.map(|at| at + ENVIRONMENT_PREFIX.len());
        for start in starts.chain(memmem::find_iter(bytes, OBJECT).map(|at| at + OBJECT.len())) {
            let length = bytes[start..].iter().take_while(|byte| is_name(byte)).count();
            if length > 0 {
                let at = range.start + start as u32;
                let places = self.0.entry(&text[start..start + length]).or_default();
                places.push(TextRange::new(at, at + length as u32));
            }
        }
    }

    /// Where the secret that `key` declares is read, in the order of the text. The ranges cover only the name.
    pub fn of_key(&self, key: Node<'_>) -> Vec<TextRange> {
        let name = key.text();
        let found = self.0.get(bare(&name)).filter(|_| declared_map(key).is_some_and(Map::holds_secrets));
        let mut found = found.cloned().unwrap_or_default();
        found.sort_unstable();
        found
    }
}

/// Where the programs of the document appear to read the secret that `key` declares; see [`Mentions`].
pub fn mentions(key: Node<'_>) -> Vec<TextRange> {
    let is_secret = declared_map(key).is_some_and(Map::holds_secrets);
    let root = key.ancestors().last().filter(|_| is_secret);
    root.map(|root| Mentions::of(root).of_key(key)).unwrap_or_default()
}

/// The name of a secret without the prefix that the environment adds anyway.
fn bare(name: &str) -> &str {
    name.strip_prefix(ENVIRONMENT_PREFIX).unwrap_or(name)
}

/// Whether a text ends with an escape such as `\\n`, whose letter is not part of a name.
fn is_escape(before: &[u8]) -> bool {
    let [.., b'\\', b'n' | b't' | b'r' | b'b' | b'f'] = before else { return false };
    let slashes = before[..before.len() - 1].iter().rev().take_while(|byte| **byte == b'\\').count();
    slashes % 2 == 1
}

/// The strings that are programs: the code and VRL scripts.
fn programs<'t>(root: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    let programs = marked(root, Marks::format(Format::Code).or(Marks::format(Format::Vrl)));
    programs.filter_map(|(property, _)| property.value().filter(|value| value.kind() == Kind::String))
}

/// The keys that declare the secrets of a document.
pub fn secrets<'t>(root: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    marked(root, Marks::entry(EntryKind::Secret)).filter_map(|(property, _)| property.key())
}

/// The secret that the string `program` reads at `offset` (in bytes of the document): the key that declares it, and the
/// range of the name in the program. `None` if the string is not a program.
pub fn mentioned(program: Node<'_>, offset: u32) -> Option<(Node<'_>, TextRange)> {
    let field = match resolve(program)? {
        Declared::Field(field) if program.kind() == Kind::String && !program.is_key() => field,
        _ => return None,
    };
    field.shape.format().filter(|format| format.is_program())?;
    let mut mentions = Mentions::default();
    mentions.add(program);
    secrets(program.ancestors().last()?).find_map(|key| {
        let here = mentions.of_key(key).into_iter().find(|range| range.touches(offset))?;
        Some((key, here))
    })
}

/// The key that declares the entry of the manifest, or the property of the same schema, that a string names.
pub fn declaration(value: Node<'_>) -> Option<Node<'_>> {
    scope(value)?.key(&value.as_string()?)
}

/// The map whose entry has this key; `None` for other keys, and for values.
pub fn declared_map(key: Node<'_>) -> Option<&'static Map> {
    let map = key.parent().filter(|_| key.is_key())?.parent()?;
    resolve(map)?.map()
}

//! Where a manifest declares a name, and where it names it.

use crate::contract::{Field, Place, Shape, resolve};
use crate::syntax::{Kind, Node, Pointer};

/// The sections whose entries interfaces can be mapped to.
const MAPPED: [&str; 4] = ["actions", "events", "channels", "entities"];

/// The values that name what `key` declares: of an action, event, channel or entity, the interface mappings to it; of
/// a tag, the required tags beside it; of a definition in an embedded schema, the `$ref`s to it.
pub fn references(key: Node<'_>) -> Vec<Node<'_>> {
    let pointer = key.pointer();
    let name = key.text();
    let is_it = |node: &Node<'_>| node.as_string().is_some_and(|text| text == name);
    let root = key.ancestors().last();
    match pointer.segments() {
        [section, _] if MAPPED.contains(&section.as_str()) => {
            let interfaces = root.and_then(|root| root.get("interfaces")).into_iter().flat_map(Node::members);
            let mappings = interfaces.filter_map(|interface| interface.value()?.get(section)).flat_map(Node::members);
            mappings.filter_map(|mapping| mapping.value()?.get("name")).filter(is_it).collect()
        }
        [.., tags, _] if tags == "tags" => {
            let holder = key.ancestors().nth(3);
            let required = holder.and_then(|holder| holder.get("creation")?.get("requiredTags"));
            required.into_iter().flat_map(Node::elements).filter(is_it).collect()
        }
        [.., definitions, _] if definitions == "definitions" || definitions == "$defs" => {
            let Some(schema) = schema_root(key) else { return Vec::new() };
            let refs = schema.subtree().filter(|node| node.is_named("$ref")).filter_map(Node::value);
            refs.filter(|value| declaration(*value) == Some(key)).collect()
        }
        _ => Vec::new(),
    }
}

/// The key that declares what a value names: the reverse of [`references`].
pub fn declaration(value: Node<'_>) -> Option<Node<'_>> {
    let text = value.as_string()?;
    let property = value.parent()?;
    if property.is_named("$ref") {
        let target = Pointer::parse(text.strip_prefix('#')?)?.find(schema_root(value)?)?;
        return target.parent().filter(|parent| parent.kind() == Kind::Property)?.key();
    }
    let pointer = value.pointer();
    match pointer.segments() {
        [interfaces, _, section, _, name]
            if interfaces == "interfaces" && name == "name" && MAPPED.contains(&section.as_str()) =>
        {
            value.ancestors().last()?.get(section)?.property(&text)?.key()
        }
        [.., creation, required, _] if creation == "creation" && required == "requiredTags" => {
            // The element is in a list, which is in `creation`, which is beside `tags`.
            let holder = value.ancestors().filter(|node| node.kind() == Kind::Object).nth(1)?;
            holder.get("tags")?.property(&text)?.key()
        }
        _ => None,
    }
}

/// Whether a key declares a name that an author chooses, and that something may refer to.
pub fn declares(key: Node<'_>) -> Option<&'static Field> {
    let map = key.parent().filter(|_| key.is_key())?.parent()?;
    match resolve(map)? {
        Place::Field(Field { shape: Shape::Map(map), .. }) => Some(&map.entry),
        _ => None,
    }
}

/// The embedded JSON Schema that a node is in.
fn schema_root(node: Node<'_>) -> Option<Node<'_>> {
    let is_root = |node: &Node<'_>| {
        node.kind() == Kind::Object
            && matches!(resolve(*node), Some(Place::Field(Field { shape: Shape::JsonSchema, .. })))
    };
    node.ancestors().find(is_root)
}

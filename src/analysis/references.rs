//! Where a manifest declares a name, and where it names it.

use memchr::memmem;

use crate::contract::visit::declared;
use crate::contract::{Declared, Field, Format, Shape, resolve};
use crate::syntax::{Kind, Node, Pointer};
use crate::text::TextRange;

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

/// Every value of the document that may name something declared in it.
pub fn uses(root: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    let interfaces = root.get("interfaces").into_iter().flat_map(Node::members).filter_map(Node::value);
    for mappings in interfaces.flat_map(|interface| MAPPED.map(|section| interface.get(section))).flatten() {
        found.extend(mappings.members().filter_map(|mapping| mapping.value()?.get("name")));
    }
    declared(root, &mut |property, field| {
        if field.name == "requiredTags" {
            found.extend(property.value().into_iter().flat_map(Node::elements));
        }
        if matches!(field.shape, Shape::JsonSchema) {
            let inside = property.value().into_iter().flat_map(Node::subtree);
            let refs = inside.filter(|node| node.kind() == Kind::Property && node.is_named("$ref"));
            found.extend(refs.filter_map(Node::value));
        }
    });
    found
}

/// Where the code and the VRL scripts of the document name the secret that `key` declares, by the look of the text:
/// `SECRET_NAME`, as the code finds it in its environment, and `secrets.NAME`. The ranges cover the name alone.
pub fn mentions(key: Node<'_>) -> Vec<TextRange> {
    let name = key.text();
    let is_secret = matches!(declares(key), Some(entry) if entry.shape.format() == Some(Format::Secret));
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let Some(root) = key.ancestors().last().filter(|_| is_secret && !name.is_empty()) else { return Vec::new() };
    if !name.bytes().all(is_name) {
        return Vec::new();
    }
    let bare = name.strip_prefix("SECRET_").unwrap_or(&name);
    let mut found = Vec::new();
    for text in programs(root) {
        let range = text.content_range();
        let bytes = range.of(text.document()).as_bytes();
        for at in memmem::find_iter(bytes, bare) {
            let (before, after) = (&bytes[..at], &bytes[at + bare.len()..]);
            let is_whole = !after.first().is_some_and(|byte| is_name(*byte));
            let is_variable = before
                .strip_suffix(b"SECRET_")
                .is_some_and(|before| !before.last().is_some_and(|byte| is_name(*byte)) || is_escape(before));
            if is_whole && (is_variable || before.ends_with(b"secrets.")) {
                let start = range.start + at as u32;
                found.push(TextRange::new(start, start + bare.len() as u32));
            }
        }
    }
    found.sort_unstable();
    found
}

/// Whether a text ends in an escape such as `\\n`, whose letter is no part of a name.
fn is_escape(before: &[u8]) -> bool {
    let [.., b'\\', b'n' | b't' | b'r' | b'b' | b'f'] = before else { return false };
    let slashes = before[..before.len() - 1].iter().rev().take_while(|byte| **byte == b'\\').count();
    slashes % 2 == 1
}

/// The strings that are programs: the code, and scripts in VRL.
fn programs(root: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    declared(root, &mut |property, field| {
        if matches!(field.shape.format(), Some(Format::Code | Format::Vrl)) {
            found.extend(property.value().filter(|value| value.kind() == Kind::String));
        }
    });
    found
}

/// The secret that a program names at `offset`.
pub fn mentioned(program: Node<'_>, offset: u32) -> Option<(Node<'_>, TextRange)> {
    let field = match resolve(program)? {
        Declared::Field(field) if program.kind() == Kind::String && !program.is_key() => field,
        _ => return None,
    };
    matches!(field.shape.format(), Some(Format::Code | Format::Vrl)).then_some(())?;
    let secrets = program.ancestors().last()?.get("secrets")?;
    secrets.members().filter_map(Node::key).find_map(|key| {
        let here = mentions(key).into_iter().find(|range| range.touches(offset))?;
        Some((key, here))
    })
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
        Declared::Field(Field { shape: Shape::Map(map), .. }) => Some(&map.entry),
        _ => None,
    }
}

/// The embedded JSON Schema that a node is in.
fn schema_root(node: Node<'_>) -> Option<Node<'_>> {
    let is_root = |node: &Node<'_>| {
        node.kind() == Kind::Object
            && matches!(resolve(*node), Some(Declared::Field(Field { shape: Shape::JsonSchema, .. })))
    };
    node.ancestors().find(is_root)
}

//! The outline of a document.

use crate::contract::{Declared, Field, Format, Shape, Status, visit};
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// Deeper nesting is not shown; nothing that is meant for people is so deep.
const DEEPEST: usize = 48;
/// The most characters of a value that stand beside its name.
const SHOWN: usize = 60;

/// A symbol and those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its key, or its index in a list.
    pub name: String,
    /// The title, or what the value is.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub range: TextRange,
    /// Its name.
    pub selection: TextRange,
    /// Whether it is to be replaced.
    pub deprecated: bool,
    /// Those below it.
    pub children: Vec<Symbol>,
}

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// An action.
    Action,
    /// An event.
    Event,
    /// A channel, or a kind of message.
    Channel,
    /// A state or an entity.
    State,
    /// An interface.
    Interface,
    /// A configuration.
    Configuration,
    /// A tag or an attribute.
    Tag,
    /// A secret.
    Secret,
    /// A property of an embedded JSON Schema.
    SchemaProperty,
    /// An object.
    Object,
    /// A list.
    Array,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`
    Null,
}

/// The keywords of JSON Schema that hold names of fields, and those that hold further schemas. All others say
/// something about a field, which its detail tells.
const NAMING: [&str; 4] = ["properties", "definitions", "$defs", "patternProperties"];
const NESTING: [&str; 7] = ["items", "additionalProperties", "anyOf", "oneOf", "allOf", "not", "then"];

/// The outline: the root's members, and what is below them. In place of an embedded schema, its fields.
pub fn outline(root: Option<Node<'_>>) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    if let Some(root) = root {
        children(root, Some(Declared::Root), 0, &mut symbols);
    }
    symbols
}

/// Adds what is below a container; `place`: what is declared for it.
fn children(container: Node<'_>, place: Option<Declared>, depth: usize, symbols: &mut Vec<Symbol>) {
    if depth > DEEPEST {
        return;
    }
    let is_schema =
        matches!(place, Some(Declared::Embedded(_) | Declared::Field(Field { shape: Shape::JsonSchema, .. })));
    for member in container.members() {
        let (Some(name), Some(key)) = (member.name(), member.key()) else { continue };
        if is_schema {
            schema_member(member, &name, place, depth, symbols);
            continue;
        }
        let kind = match place {
            Some(Declared::Field(Field { shape: Shape::Map(map), .. })) => entry_kind(map.entry.name),
            _ => None,
        };
        let inner = place.and_then(|place| place.child(&name));
        // An embedded schema is its fields; that there is one goes without saying.
        let is_schema = matches!(inner, Some(Declared::Field(Field { shape: Shape::JsonSchema, .. })));
        match member.value().filter(|value| is_schema && value.kind() == Kind::Object) {
            Some(schema) => children(schema, inner, depth + 1, symbols),
            None => symbols.push(symbol(name.into_owned(), member, key.range(), kind, inner, depth)),
        }
    }
    let inner = match place {
        Some(Declared::Embedded(_)) => place,
        _ => None,
    };
    for (index, element) in container.elements().enumerate() {
        // Lists of plain values say all they have to say in one line.
        if matches!(element.kind(), Kind::Object | Kind::Array) {
            symbols.push(symbol(index.to_string(), element, element.opener(), None, inner, depth));
        }
    }
}

/// Adds a keyword of a schema, if it holds fields or schemas. The fields of `properties` stand in for it.
fn schema_member(member: Node<'_>, name: &str, place: Option<Declared>, depth: usize, symbols: &mut Vec<Symbol>) {
    let inner = place.and_then(|place| place.child(name));
    let Some(value) = member.value().filter(|value| matches!(value.kind(), Kind::Object | Kind::Array)) else { return };
    let Some(key) = member.key() else { return };
    if NESTING.contains(&name) {
        symbols.push(symbol(name.to_owned(), member, key.range(), None, inner, depth));
    } else if NAMING.contains(&name) && value.kind() == Kind::Object {
        let mut fields = Vec::new();
        for field in value.members() {
            if let (Some(name), Some(key)) = (field.name(), field.key()) {
                let kind = Some(SymbolKind::SchemaProperty);
                fields.push(symbol(name.into_owned(), field, key.range(), kind, inner, depth + 1));
            }
        }
        if name == NAMING[0] {
            symbols.append(&mut fields);
        } else {
            let mut names = symbol(name.to_owned(), member, key.range(), None, None, DEEPEST + 1);
            names.children = fields;
            symbols.push(names);
        }
    }
}

fn symbol(
    name: String,
    node: Node<'_>,
    selection: TextRange,
    kind: Option<SymbolKind>,
    place: Option<Declared>,
    depth: usize,
) -> Symbol {
    let value = if node.kind() == Kind::Property { node.value() } else { Some(node) };
    let deprecated = matches!(place, Some(Declared::Field(field)) if matches!(field.status, Status::Deprecated(_)));
    let mut below = Vec::new();
    if let Some(value) = value.filter(|value| matches!(value.kind(), Kind::Object | Kind::Array)) {
        children(value, place, depth + 1, &mut below);
    }
    Symbol {
        name,
        detail: value.map(|value| detail(value, place)).unwrap_or_default(),
        kind: kind.unwrap_or_else(|| json_kind(value)),
        range: node.range(),
        selection,
        deprecated,
        children: below,
    }
}

fn json_kind(value: Option<Node<'_>>) -> SymbolKind {
    match value.map(Node::kind) {
        Some(Kind::Object) => SymbolKind::Object,
        Some(Kind::Array) => SymbolKind::Array,
        Some(Kind::Number) => SymbolKind::Number,
        Some(Kind::Boolean) => SymbolKind::Boolean,
        None | Some(Kind::Null) => SymbolKind::Null,
        Some(Kind::String | Kind::Word | Kind::Property) => SymbolKind::String,
    }
}

/// What an entry of a map is, by the declared name of the entry.
fn entry_kind(entry: &str) -> Option<SymbolKind> {
    Some(match entry {
        "<action>" => SymbolKind::Action,
        "<event>" => SymbolKind::Event,
        "<channel>" | "<message>" => SymbolKind::Channel,
        "<state>" | "<entity>" => SymbolKind::State,
        "<interface>" => SymbolKind::Interface,
        "<configuration>" => SymbolKind::Configuration,
        "<tag>" | "<attribute>" => SymbolKind::Tag,
        "<secret>" => SymbolKind::Secret,
        _ => return None,
    })
}

/// A name that the author has chosen, wherever it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredName {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The key that declares it.
    pub range: TextRange,
    /// Where it belongs: `actions`, `channels › thread › messages`.
    pub container: String,
}

/// All chosen names of a document, in the order of the text.
pub fn declared(root: Node<'_>) -> Vec<DeclaredName> {
    let mut found = Vec::new();
    visit::declared(root, &mut |property, field| {
        if let (Some(kind), Some(key)) = (entry_kind(field.name), property.key()) {
            let pointer = key.pointer();
            let [path @ .., _] = pointer.segments() else { return };
            let container = path.join(" › ");
            found.push(DeclaredName { name: key.text().into_owned(), kind, range: key.range(), container });
        }
    });
    found
}

fn detail(value: Node<'_>, place: Option<Declared>) -> String {
    let format = match place {
        Some(Declared::Field(field)) => field.shape.format(),
        _ => None,
    };
    match (value.kind(), format) {
        // Nobody wants to read these, and a secret nobody may.
        (Kind::String, Some(Format::Secret | Format::Svg | Format::Markdown | Format::Code)) => String::new(),
        (Kind::Object, _) => {
            let says = |name| value.get(name).and_then(Node::as_string).map(|text| shortened(&text));
            says("title").or_else(|| says("type")).unwrap_or_default()
        }
        (Kind::Array, _) => match value.elements().count() {
            1 => "1 element".to_owned(),
            count => format!("{count} elements"),
        },
        (Kind::String, _) => shortened(&value.text()),
        _ => shortened(value.source()),
    }
}

fn shortened(text: &str) -> String {
    let line: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() { line + "…" } else { line }
}

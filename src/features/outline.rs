//! The outline of a document.

use crate::analysis::references::declares;
use crate::contract::{Format, Place, Status, resolve, visit};
use crate::syntax::{Kind, Node};
use crate::text::Span;

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
    pub span: Span,
    /// Its name.
    pub selection: Span,
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

/// The outline: the root's members, and what is below them.
pub fn outline(root: Option<Node<'_>>) -> Vec<Symbol> {
    root.map_or_else(Vec::new, |root| children(root, 0))
}

fn children(container: Node<'_>, depth: usize) -> Vec<Symbol> {
    if depth > DEEPEST {
        return Vec::new();
    }
    let members = container.members().filter_map(|member| {
        Some(symbol(member.name()?.into_owned(), member, member.key()?.span(), member.value(), depth))
    });
    let elements = container
        .elements()
        .enumerate()
        // Lists of plain values say all they have to say in one line.
        .filter(|(_, element)| matches!(element.kind(), Kind::Object | Kind::Array))
        .map(|(index, element)| symbol(index.to_string(), element, element.opener(), Some(element), depth));
    members.chain(elements).collect()
}

fn symbol(name: String, node: Node<'_>, selection: Span, value: Option<Node<'_>>, depth: usize) -> Symbol {
    let place = resolve(node);
    let deprecated = matches!(place, Some(Place::Field(field)) if matches!(field.status, Status::Deprecated(_)));
    Symbol {
        name,
        detail: value.map(|value| detail(value, place)).unwrap_or_default(),
        kind: kind(node, value, place),
        span: node.span(),
        selection,
        deprecated,
        children: value.map_or_else(Vec::new, |value| children(value, depth + 1)),
    }
}

fn kind(node: Node<'_>, value: Option<Node<'_>>, place: Option<Place>) -> SymbolKind {
    if let Some(kind) = node.key().and_then(declares).and_then(|entry| entry_kind(entry.name)) {
        return kind;
    }
    if matches!(place, Some(Place::Embedded(_)))
        && node.parent().and_then(Node::parent).is_some_and(|owner| owner.is_named("properties"))
    {
        return SymbolKind::SchemaProperty;
    }
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
pub struct Declared {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The key that declares it.
    pub span: Span,
    /// Where it belongs: `actions`, `channels › thread › messages`.
    pub container: String,
}

/// All chosen names of a document, in the order of the text.
pub fn declared(root: Node<'_>) -> Vec<Declared> {
    let mut found = Vec::new();
    visit::declared(root, &mut |property, field| {
        if let (Some(kind), Some(key)) = (entry_kind(field.name), property.key()) {
            let pointer = key.pointer();
            let [path @ .., _] = pointer.segments() else { return };
            let container = path.join(" › ");
            found.push(Declared { name: key.text().into_owned(), kind, span: key.span(), container });
        }
    });
    found
}

fn detail(value: Node<'_>, place: Option<Place>) -> String {
    let format = match place {
        Some(Place::Field(field)) => field.shape.format(),
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

//! `textDocument/documentSymbol` and `workspace/symbol`: the outline of a document, and the names that authors chose.

use crate::analysis::Document;
use crate::contract::{Declared, EntryKind, Field, Format, Marks, Secrets, Shape, Status, visit};
use crate::json_schema::keywords::Keyword;
use crate::syntax::{Kind, Node};
use crate::text::{TextRange, visible};

/// The deepest level that is shown. No manifest written by a person is deeper, and clients read symbols recursively.
const DEEPEST: usize = 48;
/// The most characters of a value that are shown next to its name.
const SHOWN: usize = 60;

/// A symbol and its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its key, or its index in an array.
    pub name: String,
    /// Its title, its type, or the value itself.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The range of key and value, in bytes.
    pub range: TextRange,
    /// The range of the name, in bytes; inside `range`.
    pub selection: TextRange,
    /// Whether the key is deprecated.
    pub deprecated: bool,
    /// Its children.
    pub children: Vec<Symbol>,
}

/// The kind of a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// An action.
    Action,
    /// An event.
    Event,
    /// A channel, or a type of message.
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
    /// An array.
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

impl SymbolKind {
    /// The symbol kind for entries of a kind; nothing if the kind of their JSON value is enough.
    fn of(kind: EntryKind) -> Option<Self> {
        match kind {
            EntryKind::Action => Some(Self::Action),
            EntryKind::Event => Some(Self::Event),
            EntryKind::Channel | EntryKind::Message => Some(Self::Channel),
            EntryKind::State | EntryKind::Entity => Some(Self::State),
            EntryKind::Interface => Some(Self::Interface),
            EntryKind::Configuration => Some(Self::Configuration),
            EntryKind::Tag | EntryKind::Attribute => Some(Self::Tag),
            EntryKind::Secret => Some(Self::Secret),
            EntryKind::Mapping
            | EntryKind::ExtraOperation
            | EntryKind::Property
            | EntryKind::Definition
            | EntryKind::Pattern
            | EntryKind::Dependency => None,
        }
    }
}

/// The symbols of a document: the root's members and their descendants. An embedded schema is represented by its fields.
/// Secrets, and what may be one, have no symbols.
///
/// It uses a stack of open containers instead of recursion.
pub fn outline(document: &Document) -> Vec<Symbol> {
    let Some(root) = document.shown().root() else { return Vec::new() };
    let secrets = document.secrets();
    let mut levels = vec![(root.children(), Level::new(Some(Declared::Root), false))];
    loop {
        let depth = levels.len();
        let Some((children, level)) = levels.last_mut() else { return Vec::new() };
        if let Some(child) = children.next() {
            if let Some((container, inner)) = level.add(child, secrets).filter(|_| depth <= DEEPEST) {
                levels.push((container.children(), inner));
            }
            continue;
        }
        let (symbols, is_inline) = (std::mem::take(&mut level.symbols), level.is_inline);
        levels.pop();
        let Some((_, outer)) = levels.last_mut() else { return symbols };
        match outer.symbols.last_mut().filter(|_| !is_inline) {
            Some(owner) => owner.children = symbols,
            None => outer.symbols.extend(symbols),
        }
    }
}

/// A container whose children are being visited.
struct Level {
    /// The declaration of the container.
    declared: Option<Declared>,
    /// The index of the next child.
    index: usize,
    /// Whether its children replace it; otherwise it is the last symbol of the enclosing level.
    is_inline: bool,
    symbols: Vec<Symbol>,
}

impl Level {
    fn new(declared: Option<Declared>, is_inline: bool) -> Self {
        Self { declared, index: 0, is_inline, symbols: Vec::new() }
    }

    /// Adds the symbol of a child, if it has one, and returns the container whose children come next.
    fn add<'t>(&mut self, child: Node<'t>, secrets: &Secrets) -> Option<(Node<'t>, Self)> {
        let index = self.index;
        self.index += 1;
        if secrets.touch(child.key().unwrap_or(child).range()) {
            return None;
        }
        match child.kind() {
            Kind::Property => self.member(child),
            // An array of plain values is summed up by its own symbol.
            Kind::Object | Kind::Array => {
                let declared = self.declared.and_then(Declared::element).filter(|declared| declared.is_any_schema());
                self.symbol(index.to_string(), child, Some(child), child.opener(), None, declared)
            }
            _ => None,
        }
    }

    fn member<'t>(&mut self, member: Node<'t>) -> Option<(Node<'t>, Self)> {
        let (name, selection, value) = (member.name()?, member.key()?.range(), member.value());
        let outer = self.declared;
        let declared = outer.and_then(|outer| outer.child(&name));
        let map = outer.and_then(Declared::map);
        let object = value.filter(|value| value.kind() == Kind::Object);
        if outer.is_some_and(Declared::is_any_schema) {
            let is_list = value.is_some_and(|value| value.kind() == Kind::Array);
            match (Keyword::of(&name), object) {
                // The fields of a schema replace the keyword that contains them.
                (Keyword::Properties, Some(fields)) => return Some((fields, Self::new(declared, true))),
                (Keyword::Definitions | Keyword::NamedSchemas, Some(_)) => {}
                (Keyword::Schemas, _) if object.is_some() || is_list => {}
                _ => return None,
            }
            return self.symbol(name.into_owned(), member, value, selection, None, declared);
        }
        if let Some(schema) = object.filter(|_| declared.is_some_and(Declared::is_schema)) {
            return Some((schema, Self::new(declared, true)));
        }
        let kind = match map {
            Some(map) if map.kind.is_in_schema() => Some(SymbolKind::SchemaProperty),
            map => map.and_then(|map| SymbolKind::of(map.kind)),
        };
        self.symbol(name.into_owned(), member, value, selection, kind, declared)
    }

    /// Adds a symbol for `node`, whose value is `value`.
    fn symbol<'t>(
        &mut self,
        name: String,
        node: Node<'t>,
        value: Option<Node<'t>>,
        selection: TextRange,
        kind: Option<SymbolKind>,
        declared: Option<Declared>,
    ) -> Option<(Node<'t>, Self)> {
        self.symbols.push(Symbol {
            name,
            detail: value.map(|value| detail(value, declared)).unwrap_or_default(),
            kind: kind.unwrap_or_else(|| json_kind(value)),
            range: node.range(),
            selection,
            deprecated: matches!(declared, Some(Declared::Field(field)) if matches!(field.status, Status::Deprecated(_))),
            children: Vec::new(),
        });
        let container = value.filter(|value| matches!(value.kind(), Kind::Object | Kind::Array))?;
        Some((container, Self::new(declared, false)))
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

/// A name that the author chose, where it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredName {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The range of the key that declares it, quotes included, in bytes.
    pub range: TextRange,
    /// The path of the map that it is in: `actions`, `channels › thread › messages`.
    pub container: String,
}

/// All names that the author chose, in the order of the text, without those that may be secrets.
pub fn declared(document: &Document) -> Vec<DeclaredName> {
    let Some(root) = document.shown().root() else { return Vec::new() };
    let name = |(property, field): (Node<'_>, &Field)| {
        let (kind, key) = (SymbolKind::of(field.entry?)?, property.key()?);
        if document.secrets().touch(key.range()) {
            return None;
        }
        let pointer = key.pointer();
        let (_, path) = pointer.segments().split_last()?;
        Some(DeclaredName {
            name: key.text().into_owned(),
            kind,
            range: key.range(),
            container: visible(&path.join(" › ")).into_owned(),
        })
    };
    visit::marked(root, Marks::ENTRY).filter_map(name).collect()
}

/// The text next to a name: an object's title or type, the length of an array, or the value itself.
fn detail(value: Node<'_>, declared: Option<Declared>) -> String {
    let (format, holds_secrets) = match declared {
        Some(Declared::Field(field)) => {
            (field.shape.format(), matches!(field.shape, Shape::Map(map) if map.holds_secrets()))
        }
        _ => (None, false),
    };
    match (value.kind(), format) {
        _ if holds_secrets || format == Some(Format::Secret) => String::new(),
        // Encoded content and code are unreadable.
        (Kind::String, Some(Format::Svg | Format::Markdown | Format::Code)) => String::new(),
        (Kind::Object, _) if declared.is_some_and(Declared::is_any_schema) => schema_type(value),
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

/// The type of a schema: what `type` says, or the keyword that says it otherwise.
fn schema_type(schema: Node<'_>) -> String {
    let types = schema.get("type").into_iter().flat_map(|value| std::iter::once(value).chain(value.elements()));
    let mut names: Vec<_> = types.filter_map(Node::as_string).take(8).collect();
    if names == ["array"] {
        let inner = schema.get("items").and_then(|items| items.get("type")).and_then(Node::as_string);
        names = inner.map_or(names, |inner| vec![format!("array of {inner}").into()]);
    }
    let says = |keyword| schema.get(keyword).and_then(Node::as_string);
    let format = says("format").map(|format| format!(" ({format})")).unwrap_or_default();
    match (names.is_empty(), says("$ref")) {
        (false, _) => shortened(&format!("{}{format}", names.join(" or "))),
        (true, Some(target)) => shortened(&target),
        (true, None) => {
            let keywords = ["const", "enum", "anyOf", "oneOf", "allOf"];
            keywords.into_iter().find(|keyword| schema.get(keyword).is_some()).unwrap_or_default().to_owned()
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", visible(&text[..end])),
        None => visible(text).into_owned(),
    }
}

//! `textDocument/documentSymbol`: the outline of a document; and the names for `workspace/symbol`.

use crate::contract::keywords::Keyword;
use crate::contract::{Declared, EntryKind, Field, Format, Status, visit};
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// Deeper nesting is left out: no manifest that a person wrote is so deep, and clients read symbols recursively.
const DEEPEST: usize = 48;
/// The most characters of a value that are shown beside its name.
const SHOWN: usize = 60;

/// A symbol and those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its key, or its index in a list.
    pub name: String,
    /// The title, the type, or the value itself.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The bytes of key and value.
    pub range: TextRange,
    /// The bytes of the name; inside `range`.
    pub selection: TextRange,
    /// Whether the key is deprecated.
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

impl SymbolKind {
    /// How entries of a kind are shown; nothing if their JSON value says as much.
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
            EntryKind::Mapping | EntryKind::ExtraOperation => None,
        }
    }
}

/// The symbols of a document: the root's members and what is below them. An embedded schema is represented by its
/// fields.
pub fn outline(root: Option<Node<'_>>) -> Vec<Symbol> {
    let mut outline = Outline { to_do: Vec::new(), found: Vec::new() };
    outline.to_do.extend(root.map(|root| {
        Task::List(Listing { container: root, declared: Some(Declared::Root), by_name: false, parent: None, depth: 0 })
    }));
    while let Some(task) = outline.to_do.pop() {
        match task {
            Task::List(listing) => outline.list(&listing),
            Task::Add(entry) => outline.add(entry),
        }
    }
    outline.assembled()
}

/// Builds the tree with a stack of tasks instead of recursion, as a flat list in which each symbol knows its parent.
struct Outline<'t> {
    to_do: Vec<Task<'t>>,
    /// Each symbol, with the index of its parent.
    found: Vec<(Symbol, Option<usize>)>,
}

enum Task<'t> {
    List(Listing<'t>),
    Add(Entry<'t>),
}

/// A container whose children are to be added to `parent`.
struct Listing<'t> {
    container: Node<'t>,
    /// What is declared for the container.
    declared: Option<Declared>,
    /// Whether its keys are names of schemas, not keywords.
    by_name: bool,
    parent: Option<usize>,
    depth: usize,
}

/// A property or element that becomes a symbol.
struct Entry<'t> {
    name: String,
    node: Node<'t>,
    /// The range of the name.
    selection: TextRange,
    /// What it is, if not simply a JSON value.
    kind: Option<SymbolKind>,
    /// What is declared for its value.
    declared: Option<Declared>,
    /// Whether the keys of its value are names of schemas, not keywords.
    by_name: bool,
    parent: Option<usize>,
    depth: usize,
}

impl<'t> Outline<'t> {
    fn list(&mut self, listing: &Listing<'t>) {
        if listing.depth > DEEPEST {
            return;
        }
        let first = self.to_do.len();
        let members = listing.container.members().filter_map(|member| listing.member(member));
        let elements = listing.container.elements().enumerate();
        self.to_do.extend(members.chain(elements.filter_map(|(index, element)| listing.element(index, element))));
        // The task on top of the stack is next.
        self.to_do[first..].reverse();
    }

    fn add(&mut self, entry: Entry<'t>) {
        let Entry { name, node, selection, kind, declared, by_name, parent, depth } = entry;
        let value = if node.kind() == Kind::Property { node.value() } else { Some(node) };
        if let Some(container) = value.filter(|value| matches!(value.kind(), Kind::Object | Kind::Array)) {
            let parent = Some(self.found.len());
            self.to_do.push(Task::List(Listing { container, declared, by_name, parent, depth: depth + 1 }));
        }
        let symbol = Symbol {
            name,
            detail: value.map(|value| detail(value, declared)).unwrap_or_default(),
            kind: kind.unwrap_or_else(|| json_kind(value)),
            range: node.range(),
            selection,
            deprecated: matches!(declared, Some(Declared::Field(field)) if matches!(field.status, Status::Deprecated(_))),
            children: Vec::new(),
        };
        self.found.push((symbol, parent));
    }

    /// Puts each symbol into its parent, the last one first: by then it has all its children.
    fn assembled(mut self) -> Vec<Symbol> {
        let mut roots = Vec::new();
        while let Some((mut symbol, parent)) = self.found.pop() {
            symbol.children.reverse();
            match parent.and_then(|parent| self.found.get_mut(parent)) {
                Some((parent, _)) => parent.children.push(symbol),
                None => roots.push(symbol),
            }
        }
        roots.reverse();
        roots
    }
}

impl<'t> Listing<'t> {
    /// What a member of the container becomes: a symbol, the symbols below it, or nothing.
    fn member(&self, member: Node<'t>) -> Option<Task<'t>> {
        let name = member.name()?;
        let is_schema = self.declared.is_some_and(|it| it.is_schema() || matches!(it, Declared::Embedded(_)));
        if self.by_name {
            return self.entry(name.into_owned(), member, Some(SymbolKind::SchemaProperty), self.declared, false);
        }
        let inner = self.declared.and_then(|declared| declared.child(&name));
        if is_schema {
            let container = member.value().filter(|value| matches!(value.kind(), Kind::Object | Kind::Array))?;
            let is_object = container.kind() == Kind::Object;
            return match Keyword::of(&name) {
                // The fields of a schema take the place of the keyword that holds them.
                Keyword::Properties => is_object.then(|| self.inline(container, inner, true)),
                Keyword::Definitions | Keyword::NamedSchemas if is_object => {
                    self.entry(name.into_owned(), member, None, inner, true)
                }
                Keyword::Schemas => self.entry(name.into_owned(), member, None, inner, false),
                Keyword::Definitions | Keyword::NamedSchemas | Keyword::Other => None,
            };
        }
        let schema = member.value().filter(|value| value.kind() == Kind::Object);
        if let Some(schema) = schema.filter(|_| inner.is_some_and(Declared::is_schema)) {
            return Some(self.inline(schema, inner, false));
        }
        let map = self.declared.and_then(Declared::map);
        self.entry(name.into_owned(), member, map.and_then(|map| SymbolKind::of(map.kind)), inner, false)
    }

    /// An element of a list. Lists of plain values are summed up by their own symbol.
    fn element(&self, index: usize, element: Node<'t>) -> Option<Task<'t>> {
        if !matches!(element.kind(), Kind::Object | Kind::Array) {
            return None;
        }
        let declared = self.declared.filter(|declared| matches!(declared, Declared::Embedded(_)));
        let (node, selection) = (element, element.opener());
        let (parent, depth) = (self.parent, self.depth);
        let name = index.to_string();
        Some(Task::Add(Entry { name, node, selection, kind: None, declared, by_name: false, parent, depth }))
    }

    fn entry(
        &self,
        name: String,
        node: Node<'t>,
        kind: Option<SymbolKind>,
        declared: Option<Declared>,
        by_name: bool,
    ) -> Option<Task<'t>> {
        let selection = node.key()?.range();
        let (parent, depth) = (self.parent, self.depth);
        Some(Task::Add(Entry { name, node, selection, kind, declared, by_name, parent, depth }))
    }

    /// The children of an inner container, in place of the container.
    fn inline(&self, container: Node<'t>, declared: Option<Declared>, by_name: bool) -> Task<'t> {
        Task::List(Listing { container, declared, by_name, parent: self.parent, depth: self.depth + 1 })
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
    /// The bytes of the key that declares it, quotes included.
    pub range: TextRange,
    /// The path of the map that it is in: `actions`, `channels › thread › messages`.
    pub container: String,
}

/// All chosen names of a document, in the order of the text.
pub fn declared(root: Node<'_>) -> Vec<DeclaredName> {
    let name = |(property, field): (Node<'_>, &Field)| {
        let (kind, key) = (SymbolKind::of(field.entry?)?, property.key()?);
        let pointer = key.pointer();
        let (_, path) = pointer.segments().split_last()?;
        Some(DeclaredName { name: key.text().into_owned(), kind, range: key.range(), container: path.join(" › ") })
    };
    visit::declared(root).filter_map(name).collect()
}

/// What stands beside a name: an object's title or type, the length of a list, any other value itself.
fn detail(value: Node<'_>, declared: Option<Declared>) -> String {
    let format = match declared {
        Some(Declared::Field(field)) => field.shape.format(),
        _ => None,
    };
    match (value.kind(), format) {
        // Nobody wants to read these, and nobody may read a secret.
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

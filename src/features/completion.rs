//! What may be written at a place.

use std::borrow::Cow;

use super::field_summary::facts;
use super::snippet::Template;
use crate::analysis::Document;
use crate::contract::{Declared, Field, Form, Object, Shape, Status, Text, resolve};
use crate::syntax::literal::encode;
use crate::syntax::{Kind, Lexer, Node, TokenKind};
use crate::text::{TextRange, fuzzy_matches};

/// Something that can be inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// Beside the label: `string, at most 64 characters`.
    pub detail: String,
    /// Explanation, in Markdown.
    pub documentation: String,
    /// The bytes that give way to `insert`.
    pub replace: TextRange,
    /// The bytes that give way for those who want to keep what is behind the cursor; as `replace`, or its first part.
    pub keep: TextRange,
    /// The text to insert, or a snippet.
    pub insert: String,
    /// Whether `insert` is a snippet with tab stops.
    pub is_snippet: bool,
    /// Where a comma is missing before it, to be inserted too.
    pub comma_at: Option<u32>,
    /// What the typed text is compared with.
    pub filter: String,
    /// The list is sorted by this.
    pub sort: String,
    /// Whether it is struck through.
    pub deprecated: bool,
    /// Whether a comma or a closing bracket may take it and be typed too.
    pub commits: bool,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A declared key.
    Property,
    /// One of a few allowed values.
    Choice,
    /// `true`, `false`, `null`, an empty object …
    Value,
    /// A name that is declared elsewhere in the document.
    Reference,
    /// An entry of a map, whose name is still to be written.
    Entry,
}

/// What may be written at `offset`, in bytes. `snippets`: whether the editor knows tab stops.
pub fn complete(document: &Document, offset: u32, snippets: bool) -> Vec<Completion> {
    let Some(slot) = Slot::at(document, offset) else { return Vec::new() };
    let (form, _) = document.form();
    let mut list = List { slot, form, snippets, items: Vec::new() };
    match list.slot.what {
        What::Key { object, property } => list.keys(object, property),
        What::Value { place, owner } => list.values(document, place, owner),
    }
    list.offer_in_place_of_a_wrong_one(offset);
    list.items
}

/// The place where something is to be written.
struct Slot<'t> {
    what: What<'t>,
    /// What is written there already.
    replace: TextRange,
    /// The part of it before the cursor, where the rest need not belong to it.
    keep: TextRange,
    /// Whether that is a string, whose quotes the editor then compares too.
    in_string: bool,
    comma_at: Option<u32>,
    /// `,` if another entry follows without one.
    tail: &'static str,
}

#[derive(Clone, Copy)]
enum What<'t> {
    /// A key of `object`; of `property`, if there is one already.
    Key { object: Node<'t>, property: Option<Node<'t>> },
    /// A value; `owner` is the property or the array that it is to be in.
    Value { place: Declared, owner: Node<'t> },
}

impl<'t> Slot<'t> {
    fn at(document: &'t Document, offset: u32) -> Option<Self> {
        let source = document.source();
        let in_comment = |range: TextRange| {
            let is_line = range.of(source.text()).starts_with("//");
            range.start < offset && (offset < range.end || (is_line && offset == range.end))
        };
        if source.tree().comments().iter().any(|comment| in_comment(comment.range)) {
            return None;
        }
        let node = source.node_at(offset)?;
        match node.kind() {
            Kind::Object | Kind::Array => Self::between(node, offset),
            Kind::Property => match (node.colon(), node.value()) {
                (Some(colon), None) if offset > colon => Self::value(node, None, offset),
                _ => None,
            },
            _ => Self::on_scalar(node, offset),
        }
    }

    /// In or at the end of a word, number or string.
    fn on_scalar(node: Node<'t>, offset: u32) -> Option<Self> {
        let range = node.range();
        let is_string = node.kind() == Kind::String;
        if offset == range.start && !range.is_empty() {
            // Just before an entry something else may be put.
            let entry = if node.is_key() { node.parent()? } else { node };
            let container = entry.parent().filter(|parent| parent.kind() != Kind::Property)?;
            return Self::between(container, offset);
        }
        if is_string && offset == range.end && !node.is_unterminated() {
            return None;
        }
        if !node.is_key() {
            let owner = node.parent()?;
            return Self::value(owner, Some(node), offset);
        }
        let property = node.parent()?;
        let object = property.parent()?;
        let mut slot = Self::new(What::Key { object, property: Some(property) }, node, offset);
        if property.colon().is_none() {
            slot.tail = tail(object, slot.replace.end);
        }
        slot.comma_at = missing_comma(object, range.start);
        Some(slot)
    }

    fn new(what: What<'t>, written: Node<'t>, offset: u32) -> Self {
        Self {
            what,
            replace: written_range(written, offset),
            keep: if written.is_unterminated() {
                TextRange::new(written.range().start, offset)
            } else {
                written_range(written, offset)
            },
            in_string: written.kind() == Kind::String,
            comma_at: None,
            tail: "",
        }
    }

    /// A value in `owner`; `written` is the one that is there.
    fn value(owner: Node<'t>, written: Option<Node<'t>>, offset: u32) -> Option<Self> {
        let place = match (owner.kind(), resolve(owner)?) {
            (Kind::Array, Declared::Field(field @ Field { shape: Shape::TextList, .. })) => Declared::Element(field),
            (Kind::Array, _) => return None,
            (_, place) => place,
        };
        let what = What::Value { place, owner };
        let mut slot = match written {
            Some(node) => Self::new(what, node, offset),
            None => Self {
                what,
                replace: TextRange::empty(offset),
                keep: TextRange::empty(offset),
                in_string: false,
                comma_at: None,
                tail: "",
            },
        };
        let container = if owner.kind() == Kind::Property { owner.parent()? } else { owner };
        slot.tail = tail(container, slot.replace.end);
        Some(slot)
    }

    /// Between the entries of a container.
    fn between(node: Node<'t>, offset: u32) -> Option<Self> {
        let range = node.range();
        if offset <= range.start || (node.is_closed() && offset == range.end) {
            return None;
        }
        if node.kind() == Kind::Array {
            let mut slot = Self::value(node, None, offset)?;
            slot.comma_at = missing_comma(node, offset);
            return Some(slot);
        }
        let before = node.members().take_while(|member| member.range().end <= offset).last();
        if let Some(property) = before {
            let comma = comma_between(node.document(), property.range().end, offset);
            if !comma && property.value().is_none() {
                return property.colon().and_then(|_| Self::value(property, None, offset));
            }
        }
        Some(Self {
            what: What::Key { object: node, property: None },
            replace: TextRange::empty(offset),
            keep: TextRange::empty(offset),
            in_string: false,
            comma_at: missing_comma(node, offset),
            tail: tail(node, offset),
        })
    }
}

/// The bytes that are replaced. A string without its closing quote runs to the end of its line: of that
/// only the word at the cursor is meant.
fn written_range(node: Node<'_>, offset: u32) -> TextRange {
    let range = node.range();
    if !node.is_unterminated() {
        return range;
    }
    let text = &node.document()[offset as usize..range.end as usize];
    let word = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    TextRange::new(range.start, offset + word as u32)
}

fn comma_between(text: &str, from: u32, to: u32) -> bool {
    let mut lexer = Lexer::new(&text[..to as usize], from as usize);
    loop {
        match lexer.next(&mut Vec::new()).kind {
            TokenKind::Comma => return true,
            TokenKind::End => return false,
            _ => {}
        }
    }
}

/// Where a comma has to be put so that something may start at `offset`.
fn missing_comma(container: Node<'_>, offset: u32) -> Option<u32> {
    let before = container.children().take_while(|child| child.range().end <= offset).last()?;
    let end = before.range().end;
    (!comma_between(container.document(), end, offset)).then_some(end)
}

/// The comma that is wanted behind what ends at `offset`.
fn tail(container: Node<'_>, offset: u32) -> &'static str {
    let next = container.children().find(|child| child.range().start >= offset);
    match next {
        Some(next) if !comma_between(container.document(), offset, next.range().start) => ",",
        _ => "",
    }
}

struct List<'t> {
    slot: Slot<'t>,
    form: Form,
    snippets: bool,
    items: Vec<Completion>,
}

impl List<'_> {
    fn keys(&mut self, object: Node<'_>, property: Option<Node<'_>>) {
        let owner = if object.parent().is_some() { object.parent() } else { Some(object) };
        match owner.and_then(resolve) {
            Some(Declared::Field(Field { shape: Shape::Map(map), .. })) => {
                let is_named = property.is_some_and(|property| property.colon().is_some());
                if !is_named {
                    self.entry(&map.entry);
                }
            }
            Some(place) => {
                if let Some(declared) = place.object() {
                    self.declared_keys(declared, object, property);
                }
            }
            None => {}
        }
    }

    fn declared_keys(&mut self, declared: &'static Object, object: Node<'_>, property: Option<Node<'_>>) {
        let taken: Vec<Cow<'_, str>> =
            object.members().filter(|member| Some(*member) != property).filter_map(Node::name).collect();
        for (order, field) in declared.fields.iter().enumerate() {
            let fits = field.forms.has(self.form) && field.status.is_offered();
            if !fits || taken.iter().any(|name| name == field.name) {
                continue;
            }
            let deprecated = matches!(field.status, Status::Deprecated(_));
            let rank = match (field.required.has(self.form), deprecated) {
                (true, _) => 0,
                (false, false) => 1,
                (false, true) => 2,
            };
            let key = format!("\"{}\"", field.name);
            let has_colon = property.is_some_and(|property| property.colon().is_some());
            let insert = if has_colon { key } else { format!("{key}: {}", self.template().value(field.shape, 0)) };
            let mut item = self.item(field.name, CompletionKind::Property, insert, format!("{rank}{order:02}"));
            item.detail = facts(field, Some(self.form)).join(", ");
            item.documentation = documentation(field);
            item.deprecated = deprecated;
            item.is_snippet = self.snippets && !has_colon;
            self.items.push(item);
        }
    }

    fn entry(&mut self, entry: &'static Field) {
        let what = entry.name.trim_matches(['<', '>']);
        let mut template = self.template();
        let placeholder = if what == "secret" {
            "MY_SECRET".to_owned()
        } else {
            format!("my{}{}", what[..1].to_uppercase(), &what[1..])
        };
        let name = template.stop(&placeholder);
        let insert = format!("\"{name}\": {}", template.value(entry.shape, 0));
        let mut item = self.item(&format!("new {what}"), CompletionKind::Entry, insert, "0".to_owned());
        item.detail = facts(entry, Some(self.form)).join(", ");
        item.documentation = documentation(entry);
        item.is_snippet = self.snippets;
        if self.slot.in_string {
            // Whatever has been typed of the name, this is what may become of it.
            item.filter = self.slot.replace.of(self.source()).to_owned();
        }
        self.items.push(item);
    }

    fn source(&self) -> &str {
        match self.slot.what {
            What::Key { object: node, .. } | What::Value { owner: node, .. } => node.document(),
        }
    }

    fn values(&mut self, document: &Document, place: Declared, owner: Node<'_>) {
        match place {
            Declared::Element(field) if field.name == "requiredTags" => self.tags(owner),
            Declared::Field(field) => {
                self.choices(field);
                self.mapped_names(document, owner);
                if !self.slot.in_string {
                    self.plain_values(field);
                }
            }
            _ => {}
        }
    }

    /// What stands there is none of the choices and no beginning of one. Editors would then show none of them, though
    /// one of them has to be written.
    fn offer_in_place_of_a_wrong_one(&mut self, offset: u32) {
        let Slot { in_string: true, replace, .. } = self.slot else { return };
        let typed = TextRange::new(replace.start, offset.max(replace.start)).of(self.source()).to_owned();
        let is_choice = |item: &Completion| item.kind == CompletionKind::Choice;
        if self.items.iter().any(|item| is_choice(item) && fuzzy_matches(&item.filter, &typed)) {
            return;
        }
        for item in self.items.iter_mut().filter(|item| is_choice(item)) {
            item.filter.clone_from(&typed);
        }
    }

    fn choices(&mut self, field: &'static Field) {
        let Shape::Text(Text { choices, .. }) = field.shape else { return };
        for (order, choice) in choices.iter().enumerate() {
            let mut item = self.string(choice.value, CompletionKind::Choice, format!("0{order}"));
            item.documentation = choice.summary.to_owned();
            if field.default.is_some_and(|default| default.trim_matches('"') == choice.value) {
                item.detail = "default".to_owned();
            }
            self.items.push(item);
        }
    }

    fn plain_values(&mut self, field: &'static Field) {
        let add = |list: &mut Self, label: &str, insert: String, documentation: String| {
            let order = list.items.len();
            let mut item = list.item(label, CompletionKind::Value, insert, format!("1{order:02}"));
            item.documentation = documentation;
            item.is_snippet = list.snippets && item.insert.contains('$');
            list.items.push(item);
        };
        match field.shape {
            Shape::Boolean => {
                add(self, "true", "true".to_owned(), String::new());
                add(self, "false", "false".to_owned(), String::new());
            }
            Shape::Object(_) | Shape::Map(_) | Shape::JsonSchema => {
                let insert = self.template().value(field.shape, 0);
                add(self, "{ … }", insert, documentation(field));
            }
            Shape::TextList => {
                let insert = self.template().value(field.shape, 0);
                add(self, "[ … ]", insert, documentation(field));
            }
            Shape::Text(Text { choices: [], .. }) => {
                let insert = self.template().value(field.shape, 0);
                add(self, "\"…\"", insert, documentation(field));
            }
            Shape::Text(_) | Shape::Integer => {}
        }
        if field.nullable.has(self.form) {
            add(self, "null", "null".to_owned(), format!("`null` {}.", field.null));
        }
    }

    /// The tags that are declared beside and not yet in the list.
    fn tags(&mut self, list: Node<'_>) {
        let holder = list.ancestors().filter(|node| node.kind() == Kind::Object).nth(1);
        let Some(tags) = holder.and_then(|holder| holder.get("tags")) else { return };
        let taken: Vec<Cow<'_, str>> = list
            .elements()
            .filter(|node| node.range().start != self.slot.replace.start)
            .filter_map(Node::as_string)
            .collect();
        for name in tags.members().filter_map(Node::name).filter(|name| !taken.contains(name)) {
            self.reference(&name, "tag");
        }
    }

    /// The names of this manifest that can stand for an interface's.
    fn mapped_names(&mut self, document: &Document, owner: Node<'_>) {
        let pointer = owner.pointer();
        let [first, _, kind, _, last] = pointer.segments() else { return };
        if first != "interfaces" || last != "name" {
            return;
        }
        let declared = document.source().root().and_then(|root| root.get(kind));
        for name in declared.into_iter().flat_map(Node::members).filter_map(Node::name) {
            self.reference(&name, "declared in this manifest");
        }
    }

    fn reference(&mut self, name: &str, detail: &str) {
        if self.items.iter().any(|item| item.label == name) {
            return;
        }
        let mut item = self.string(name, CompletionKind::Reference, format!("0{:04}", self.items.len()));
        item.detail = detail.to_owned();
        self.items.push(item);
    }

    /// A string with its quotes.
    fn string(&self, value: &str, kind: CompletionKind, sort: String) -> Completion {
        let literal = encode(value);
        self.item(value, kind, literal, sort)
    }

    fn item(&self, label: &str, kind: CompletionKind, insert: String, sort: String) -> Completion {
        let filter = if self.slot.in_string { format!("\"{label}\"") } else { label.to_owned() };
        Completion {
            label: label.to_owned(),
            kind,
            detail: String::new(),
            documentation: String::new(),
            replace: self.slot.replace,
            keep: self.slot.keep,
            insert: insert + self.slot.tail,
            is_snippet: false,
            comma_at: self.slot.comma_at,
            filter,
            sort,
            deprecated: false,
            commits: self.slot.tail.is_empty() && matches!(kind, CompletionKind::Choice | CompletionKind::Reference),
        }
    }

    fn template(&self) -> Template {
        Template::new(self.form, self.snippets)
    }
}

fn documentation(field: &Field) -> String {
    let deprecated = match field.status {
        Status::Deprecated(instead) => format!("\n\n**Deprecated.** {instead}"),
        _ => String::new(),
    };
    format!("{} {}", field.summary, field.detail).trim_end().to_owned() + &deprecated
}

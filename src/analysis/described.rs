//! Whether things carry the words that people read about them: titles, descriptions, icon, readme.
//!
//! What is looked at is declared as data, because the same question is asked of many places.

use super::report::Report;
use super::wording::quoted;
use crate::contract::Form;
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// One place and what is wanted there.
#[derive(Debug)]
pub struct Described {
    /// Where to look.
    pub at: At,
    /// What is looked for.
    pub wants: Wants,
    /// What a person calls the thing: `action`.
    pub noun: &'static str,
}

/// Which things of a manifest are looked at. In a path, `*` stands for any key.
#[derive(Clone, Copy, Debug)]
pub enum At {
    /// The manifest itself.
    Root,
    /// Each value with this path.
    Entry(&'static [&'static str]),
    /// Each property of each JSON Schema that stands under a key `schema` below this path.
    Field(&'static [&'static str]),
    /// Each property of such a schema's properties, at any depth.
    NestedField,
    /// Each value of an object under a key `ui`, anywhere.
    LegacyUi,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// `title`, with something in it.
    OwnTitle,
    /// `description`, with something in it.
    OwnDescription,
    /// `icon`, with something in it.
    Icon,
    /// `readme`, with something in it.
    Readme,
    /// `description`, in the schema or in a branch below it.
    Description,
    /// `x-zui.title`, in the schema or in a branch below it.
    Title,
    /// That there is no `title`.
    NoTitle,
    /// That there are no `examples`.
    NoExamples,
}

impl Wants {
    /// The key that it is about.
    pub fn key(self) -> &'static str {
        match self {
            Self::OwnTitle | Self::Title | Self::NoTitle => "title",
            Self::OwnDescription | Self::Description => "description",
            Self::Icon => "icon",
            Self::Readme => "readme",
            Self::NoExamples => "examples",
        }
    }
}

/// Looks at the document as a whole.
pub(super) fn document(report: &mut Report<'_>, root: Node<'_>, wanted: &Described) {
    if !matches!(wanted.at, At::Root) {
        return;
    }
    let key = wanted.wants.key();
    let value = root.get(key);
    // In an update what is absent stays as it is.
    let is_kept = report.form == Form::Update && value.is_none_or(|value| value.kind() == Kind::Null);
    if is_kept || value.is_some_and(says_something) {
        return;
    }
    let range = value.map_or(root.opener(), Node::opener);
    report.add(range, format!("The integration has no {key}. {}", report.rule.why));
}

/// Looks at one unit: a member of the root, or an entry of one of its maps.
pub(super) fn unit(report: &mut Report<'_>, property: Node<'_>, sights: &Sights<'_>) {
    let outer = property.parent().and_then(Node::parent).filter(|outer| outer.kind() == Kind::Property);
    let names: Vec<_> = outer.into_iter().chain([property]).filter_map(Node::name).collect();
    let path: Vec<&str> = names.iter().map(|name| &**name).collect();
    let rules = report.rules;
    report.each(&rules.units, |report, wanted| look(report, property, &path, sights, wanted));
}

/// What the rules look for at any depth, found in one pass.
#[derive(Default)]
pub(super) struct Sights<'s> {
    /// The fields of the schemas under a key `schema`.
    fields: Vec<FieldSight<'s>>,
    /// The objects under a key `ui`.
    uis: Vec<Node<'s>>,
}

/// A field, and what it says at first sight.
struct FieldSight<'s> {
    property: Node<'s>,
    has_title: bool,
    has_description: bool,
}

impl<'s> FieldSight<'s> {
    fn of(property: Node<'s>) -> Self {
        let mut sight = Self { property, has_title: false, has_description: false };
        for member in property.value().into_iter().flat_map(Node::members) {
            match member.key().and_then(Node::plain_bytes) {
                Some(b"description") => sight.has_description = member.value().is_some_and(says_something),
                Some(b"x-zui") => {
                    let title = member.value().and_then(|zui| zui.get("title"));
                    sight.has_title = title.is_some_and(says_something);
                }
                _ => {}
            }
        }
        sight
    }

    /// Whether a closer look can only find what is wanted.
    fn has(&self, wants: Wants) -> bool {
        match wants {
            Wants::Title => self.has_title,
            Wants::Description => self.has_description,
            _ => false,
        }
    }
}

impl<'s> Sights<'s> {
    /// Takes note of a property.
    pub(super) fn see(&mut self, property: Node<'s>) {
        match property.key().and_then(Node::plain_bytes) {
            Some(b"schema") => {
                let fields = property.value().and_then(|schema| schema.get("properties"));
                self.fields.extend(fields.into_iter().flat_map(Node::members).map(FieldSight::of));
            }
            Some(b"ui") => self.uis.push(property),
            _ => {}
        }
    }
}

fn look(report: &mut Report<'_>, property: Node<'_>, path: &[&str], sights: &Sights<'_>, wanted: &Described) {
    match wanted.at {
        At::Root => {}
        At::Entry(pattern) => each(property, path, pattern, &mut |entry| entry_of(report, entry, wanted)),
        At::Field(pattern) => each(property, path, pattern, &mut |top| {
            for field in sights.fields.iter().filter(|field| !field.has(wanted.wants)) {
                if top.range().covers(field.property.range()) {
                    entry_of(report, field.property, wanted);
                }
            }
        }),
        At::NestedField => {
            for field in &sights.fields {
                nested(report, field.property, wanted);
            }
        }
        At::LegacyUi => {
            for ui in &sights.uis {
                legacy(report, *ui, wanted);
            }
        }
    }
}

fn legacy(report: &mut Report<'_>, ui: Node<'_>, wanted: &Described) {
    let key = wanted.wants.key();
    // A field that is called so is none.
    if ui.parent().and_then(Node::parent).is_some_and(|owner| owner.is_named("properties")) {
        return;
    }
    for old in ui.value().into_iter().flat_map(Node::members).filter_map(|member| member.value()?.property(key)) {
        if let (Some(name), true) = (old.key(), old.value().is_some_and(says_something)) {
            report.add(name.range(), format!("\"ui.{key}\" is of an older kind. {}", report.rule.fix));
        }
    }
}

/// Calls `found` for each property below `property` (whose own path is `path`) that the pattern names.
fn each<'s>(property: Node<'s>, path: &[&str], pattern: &[&str], found: &mut impl FnMut(Node<'s>)) {
    let fits = pattern.len() >= path.len()
        && path.iter().zip(pattern).all(|(name, pattern)| *pattern == "*" || pattern == name);
    if fits {
        descend(property, &pattern[path.len()..], found);
    }
}

fn descend<'s>(property: Node<'s>, rest: &[&str], found: &mut impl FnMut(Node<'s>)) {
    let Some((first, rest)) = rest.split_first() else { return found(property) };
    for member in property.value().into_iter().flat_map(Node::members) {
        if *first == "*" || member.is_named(first) {
            descend(member, rest, found);
        }
    }
}

fn nested(report: &mut Report<'_>, field: Node<'_>, wanted: &Described) {
    let inner = field.value().into_iter().flat_map(Node::subtree).filter(|node| node.is_named("properties"));
    for field in inner.filter_map(Node::value).flat_map(Node::members) {
        entry_of(report, field, wanted);
    }
}

fn entry_of(report: &mut Report<'_>, property: Node<'_>, wanted: &Described) {
    let (Some(key), Some(value)) = (property.key(), property.value()) else { return };
    // What is null goes away; what is half typed, or no object at all, is another rule's.
    if value.kind() != Kind::Object {
        return;
    }
    if let Some(range) = missing(key, value, wanted.wants) {
        let what = wanted.wants.key();
        let place = if matches!(wanted.wants, Wants::Title) { " (\"x-zui\": {\"title\": …})" } else { "" };
        let name = quoted(&key.text());
        report.add(range, format!("The {} {name} has no {what}{place}. {}", wanted.noun, report.rule.why));
    }
}

/// Where it is missing: at the key, at the nearest object that should hold it, or at a value that says nothing.
fn missing(key: Node<'_>, value: Node<'_>, wants: Wants) -> Option<TextRange> {
    match wants {
        Wants::Description => {
            (!in_branch(value, &|branch| branch.get("description"))).then(|| at(key, value, "description")).flatten()
        }
        Wants::Title => {
            if in_branch(value, &|branch| branch.get("x-zui")?.get("title")) {
                return None;
            }
            match value.property("x-zui").map(|zui| (zui.key(), zui.value())) {
                Some((Some(key), Some(zui))) if zui.kind() == Kind::Object => at(key, zui, "title"),
                _ => Some(key.range()),
            }
        }
        Wants::OwnTitle | Wants::OwnDescription | Wants::Icon | Wants::Readme => at(key, value, wants.key()),
        Wants::NoTitle | Wants::NoExamples => None,
    }
}

fn at(key: Node<'_>, value: Node<'_>, name: &str) -> Option<TextRange> {
    match value.get(name) {
        None => Some(key.range()),
        Some(found) if says_something(found) => None,
        Some(found) => Some(found.opener()),
    }
}

/// Whether the schema says it, or a branch (`anyOf`, `allOf`) at any depth below it, as the vendor's linter has it.
fn in_branch<'s>(schema: Node<'s>, get: &impl Fn(Node<'s>) -> Option<Node<'s>>) -> bool {
    let says = |schema: Node<'s>| get(schema).is_some_and(says_something);
    let is_branches = |node: &Node<'s>| node.is_named("anyOf") || node.is_named("allOf");
    says(schema)
        || schema
            .subtree()
            .filter(|node| node.kind() == Kind::Property)
            .filter(is_branches)
            .filter_map(Node::value)
            .flat_map(Node::elements)
            .any(says)
}

/// Whether a value counts as something: no empty text, no null, no zero, no `false`.
fn says_something(value: Node<'_>) -> bool {
    match value.kind() {
        Kind::String => !value.content_range().is_empty(),
        Kind::Null => false,
        Kind::Boolean => value.source() == "true",
        Kind::Number => value.source().parse::<f64>().is_ok_and(|number| number != 0.0),
        _ => true,
    }
}

//! References from values to entries of the document.
//!
//! A field declares the *kind* of entry that its strings refer to (`Field::refers_to`). The scope follows from the
//! nesting, as in most programming languages: it is the innermost object around the value that declares a map of that
//! kind. A required tag refers to a tag next to `creation`; the name in an interface's mapping refers to an action,
//! event, channel or entity of the manifest itself.

use std::borrow::Cow;

use super::marks::Marks;
use super::names::EntryKind;
use super::resolve::path;
use super::shape::{Field, Object};
use super::visit::marked_below;
use crate::syntax::{Kind, Node};

/// The scope of a reference: where the entries that it can refer to are declared.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'t> {
    /// The object that contains the map of entries.
    pub holder: Node<'t>,
    /// The field of that map.
    pub field: &'static Field,
    /// The kind of the entries.
    pub kind: EntryKind,
    map: Option<Node<'t>>,
}

impl<'t> Scope<'t> {
    /// The map of a kind in `holder`, whose declaration is `object`.
    fn of(holder: Node<'t>, object: &'static Object, kind: EntryKind) -> Option<Self> {
        let field = object.map_of(kind)?;
        let map = holder.get(field.name).filter(|map| map.kind() == Kind::Object);
        Some(Self { holder, field, kind, map })
    }

    /// The map, if it is in the document.
    pub fn map(self) -> Option<Node<'t>> {
        self.map
    }

    /// The keys of the map, which declare its entries, in the order of the text.
    pub fn keys(self) -> impl Iterator<Item = Node<'t>> {
        self.map.into_iter().flat_map(Node::members).filter_map(Node::key)
    }

    /// The names declared in the map, in the order of the text.
    pub fn names(self) -> impl Iterator<Item = Cow<'t, str>> {
        self.keys().map(Node::text)
    }

    /// Whether the map declares an entry with that name.
    pub fn declares(self, name: &str) -> bool {
        self.map.is_some_and(|map| map.property(name).is_some())
    }

    /// The key that declares an entry.
    pub fn key(self, name: &str) -> Option<Node<'t>> {
        self.map?.property(name)?.key()
    }
}

/// The scope of the reference in a value. `None` for a value that is not a reference, and for a key. For an array, and
/// for a property without a value, it is the scope of the references that can be written there.
pub fn scope(value: Node<'_>) -> Option<Scope<'_>> {
    if value.is_key() {
        return None;
    }
    let path = path(value);
    let (_, declared) = *path.last().filter(|(node, _)| *node == value)?;
    let kind = declared.refers_to().or_else(|| declared.element()?.refers_to())?;
    let around = path.iter().rev().filter(|(node, _)| node.kind() == Kind::Object);
    around.filter_map(|(node, declared)| Scope::of(*node, declared.object()?, kind)).next()
}

/// The values below `holder`, whose declaration is `object`, that can refer to entries of one of `kinds` declared in
/// `holder`, each with its scope, in the order of the text.
pub fn references_into<'t>(
    holder: Node<'t>,
    object: &'static Object,
    kinds: &[EntryKind],
) -> impl Iterator<Item = (Node<'t>, Scope<'t>)> {
    let scopes: Vec<_> = kinds.iter().filter_map(|kind| Scope::of(holder, object, *kind)).collect();
    let marks = scopes.iter().fold(Marks::NONE, |marks, scope| marks.or(Marks::reference(scope.kind)));
    marked_below(holder, object, marks).flat_map(move |visit| {
        let kind = visit.field.kind_of_reference().filter(|kind| visit.hidden & kind.bit() == 0);
        let scope = scopes.iter().find(|scope| Some(scope.kind) == kind).copied();
        scope.into_iter().flat_map(move |scope| strings(visit.property, visit.field).map(move |value| (value, scope)))
    })
}

/// The references in a property: its value, or the elements of its array. Empty if its field does not refer to entries.
pub fn strings<'t>(property: Node<'t>, field: &'static Field) -> impl Iterator<Item = Node<'t>> {
    let value = property.value().filter(|_| field.kind_of_reference().is_some());
    let is_list = field.shape.is_text_list() || field.refers_to.is_none();
    let single = value.filter(|value| !is_list && value.kind() == Kind::String);
    let list = value.filter(|value| is_list && value.kind() == Kind::Array);
    single.into_iter().chain(list.into_iter().flat_map(Node::elements))
}

#[cfg(test)]
mod tests {
    use super::{references_into, scope};
    use crate::contract::EntryKind;
    use crate::contract::manifest::MANIFEST;
    use crate::syntax::{Dialect, Source};

    const TEXT: &str = r#"{"channels": {"thread": {"conversation": {"creation": {"requiredTags": ["id"]}}}},
        "interfaces": {"hitl": {"channels": {"x": {"name": "thread"}}, "actions": {"y": {"name": "go"}}}}}"#;

    #[test]
    fn a_scope_is_the_innermost_object_that_declares_the_kind() {
        let source = Source::new(TEXT.to_owned(), Dialect::Json);
        let scope_at = |text: &str| {
            let scope = scope(source.node_at(TEXT.find(text)? as u32 + 1)?)?;
            Some((scope.kind, scope.holder.pointer().to_string(), scope.names().count()))
        };
        assert_eq!(scope_at("\"id\""), Some((EntryKind::Tag, "/channels/thread/conversation".to_owned(), 0)));
        assert_eq!(scope_at("\"thread\"}"), Some((EntryKind::Channel, String::new(), 1)));
        assert_eq!(scope_at("\"name\""), None, "a key names nothing");
    }

    #[test]
    fn references_of_some_kinds() {
        let source = Source::new(TEXT.to_owned(), Dialect::Json);
        let found = |kinds: &'static [EntryKind]| {
            let references = source.root().into_iter().flat_map(move |root| references_into(root, &MANIFEST, kinds));
            references.map(|(value, _)| value.source()).collect::<Vec<_>>()
        };
        assert_eq!(found(&[EntryKind::Action]), ["\"go\""]);
        assert_eq!(found(&[EntryKind::Action, EntryKind::Channel]), ["\"thread\"", "\"go\""]);
        assert_eq!(found(&[EntryKind::Tag]), [""; 0], "tags are not declared at the top");
    }
}

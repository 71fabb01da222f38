//! Iterates over the declared values of a document.

use super::manifest::MANIFEST;
use super::marks::Marks;
use super::shape::{Field, Object, Shape};
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// Every property with a declaration, together with that declaration: those of the root, entries of maps, and everything
/// declared below them. Outer properties come before inner ones; otherwise the order is that of the text. The contents of
/// embedded schemas are not included.
pub fn declared<'t>(root: Node<'t>) -> impl Iterator<Item = (Node<'t>, &'static Field)> {
    declared_in(root, EVERYWHERE)
}

/// Like [`declared`], but only the properties that overlap or touch `range`; others are skipped without descending.
pub fn declared_in<'t>(root: Node<'t>, range: TextRange) -> impl Iterator<Item = (Node<'t>, &'static Field)> {
    walk(root, Shape::Object(&MANIFEST), range, Marks::ANY).map(|visit| (visit.property, visit.field))
}

/// Like [`declared`], but only the properties whose field is in `marks`; sections that cannot contain any are skipped.
pub fn marked<'t>(root: Node<'t>, marks: Marks) -> impl Iterator<Item = (Node<'t>, &'static Field)> {
    walk(root, Shape::Object(&MANIFEST), EVERYWHERE, marks).map(|visit| (visit.property, visit.field))
}

/// Like [`marked`], for the properties below `node`, whose declaration is `object`.
pub(super) fn marked_below<'t>(
    node: Node<'t>,
    object: &'static Object,
    marks: Marks,
) -> impl Iterator<Item = Visit<'t>> {
    walk(node, Shape::Object(object), EVERYWHERE, marks)
}

/// A property with its declaration.
pub(super) struct Visit<'t> {
    pub(super) property: Node<'t>,
    pub(super) field: &'static Field,
    /// The bits of the kinds of entry that an object between the start and the property declares.
    pub(super) hidden: u64,
}

const EVERYWHERE: TextRange = TextRange { start: 0, end: u32::MAX };

/// An object whose members are being visited.
struct Level<I> {
    members: I,
    /// The declarations of the members: one field for each key, or the entry of a map.
    fields: &'static [Field],
    is_map: bool,
    /// The fields to visit, as returned by [`Marks::leading`].
    leading: u64,
    hidden: u64,
}

impl<I> Level<I> {
    /// The declaration of a member, unless it need not be visited.
    fn field(&self, member: Node<'_>) -> Option<&'static Field> {
        if self.is_map {
            return self.fields.first();
        }
        let key = member.key()?;
        let plain = key.plain_bytes();
        let is_named = |field: &Field| match plain {
            Some(name) => field.name.as_bytes() == name,
            None => key.text() == field.name,
        };
        let mut leading = self.leading;
        while let Some(field) = self.fields.get(leading.trailing_zeros() as usize).filter(|_| leading != 0) {
            if is_named(field) {
                return Some(field);
            }
            leading &= leading - 1;
        }
        self.fields.get(u64::BITS as usize..)?.iter().find(|field| is_named(field))
    }
}

/// A stack instead of recursion, since a declaration may contain itself and only the document limits the depth.
fn walk<'t>(node: Node<'t>, shape: Shape, range: TextRange, marks: Marks) -> impl Iterator<Item = Visit<'t>> {
    let level = move |node, shape: Shape, hidden| {
        let (fields, is_map) = (shape.fields(), matches!(shape, Shape::Map(_)));
        let leading = if is_map { 0 } else { marks.leading(fields) };
        Level { members: members(node, range), fields, is_map, leading, hidden }
    };
    let takes_all = marks == Marks::ANY;
    let mut open = vec![level(node, shape, 0)];
    std::iter::from_fn(move || {
        loop {
            let current = open.last_mut()?;
            let Some(property) = current.members.next() else {
                open.pop();
                continue;
            };
            let Some(field) = current.field(property) else { continue };
            let hidden = current.hidden;
            let has_fields = matches!(field.shape, Shape::Object(_) | Shape::Map(_));
            if let Some(value) = property.value().filter(|value| has_fields && value.kind() == Kind::Object) {
                let declared = if marks.has_scope() { declared_kinds(field.shape) } else { 0 };
                open.push(level(value, field.shape, hidden | declared));
            }
            if takes_all || marks.have(field) {
                return Some(Visit { property, field, hidden });
            }
        }
    })
}

/// The bits of the kinds of entry that an object declares.
fn declared_kinds(shape: Shape) -> u64 {
    let Shape::Object(object) = shape else { return 0 };
    let kind = |field: &Field| if let Shape::Map(map) = field.shape { map.kind.bit() } else { 0 };
    object.fields.iter().fold(0, |kinds, field| kinds | kind(field))
}

fn members(node: Node<'_>, range: TextRange) -> impl Iterator<Item = Node<'_>> {
    node.members().filter(move |member| member.range().start <= range.end && range.start <= member.range().end)
}

#[cfg(test)]
mod tests {
    use super::{EVERYWHERE, Marks, Shape, declared, marked, walk};
    use crate::contract::ring::{self, DEPTH};
    use crate::contract::{EntryKind, Format};
    use crate::syntax::{Dialect, Node, Source};

    const TEXT: &str = r#"{"title": "A", "x": {"title": "B"}, "secrets": {"KEY": "…"}, "actions": {"go": {"title": "Go",
        "input": {"schema": {"title": "C"}}}}, "user": {"tags": {"id": {"title": "Id"}}}}"#;

    #[test]
    fn outer_properties_first_in_the_order_of_the_text() {
        let source = Source::new(TEXT.to_owned(), Dialect::Json);
        let found = source.root().into_iter().flat_map(declared);
        let names: Vec<_> = found.filter_map(|(property, _)| property.name()).collect();
        assert_eq!(
            names,
            ["title", "secrets", "KEY", "actions", "go", "title", "input", "schema", "user", "tags", "id", "title"]
        );
    }

    #[test]
    fn a_search_finds_what_it_looks_for_and_nothing_else() {
        let source = Source::new(TEXT.to_owned(), Dialect::Json);
        let found = |marks| {
            let properties = source.root().into_iter().flat_map(move |root| marked(root, marks));
            properties.filter_map(|(property, _)| property.name()).collect::<Vec<_>>()
        };
        assert_eq!(found(Marks::entry(EntryKind::Tag).or(Marks::entry(EntryKind::Action))), ["go", "id"]);
        assert_eq!(found(Marks::format(Format::Secret)), ["KEY"]);
        assert_eq!(found(Marks::SCHEMA), ["schema"]);
    }

    #[test]
    fn a_declaration_in_a_ring_is_followed_as_deep_as_the_document_goes() {
        let source = Source::new(ring::document(DEPTH), Dialect::Json);
        let all = |root: Node<'_>| walk(root, Shape::Object(&ring::RING), EVERYWHERE, Marks::ANY).count();
        // Half of the levels are a key of the ring, half are a key and the name of an entry.
        assert_eq!(source.root().map(all), Some(DEPTH + DEPTH / 2 + 1));
    }
}

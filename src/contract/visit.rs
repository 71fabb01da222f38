//! Iterates over the declared values of a document.

use super::manifest::MANIFEST;
use super::marks::Marks;
use super::shape::{Field, Object, Shape};
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// Every property with a declaration, together with that declaration: those of the root, entries of maps, and everything
/// declared below them. Outer properties come before inner ones; otherwise the order is that of the text.
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

/// Like [`declared`], for the properties below `node`, whose declaration is `object`.
pub fn declared_below<'t>(node: Node<'t>, object: &'static Object) -> impl Iterator<Item = (Node<'t>, &'static Field)> {
    marked_below(node, object, Marks::ANY).map(|visit| (visit.property, visit.field))
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

/// An object or array whose children are being visited.
struct Level<I> {
    children: I,
    shape: Shape,
    /// The declarations of the members: one field for each key, or the entry of a map.
    fields: &'static [Field],
    is_map: bool,
    /// The fields to visit, as returned by [`Marks::leading`].
    leading: u64,
    hidden: u64,
}

impl<I> Level<I> {
    /// Whether no member of the object has to be visited.
    fn is_in_vain(&self) -> bool {
        !self.is_map && self.leading == 0 && self.fields.len() <= u64::BITS as usize
    }

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
        let fields = shape.fields();
        let is_map = shape.object().is_none();
        let leading = if is_map { 0 } else { marks.leading(fields) };
        Level { children: children(node, range), shape, fields, is_map, leading, hidden }
    };
    let takes_all = marks == Marks::ANY;
    let mut open = vec![level(node, shape, 0)];
    std::iter::from_fn(move || {
        loop {
            let current = open.last_mut()?;
            let Some(child) = current.children.next() else {
                open.pop();
                continue;
            };
            let (field, value, hidden) = if child.kind() == Kind::Property {
                (current.field(child), child.value(), current.hidden)
            } else {
                (current.shape.element(), Some(child), current.hidden)
            };
            let Some(field) = field else { continue };
            if let Some(value) = value.filter(|value| has_declared_children(field.shape, value.kind())) {
                let declared = if marks.has_scope() { declared_kinds(field.shape) } else { 0 };
                let next = level(value, field.shape, hidden | declared);
                if !next.is_in_vain() {
                    open.push(next);
                }
            }
            if child.kind() == Kind::Property && (takes_all || marks.have(field)) {
                return Some(Visit { property: child, field, hidden });
            }
        }
    })
}

/// Whether a value of this kind has members or elements that are declared, and that themselves hold fields.
fn has_declared_children(shape: Shape, kind: Kind) -> bool {
    match kind {
        Kind::Object => !shape.fields().is_empty(),
        Kind::Array => shape.element().is_some_and(|element| !element.shape.fields().is_empty()),
        _ => false,
    }
}

/// The bits of the kinds of entry that an object declares.
fn declared_kinds(shape: Shape) -> u64 {
    let Some(object) = shape.object() else { return 0 };
    let kind = |field: &Field| if let Shape::Map(map) = field.shape { map.kind.bit() } else { 0 };
    object.fields.iter().fold(0, |kinds, field| kinds | kind(field))
}

fn children(node: Node<'_>, range: TextRange) -> impl Iterator<Item = Node<'_>> {
    node.children().filter(move |child| child.range().start <= range.end && range.start <= child.range().end)
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
            [
                "title", "secrets", "KEY", "actions", "go", "title", "input", "schema", "title", "user", "tags", "id",
                "title"
            ]
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

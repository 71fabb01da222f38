//! What can occur below a declaration, so that a search can skip the other parts of a document.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::format::Format;
use super::manifest::MANIFEST;
use super::names::EntryKind;
use super::shape::{Field, Shape};

/// A set of properties of declared fields, to search for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    entries: u64,
    references: u64,
    formats: u64,
    is_schema: bool,
}

impl Marks {
    /// Every field.
    pub const ANY: Self = Self { entries: u64::MAX, references: u64::MAX, formats: u64::MAX, is_schema: true };
    pub(super) const NONE: Self = Self { entries: 0, references: 0, formats: 0, is_schema: false };

    /// Fields that contain an embedded JSON Schema.
    pub const SCHEMA: Self = Self { is_schema: true, ..Self::NONE };
    /// Entries of maps of any kind, outside embedded JSON Schemas.
    pub const ENTRY: Self = Self { entries: !EntryKind::IN_SCHEMA, ..Self::NONE };
    /// Fields whose strings refer to entries of any kind, outside embedded JSON Schemas.
    pub const REFERENCE: Self = Self { references: !EntryKind::IN_SCHEMA, ..Self::NONE };

    /// Entries of a map of that kind.
    pub const fn entry(kind: EntryKind) -> Self {
        Self { entries: kind.bit(), ..Self::NONE }
    }

    /// Fields whose strings refer to entries of that kind.
    pub const fn reference(kind: EntryKind) -> Self {
        Self { references: kind.bit(), ..Self::NONE }
    }

    /// Strings of that format.
    pub const fn format(format: Format) -> Self {
        Self { formats: format.bit(), ..Self::NONE }
    }

    /// The union of two sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            entries: self.entries | other.entries,
            references: self.references | other.references,
            formats: self.formats | other.formats,
            is_schema: self.is_schema || other.is_schema,
        }
    }

    /// Whether a field itself matches. Not for [`Marks::ANY`], which includes fields without a mark.
    pub(super) fn have(self, field: &Field) -> bool {
        self.meets(Self::of(field))
    }

    /// The fields that match or may have matches below them: a bit for each, by index. Fields beyond the last bit count as
    /// set.
    pub(super) fn leading(self, fields: &'static [Field]) -> u64 {
        // Scanning a short list is faster than a lookup.
        if self == Self::ANY || fields.len() <= 4 {
            return u64::MAX;
        }
        let Ok(at) = REACH.binary_search_by_key(&address(fields), |(address, _)| *address) else {
            // Fields that the manifest does not lead to are not in the table and may contain anything.
            return u64::MAX;
        };
        let reach = REACH[at].1.iter().take(u64::BITS as usize).enumerate();
        reach.fold(0, |bits, (index, reach)| bits | (u64::from(self.meets(*reach)) << index))
    }

    /// Whether it includes references, whose scope depends on the objects in between.
    pub(super) fn has_scope(self) -> bool {
        self != Self::ANY && self.references != 0
    }

    fn of(field: &Field) -> Self {
        Self {
            entries: field.entry.map_or(0, EntryKind::bit),
            references: field.kind_of_reference().map_or(0, EntryKind::bit),
            formats: field.shape.format().map_or(0, Format::bit),
            is_schema: matches!(field.shape, Shape::JsonSchema(_)),
        }
    }

    fn meets(self, other: Self) -> bool {
        self.entries & other.entries != 0
            || self.references & other.references != 0
            || self.formats & other.formats != 0
            || (self.is_schema && other.is_schema)
    }
}

fn address(fields: &'static [Field]) -> usize {
    fields.as_ptr().addr()
}

/// For every list of fields in the contract, sorted by address: the marks of each field and of what is below it.
static REACH: LazyLock<Vec<(usize, Vec<Marks>)>> = LazyLock::new(|| {
    let mut reach: Vec<_> = reach(MANIFEST.fields).into_iter().collect();
    reach.sort_unstable_by_key(|(address, _)| *address);
    reach
});

/// A declaration may contain itself, so the sets grow until none of them changes.
fn reach(root: &'static [Field]) -> HashMap<usize, Vec<Marks>> {
    let mut lists = vec![root];
    let mut found: HashMap<usize, Vec<Marks>> = HashMap::new();
    let mut at = 0;
    while let Some(list) = lists.get(at).copied() {
        found.insert(address(list), list.iter().map(Marks::of).collect());
        let inner = list.iter().map(|field| field.shape.fields());
        let elements = list.iter().filter_map(|field| Some(field.shape.element()?.shape.fields()));
        lists.extend(inner.chain(elements).filter(|inner| !inner.is_empty() && !found.contains_key(&address(inner))));
        at += 1;
    }
    loop {
        let mut has_changed = false;
        for list in lists.iter().rev() {
            for (index, field) in list.iter().enumerate() {
                let element = field.shape.element().map_or(Shape::Any, |element| element.shape);
                let lists = [field.shape, element].map(|shape| found.get(&address(shape.fields())));
                let below = lists.into_iter().flatten().flatten().fold(Marks::NONE, |all, marks| all.or(*marks));
                if let Some(marks) = found.get_mut(&address(list)).and_then(|list| list.get_mut(index)) {
                    let grown = marks.or(below);
                    has_changed |= *marks != grown;
                    *marks = grown;
                }
            }
        }
        if !has_changed {
            return found;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Marks, address, reach};
    use crate::contract::manifest::MANIFEST;
    use crate::contract::{EntryKind, Format, ring};

    fn sections(marks: Marks) -> Vec<&'static str> {
        let leading = marks.leading(MANIFEST.fields);
        let fields = MANIFEST.fields.iter().enumerate().filter(|(index, _)| leading >> index & 1 == 1);
        fields.map(|(_, field)| field.name).collect()
    }

    #[test]
    fn sections_that_can_hold_something() {
        assert_eq!(sections(Marks::entry(EntryKind::Tag)), ["channels", "user"]);
        assert_eq!(sections(Marks::reference(EntryKind::Action)), ["interfaces"]);
        assert_eq!(
            sections(Marks::format(Format::Vrl).or(Marks::format(Format::Code))),
            ["code", "configuration", "configurations", "identifier"]
        );
    }

    #[test]
    fn a_ring_is_closed() {
        let found = reach(ring::RING.fields);
        let entities = Marks::entry(EntryKind::Entity);
        let leading: Vec<bool> =
            found[&address(ring::RING.fields)].iter().map(|marks| entities.meets(*marks)).collect();
        assert_eq!(leading, [true, true, false], "the ring itself, the map, and a string");
    }
}

//! Finds the actions and events that implement an interface. The hub's rules skip them, because the interface provides
//! their titles and descriptions.

use std::collections::HashSet;

use crate::contract::EntryKind;
use crate::contract::manifest::MANIFEST;
use crate::contract::relations::references_into;
use crate::syntax::{Kind, Node, Source};

/// The kinds of entry that the vendor's `bp lint` skips if they implement an interface.
const KINDS: [EntryKind; 2] = [EntryKind::Action, EntryKind::Event];

/// The entries of a document that interfaces are mapped to.
pub(super) struct InterfaceImplementations<'s> {
    sections: Vec<Section<'s>>,
}

/// The entries of one kind.
struct Section<'s> {
    kind: EntryKind,
    map: Node<'s>,
    names: HashSet<String>,
}

impl<'s> InterfaceImplementations<'s> {
    pub(super) fn of(source: &'s Source) -> Self {
        let Some(root) = source.root() else { return Self { sections: Vec::new() } };
        let section = |kind| {
            let map = root.get(MANIFEST.map_of(kind)?.name).filter(|map| map.kind() == Kind::Object)?;
            Some(Section { kind, map, names: HashSet::new() })
        };
        let mut sections: Vec<_> = KINDS.into_iter().filter_map(section).collect();
        let kinds: Vec<EntryKind> = sections.iter().map(|section| section.kind).collect();
        for (value, scope) in references_into(root, &MANIFEST, &kinds) {
            if let Some(section) = sections.iter_mut().find(|section| section.kind == scope.kind) {
                section.names.extend(value.as_string().map(std::borrow::Cow::into_owned));
            }
        }
        Self { sections }
    }

    /// Whether a property is one of them.
    pub(super) fn has(&self, property: Node<'_>) -> bool {
        let section = self.sections.iter().find(|section| section.map.range().covers(property.range()));
        section
            .filter(|section| !section.names.is_empty())
            .is_some_and(|section| property.name().is_some_and(|name| section.names.contains(&*name)))
    }
}

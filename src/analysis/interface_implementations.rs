//! Which actions and events an interface supplies: their words are the interface's business.

use std::collections::HashSet;

use crate::syntax::{Kind, Node, Source};

/// The names of actions and events that stand for an interface's.
pub(super) struct InterfaceImplementations<'s> {
    actions: HashSet<String>,
    events: HashSet<String>,
    sections: [Option<Node<'s>>; 2],
}

impl<'s> InterfaceImplementations<'s> {
    pub(super) fn of(source: &'s Source) -> Self {
        let root = source.root();
        let interfaces = root.and_then(|root| root.get("interfaces"));
        let names = |section: &str| {
            let mapped =
                interfaces.into_iter().flat_map(Node::members).filter_map(|interface| interface.value()?.get(section));
            let names = mapped.flat_map(Node::members).filter_map(|mapping| mapping.value()?.get("name")?.as_string());
            names.map(|name| name.into_owned()).collect()
        };
        let section = |name: &str| root.and_then(|root| root.get(name)).filter(|node| node.kind() == Kind::Object);
        Self { actions: names("actions"), events: names("events"), sections: [section("actions"), section("events")] }
    }

    /// Whether a unit is one of them.
    pub(super) fn has(&self, unit: Node<'_>) -> bool {
        let within = |section: Option<Node<'_>>| section.is_some_and(|section| section.range().covers(unit.range()));
        let names = match self.sections {
            [actions, _] if within(actions) => &self.actions,
            [_, events] if within(events) => &self.events,
            _ => return false,
        };
        !names.is_empty() && unit.name().is_some_and(|name| names.contains(&*name))
    }
}

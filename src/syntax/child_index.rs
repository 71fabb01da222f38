//! The children of containers that have many, so that looking one up does not take a pass over all of them.
//!
//! A list is made when it is first asked for, and dropped with the next edit.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use parking_lot::Mutex;

/// The children of one container.
pub(super) struct Children {
    /// The ids of all, in the order of the text.
    pub(super) ids: Vec<u32>,
    /// Those with each name.
    named: HashMap<Box<str>, Vec<u32>>,
}

impl Children {
    /// The list of these ids, each with its name if it has one.
    pub(super) fn new<'n>(children: impl Iterator<Item = (u32, Option<Cow<'n, str>>)>) -> Self {
        let mut list = Self { ids: Vec::new(), named: HashMap::new() };
        for (id, name) in children {
            list.ids.push(id);
            if let Some(name) = name {
                list.named.entry(name.into()).or_default().push(id);
            }
        }
        list
    }

    /// The number of children before the one with this id.
    pub(super) fn position(&self, id: u32) -> usize {
        self.ids.partition_point(|other| *other < id)
    }

    /// The last child with a name.
    pub(super) fn last_named(&self, name: &str) -> Option<u32> {
        self.named.get(name)?.last().copied()
    }

    /// The last child with a name before the one with this id.
    pub(super) fn named_before(&self, name: &str, id: u32) -> Option<u32> {
        let named = self.named.get(name)?;
        named[..named.partition_point(|other| *other < id)].last().copied()
    }
}

/// The lists of a tree, by the id of the container. They follow from the tree, so all indices count as equal, and a copy
/// starts without any.
#[derive(Default)]
pub(super) struct ChildIndex(Mutex<HashMap<u32, Arc<Children>>>);

impl ChildIndex {
    /// The list of a container, which is made by `make` if there is none yet.
    pub(super) fn of(&self, container: u32, make: impl FnOnce() -> Children) -> Arc<Children> {
        Arc::clone(self.0.lock().entry(container).or_insert_with(|| Arc::new(make())))
    }

    /// Drops all lists.
    pub(super) fn clear(&mut self) {
        self.0.get_mut().clear();
    }
}

impl Clone for ChildIndex {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for ChildIndex {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ChildIndex {}

impl fmt::Debug for ChildIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChildIndex")
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::{Dialect, Node, Source};
    use crate::text::TextRange;

    fn object(source: &Source) -> Node<'_> {
        source.root().expect("a root")
    }

    #[test]
    fn many_children_are_found_like_few() {
        // Every name occurs twice, and some are written with an escape.
        for count in [0, 1, 2, 60, 64, 65, 66, 300] {
            let name = |index: usize| {
                if index.is_multiple_of(3) { format!("\\u006b{}", index / 2) } else { format!("k{}", index / 2) }
            };
            let members: Vec<String> = (0..count).map(|index| format!("\"{}\": [{index}]", name(index))).collect();
            let source = Source::new(format!("{{{}}}", members.join(", ")), Dialect::Json);
            let object = object(&source);
            let all: Vec<Node<'_>> = object.members().collect();
            assert_eq!(object.last_child(), all.last().copied());
            for (index, member) in all.iter().enumerate() {
                let named = |found: &&Node<'_>| found.name() == member.name();
                let name = member.name().unwrap_or_default();
                assert_eq!(object.property(&name).as_ref(), all.iter().rev().find(named), "{name} of {count}");
                assert_eq!(member.same_before().as_ref(), all[..index].iter().rev().find(named), "{name} of {count}");
                assert_eq!(member.position(), index);
                assert_eq!(member.before(), index.checked_sub(1).map(|before| all[before]));
            }
            assert_eq!(object.property("absent"), None);
        }
    }

    #[test]
    fn an_edit_is_seen() {
        let members: Vec<String> = (0..100).map(|index| format!("\"k{index}\": 1")).collect();
        let mut source = Source::new(format!("{{{}}}", members.join(", ")), Dialect::Json);
        assert!(object(&source).property("k0").is_some());
        source.edit(TextRange::new(2, 3), "x");
        assert!(object(&source).property("k0").is_none());
        assert!(object(&source).property("x0").is_some());
    }
}

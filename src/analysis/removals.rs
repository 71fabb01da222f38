//! Writes that an update removes something: `null` where it is.

use std::collections::BTreeMap;

use super::edits::{Edit, insert, one_line};
use crate::syntax::{Kind, Node, NodeId, Source};

/// What is to be written: a `null`, or an object with more of it.
#[derive(Debug, Default)]
struct Nulls(BTreeMap<String, Nulls>);

impl Nulls {
    fn add(&mut self, keys: &[String]) {
        if let Some((first, rest)) = keys.split_first() {
            self.0.entry(first.clone()).or_default().add(rest);
        }
    }

    fn json(&self, source: &Source, near: Node<'_>) -> String {
        if self.0.is_empty() {
            return "null".to_owned();
        }
        let members: Vec<(&str, String)> =
            self.0.iter().map(|(name, inner)| (name.as_str(), inner.json(source, near))).collect();
        one_line(source, near, &members)
    }
}

/// The edits that add a member that is `null` at each of these paths, and objects around it where there are none. Where
/// something is already, nothing is written.
pub fn write_nulls<'p>(source: &Source, paths: impl IntoIterator<Item = &'p [String]>) -> Vec<Edit> {
    let Some(root) = source.root() else { return Vec::new() };
    let mut objects: BTreeMap<NodeId, (Node<'_>, Nulls)> = BTreeMap::new();
    for path in paths {
        let (mut at, mut rest) = (root, path);
        while let Some((first, further)) = rest.split_first() {
            match at.property(first) {
                Some(property) => match property.value() {
                    Some(value) => (at, rest) = (value, further),
                    None => break,
                },
                None if at.kind() == Kind::Object => {
                    objects.entry(at.id()).or_insert_with(|| (at, Nulls::default())).1.add(rest);
                    break;
                }
                None => break,
            }
        }
    }
    let edits = objects.values().flat_map(|(object, nulls)| {
        let members: Vec<(&str, String)> =
            nulls.0.iter().map(|(name, inner)| (name.as_str(), inner.json(source, *object))).collect();
        insert(source, *object, &members)
    });
    let mut edits: Vec<Edit> = edits.collect();
    edits.sort();
    edits
}

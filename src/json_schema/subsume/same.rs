//! Which parts of two schemas are equal.

use std::collections::{HashMap, HashSet};

use super::difference::Side;
use crate::json_schema::equality::{Class, Classes};
use crate::syntax::{Node, NodeId};

/// The equal parts of two schemas.
pub(super) struct Same {
    narrow: HashMap<NodeId, Option<Class>>,
    wide: HashMap<NodeId, Option<Class>>,
    /// What has a reference in it, on the narrower side. That may lead to different schemas.
    referring: HashSet<NodeId>,
    /// Whether the tops are equal, so that references lead to the same.
    are_equal: bool,
}

impl Same {
    /// Takes as many steps as there are nodes.
    pub(super) fn of(narrow: Side<'_>, wide: Side<'_>) -> Self {
        let mut classes = Classes::default();
        let mut same =
            Self { narrow: HashMap::new(), wide: HashMap::new(), referring: HashSet::new(), are_equal: false };
        classes.classify(narrow.root, &mut same.narrow);
        classes.classify(wide.root, &mut same.wide);
        for reference in narrow.root.subtree().filter(|node| node.is_named("$ref")) {
            for node in reference.ancestors() {
                if !same.referring.insert(node.id()) || node == narrow.root {
                    break;
                }
            }
        }
        same.are_equal = same.equal(narrow.root, wide.root);
        same
    }

    /// Whether a part of the narrower schema means the same as one of the wider schema, since it is written the same way.
    pub(super) fn are(&self, narrow: Node<'_>, wide: Node<'_>) -> bool {
        self.equal(narrow, wide) && (self.are_equal || !self.referring.contains(&narrow.id()))
    }

    fn equal(&self, narrow: Node<'_>, wide: Node<'_>) -> bool {
        let class = |known: &HashMap<NodeId, Option<Class>>, node: Node<'_>| known.get(&node.id()).copied().flatten();
        class(&self.narrow, narrow).is_some_and(|own| class(&self.wide, wide) == Some(own))
    }
}

//! Completes names that are declared elsewhere in the document.

use std::borrow::Cow;
use std::collections::HashSet;

use super::item::{CompletionKind, List};
use crate::contract::relations::scope;
use crate::syntax::Node;

impl List<'_> {
    /// Offers the names that a string, or a string in an array, can refer to. Names already in the array are left out.
    pub(super) fn names_in_scope(&mut self, owner: Node<'_>) {
        let Some(scope) = scope(owner) else { return };
        let others = owner.elements().filter(|node| node.range().start != self.context.replace_range.start);
        let mut taken: HashSet<Cow<'_, str>> = others.filter_map(Node::as_string).collect();
        taken.extend(self.items.iter().map(|item| Cow::Owned(item.label.clone())));
        for key in scope.keys().filter(|key| !self.secrets.touch(key.range())) {
            let name = key.text();
            if taken.insert(name.clone()) {
                self.reference(&name, scope.kind.noun());
            }
        }
    }

    fn reference(&mut self, name: &str, detail: &str) {
        let mut item = self.string(name, CompletionKind::Reference, format!("0{:04}", self.items.len()));
        item.detail = detail.to_owned();
        self.items.push(item);
    }
}

//! Completes names that are declared elsewhere in the document.

use std::borrow::Cow;

use super::item::{CompletionKind, List};
use crate::contract::relations::scope;
use crate::syntax::Node;

impl List<'_> {
    /// Offers the names that a string, or a string in an array, can refer to. Names already in the array are left out.
    pub(super) fn names_in_scope(&mut self, owner: Node<'_>) {
        let Some(scope) = scope(owner) else { return };
        let taken: Vec<Cow<'_, str>> = owner
            .elements()
            .filter(|node| node.range().start != self.context.replace_range.start)
            .filter_map(Node::as_string)
            .collect();
        for name in scope.names().filter(|name| !taken.contains(name)) {
            self.reference(&name, scope.kind.noun());
        }
    }

    fn reference(&mut self, name: &str, detail: &str) {
        if self.items.iter().any(|item| item.label == name) {
            return;
        }
        let mut item = self.string(name, CompletionKind::Reference, format!("0{:04}", self.items.len()));
        item.detail = detail.to_owned();
        self.items.push(item);
    }
}

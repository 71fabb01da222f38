//! Names that are declared elsewhere in the document.

use std::borrow::Cow;

use super::item::{CompletionKind, List};
use crate::analysis::Document;
use crate::syntax::{Kind, Node};

impl List<'_> {
    /// Offers the tags that are declared beside a list of required tags, without those that are in the list.
    pub(super) fn declared_tags(&mut self, list: Node<'_>) {
        let holder = list.ancestors().filter(|node| node.kind() == Kind::Object).nth(1);
        let Some(tags) = holder.and_then(|holder| holder.get("tags")) else { return };
        let taken: Vec<Cow<'_, str>> = list
            .elements()
            .filter(|node| node.range().start != self.context.replace_range.start)
            .filter_map(Node::as_string)
            .collect();
        for name in tags.members().filter_map(Node::name).filter(|name| !taken.contains(name)) {
            self.reference(&name, "tag");
        }
    }

    /// Offers the names of this manifest that an interface's name can be mapped to.
    pub(super) fn names_to_map_to(&mut self, document: &Document, owner: Node<'_>) {
        let pointer = owner.pointer();
        let [first, _, kind, _, last] = pointer.segments() else { return };
        if first != "interfaces" || last != "name" {
            return;
        }
        let declared = document.source().root().and_then(|root| root.get(kind));
        for name in declared.into_iter().flat_map(Node::members).filter_map(Node::name) {
            self.reference(&name, "declared in this manifest");
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

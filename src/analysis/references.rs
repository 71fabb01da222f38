//! Where a manifest names what it declares elsewhere.

use crate::syntax::Node;

/// The values that name what `key` declares: of an action, event, channel or entity, the interface mappings to it; of
/// a tag, the required tags beside it.
pub(super) fn references(key: Node<'_>) -> Vec<Node<'_>> {
    let pointer = key.pointer();
    let name = key.text();
    let is_it = |node: &Node<'_>| node.as_string().is_some_and(|text| text == name);
    let root = key.ancestors().last();
    match pointer.segments() {
        [section, _] => {
            let interfaces = root.and_then(|root| root.get("interfaces")).into_iter().flat_map(Node::members);
            let mappings = interfaces.filter_map(|interface| interface.value()?.get(section)).flat_map(Node::members);
            mappings.filter_map(|mapping| mapping.value()?.get("name")).filter(is_it).collect()
        }
        [.., tags, _] if tags == "tags" => {
            let holder = key.ancestors().nth(3);
            let required = holder.and_then(|holder| holder.get("creation")?.get("requiredTags"));
            required.into_iter().flat_map(Node::elements).filter(is_it).collect()
        }
        _ => Vec::new(),
    }
}

//! Names for new entries.

use crate::syntax::Node;

/// The name that is wanted, or the first one with a number behind it that is not in the map yet.
pub(super) fn free_name(wanted: &str, map: Option<Node<'_>>) -> String {
    let is_taken = |name: &str| map.is_some_and(|map| map.property(name).is_some());
    let numbered = (2..).map(|number| format!("{wanted}{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

//! What a `$ref` leads to.

use super::keywords::REF;
use crate::syntax::{Node, Pointer};

/// The value in the schema with the top `root` that the text of a `$ref` leads to. `None` if it leads nowhere, or out of
/// the schema.
pub fn target<'t>(root: Node<'t>, text: &str) -> Option<Node<'t>> {
    let fragment = text.strip_prefix('#')?;
    // Some people write the key as it is, although it has a `%`.
    let pointers = [Pointer::parse_fragment(fragment), Pointer::parse(fragment)];
    pointers.into_iter().flatten().find_map(|pointer| pointer.find(root))
}

/// The text of a schema's `$ref`, if it has one.
pub fn reference_of(schema: Node<'_>) -> Option<Node<'_>> {
    schema.property(REF)?.value().filter(|value| value.as_string().is_some())
}

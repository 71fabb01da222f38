//! What a `$ref` leads to.

use super::keywords::REF;
use super::way::Way;
use crate::syntax::Node;

/// The value in the schema with the top `root` that the text of a `$ref` leads to. `None` if it leads nowhere, or out of
/// the schema.
pub fn target<'t>(root: Node<'t>, text: &str) -> Option<Node<'t>> {
    Way::of(root, text).map(|way| way.target())
}

/// The text of a schema's `$ref`, if it has one.
pub fn reference_of(schema: Node<'_>) -> Option<Node<'_>> {
    schema.property(REF)?.value().filter(|value| value.as_string().is_some())
}

/// The most references that are followed one after the other. Real schemas have chains of two or three.
const LONGEST_CHAIN: usize = 32;

/// Why a reference leads to no schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadEnd<'t> {
    /// Nothing is where it points; the node is the text of the `$ref`.
    Nowhere(Node<'t>),
    /// It leads back to itself, or through more references than anybody follows; the node is the text of the first `$ref`.
    Circle(Node<'t>),
}

/// What a schema stands for: itself, or where its `$ref`, and that of what it leads to, end.
///
/// # Errors
/// It ends nowhere.
pub fn follow<'t>(root: Node<'t>, schema: Node<'t>) -> Result<Node<'t>, DeadEnd<'t>> {
    let Some(first) = reference_of(schema) else { return Ok(schema) };
    let mut text = first;
    for _ in 0..LONGEST_CHAIN {
        let next = target(root, &text.text()).ok_or(DeadEnd::Nowhere(text))?;
        match reference_of(next) {
            Some(further) => text = further,
            None => return Ok(next),
        }
    }
    Err(DeadEnd::Circle(first))
}

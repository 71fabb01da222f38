//! What can be read of a value. Documents are often half typed, and nothing is said about what is unclear.

use std::borrow::Cow;

use super::number::Number;
use crate::syntax::literal::Pieces;
use crate::syntax::{Kind, Node};

/// A number; `None` if the node is not one.
pub(super) fn number(node: Node<'_>) -> Option<Number> {
    (node.kind() == Kind::Number && !node.is_malformed()).then(|| Number::parse(node.source())).flatten()
}

/// The text of a string; `None` if the node is not a string, or has no closing quote or an escape that is invalid.
pub(super) fn string(node: Node<'_>) -> Option<Cow<'_, str>> {
    if node.kind() != Kind::String || node.is_malformed() {
        return None;
    }
    let text = node.text();
    let is_faulty = || Pieces::new(node.source()).any(|piece| piece.character == '\\' && piece.end - piece.start == 1);
    let is_decoded = matches!(text, Cow::Owned(_)) && text.contains('\\');
    (!is_decoded || !is_faulty()).then_some(text)
}

/// The name of a member; `None` if its key is not a string.
pub(super) fn name(member: Node<'_>) -> Option<Cow<'_, str>> {
    string(member.key()?)
}

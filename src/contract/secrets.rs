//! Where the secrets of a document are, so that nobody repeats them.

use super::manifest::MANIFEST;
use super::shape::{Field, Format, Map, Shape, Text};
use crate::syntax::Node;
use crate::text::TextRange;

/// The places of a document that hold secret values. What is misplaced among them counts as one.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    /// The objects that hold secrets.
    maps: Vec<TextRange>,
    /// Their keys, which are no secret.
    keys: Vec<TextRange>,
    values: Vec<TextRange>,
}

impl Secrets {
    /// Those of the document with that root.
    pub fn of(root: Option<Node<'_>>) -> Self {
        let mut secrets = Self::default();
        for property in root.into_iter().flat_map(Node::members) {
            let field = property.name().and_then(|name| MANIFEST.field(&name));
            let Some(Field { shape: Shape::Map(Map { entry, .. }), .. }) = field else { continue };
            let (Shape::Text(Text { format: Format::Secret, .. }), Some(map)) = (entry.shape, property.value()) else {
                continue;
            };
            secrets.maps.push(map.range());
            for member in map.members() {
                secrets.keys.extend(member.key().map(Node::range));
                secrets.values.extend(member.value().map(Node::range));
            }
        }
        secrets
    }

    /// Whether a piece of the text is, or may be, a secret value.
    pub fn touch(&self, range: TextRange) -> bool {
        let inside = |ranges: &[TextRange]| ranges.iter().any(|outer| outer.covers(range));
        inside(&self.maps) && !inside(&self.keys)
    }

    /// Whether the character at a byte offset must not be shown.
    pub fn hide(&self, offset: u32, c: char) -> bool {
        let place = TextRange::new(offset, offset + c.len_utf8() as u32);
        if !self.touch(place) {
            return false;
        }
        match self.values.iter().find(|value| value.covers(place)) {
            // Its quotes, or whatever stands in their place, are shown.
            Some(value) => (offset > value.start && place.end < value.end) || c.is_alphanumeric(),
            None => c.is_alphanumeric(),
        }
    }
}

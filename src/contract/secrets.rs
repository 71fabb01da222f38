//! Finds the secrets of a document, so that no output contains them.

use super::manifest::MANIFEST;
use super::names::EntryKind;
use super::shape::{Map, Shape};
use crate::syntax::Node;
use crate::text::TextRange;

/// The prefix of the environment variable from which the code reads a secret.
pub const ENVIRONMENT_PREFIX: &str = "SECRET_";

impl Map {
    /// Whether its values are secrets, which are never shown.
    pub fn holds_secrets(&self) -> bool {
        self.kind == EntryKind::Secret
    }
}

/// The parts of a document that contain secret values. Misplaced values among them count as secrets too.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    /// The objects that contain secrets.
    maps: Vec<TextRange>,
    /// The keys of these objects, which are not secret.
    keys: Vec<TextRange>,
    values: Vec<TextRange>,
}

impl Secrets {
    /// The secrets of the document with the given root.
    pub fn of(root: Option<Node<'_>>) -> Self {
        let mut secrets = Self::default();
        for property in root.into_iter().flat_map(Node::members) {
            let field = property.name().and_then(|name| MANIFEST.field(&name));
            let is_secret = field.is_some_and(|field| matches!(field.shape, Shape::Map(map) if map.holds_secrets()));
            let Some(map) = property.value().filter(|_| is_secret) else { continue };
            secrets.maps.push(map.range());
            for member in map.members() {
                secrets.keys.extend(member.key().map(Node::range));
                secrets.values.extend(member.value().map(Node::range));
            }
        }
        secrets
    }

    /// Whether a range of the text overlaps a (possible) secret value.
    pub fn touch(&self, range: TextRange) -> bool {
        around(&self.maps, range).is_some() && around(&self.keys, range).is_none()
    }

    /// Whether the character at `offset`, in bytes, must not be shown.
    pub fn hide(&self, offset: u32, c: char) -> bool {
        let range = TextRange::new(offset, offset + c.len_utf8() as u32);
        if !self.touch(range) {
            return false;
        }
        match around(&self.values, range) {
            // The quotes of a value, or the characters in their place, are shown.
            Some(value) => (offset > value.start && range.end < value.end) || c.is_alphanumeric(),
            None => c.is_alphanumeric(),
        }
    }
}

/// The one of `ranges` that covers `range`. They are in the order of the text and do not overlap.
fn around(ranges: &[TextRange], range: TextRange) -> Option<TextRange> {
    let before = ranges.partition_point(|outer| outer.start <= range.start);
    ranges[..before].last().copied().filter(|outer| outer.covers(range))
}

//! JSON Pointers, which identify values in a document.
//!
//! See [RFC 6901](https://www.rfc-editor.org/rfc/rfc6901), sections 3 (syntax) and 4 (evaluation).

use std::borrow::Cow;
use std::fmt;

use super::tree::{Kind, Node};

/// The keys and indices from the root to a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// The keys and indices, outermost first.
    pub fn segments(&self) -> &[String] {
        &self.0
    }

    /// Parses a pointer; `None` if the text is neither empty nor starts with a slash.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let rest = text.strip_prefix('/')?;
        Some(Self(rest.split('/').map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect()))
    }

    /// Escapes a key for use in a pointer: `~` becomes `~0` and `/` becomes `~1` (RFC 6901, section 3).
    pub fn escape(segment: &str) -> Cow<'_, str> {
        if segment.contains(['~', '/']) {
            Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
        } else {
            Cow::Borrowed(segment)
        }
    }

    /// The node that it points to: a value, or the property if it has no value.
    pub fn find<'t>(&self, root: Node<'t>) -> Option<Node<'t>> {
        self.0.iter().try_fold(root, |node, segment| {
            let found = node.property(segment);
            match found {
                Some(property) => Some(property.value().unwrap_or(property)),
                None => segment.parse().ok().and_then(|index: usize| node.elements().nth(index)),
            }
        })
    }
}

impl Node<'_> {
    /// The pointer to this node from the root.
    pub fn pointer(self) -> Pointer {
        let mut segments = Vec::new();
        let mut node = self;
        while let Some(parent) = node.parent() {
            match parent.kind() {
                Kind::Object => segments.push(node.name().unwrap_or_default().into_owned()),
                Kind::Array => segments.push(node.position().to_string()),
                _ => {}
            }
            node = parent;
        }
        segments.reverse();
        Pointer::from(segments)
    }
}

impl From<Vec<String>> for Pointer {
    fn from(segments: Vec<String>) -> Self {
        Self(segments)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.0 {
            write!(f, "/{}", Self::escape(segment))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    #[test]
    fn a_pointer_is_written_and_read_as_the_standard_says() {
        let text = r#"{"a/b": {"m~n": [1, {"": true}]}}"#;
        let tree = parse(text);
        let node = tree.node_at(text, text.find("true").expect("it is there") as u32).expect("a node");
        assert_eq!(node.pointer().to_string(), "/a~1b/m~0n/1/");
        let root = tree.root(text).expect("a root");
        assert_eq!(Pointer::parse("/a~1b/m~0n/1/").and_then(|pointer| pointer.find(root)), Some(node));
        assert_eq!(Pointer::parse("a"), None);
        assert_eq!(Pointer::parse("").and_then(|pointer| pointer.find(root)), Some(root));
    }
}

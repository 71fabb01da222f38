//! JSON Pointers, which identify values in a document.
//!
//! See [RFC 6901](https://www.rfc-editor.org/rfc/rfc6901), sections 3 (syntax) and 4 (evaluation).

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

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

    /// Parses a pointer from the fragment of a URI, without its `#`: `/definitions/My%20Type` (RFC 6901, section 6). An
    /// escape that is malformed stands for itself.
    pub fn parse_fragment(text: &str) -> Option<Self> {
        match percent_decode_str(text).decode_utf8() {
            Ok(decoded) => Self::parse(&decoded),
            Err(_) => Self::parse(text),
        }
    }

    /// As the fragment of a URI, without its `#`: the reverse of [`Pointer::parse_fragment`]. Letters outside ASCII are kept,
    /// as people write them.
    pub fn to_fragment(&self) -> String {
        let mut fragment = String::new();
        for c in self.to_string().chars() {
            match c {
                c if c.is_ascii() => fragment.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), NOT_IN_FRAGMENTS)),
                c => fragment.push(c),
            }
        }
        fragment
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
        self.0.iter().try_fold(root, |node, segment| step(node, segment))
    }

    /// The nodes on the way from `root`, which comes first, to the one that it points to: one more than it has segments.
    pub fn trace<'t>(&self, root: Node<'t>) -> Option<Vec<Node<'t>>> {
        let mut node = root;
        let mut nodes = vec![root];
        for segment in &self.0 {
            node = step(node, segment)?;
            nodes.push(node);
        }
        Some(nodes)
    }
}

/// The value that a key or an index leads to, or the property if it has no value.
fn step<'t>(node: Node<'t>, segment: &str) -> Option<Node<'t>> {
    match node.property(segment) {
        Some(property) => Some(property.value().unwrap_or(property)),
        None => index(segment).and_then(|index| node.element(index)),
    }
}

/// The ASCII characters that a fragment cannot have ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986), section 3.5).
const NOT_IN_FRAGMENTS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The index of an element: digits without a leading zero.
fn index(segment: &str) -> Option<usize> {
    let is_index = segment == "0" || !segment.starts_with(['0', '+']);
    segment.parse().ok().filter(|_| is_index)
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
        assert_eq!(Pointer::parse("/a~1b/m~0n/00").and_then(|pointer| pointer.find(root)), None);
        assert_eq!(Pointer::parse("a"), None);
        assert_eq!(Pointer::parse("").and_then(|pointer| pointer.find(root)), Some(root));
    }

    #[test]
    fn fragments_are_percent_decoded() {
        let parsed = |text| Pointer::parse_fragment(text).map(|pointer| pointer.segments().to_vec());
        for (text, segment) in [
            ("/My%20Type", "My Type"),
            ("/a%2Fb~1c", "b/c"),
            ("/Gr%C3%B6%C3%9Fe", "Größe"),
            ("/100%25", "100%"),
            ("/100%", "100%"),
            ("/%zz%2", "%zz%2"),
            ("/%ff", "%ff"),
        ] {
            assert_eq!(parsed(text).and_then(|segments| segments.last().cloned()).as_deref(), Some(segment), "{text}");
        }
        let pointer = Pointer::from(vec!["My \"Type\"".to_owned(), "a/b~%".to_owned(), "Größe".to_owned()]);
        assert_eq!(pointer.to_fragment(), "/My%20%22Type%22/a~1b~0%25/Größe");
        assert_eq!(Pointer::parse_fragment(&pointer.to_fragment()), Some(pointer));
    }
}

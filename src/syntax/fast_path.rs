//! A fast parser for valid JSON without comments, which most documents are.
//!
//! It returns exactly the tree that [`super::parser`] returns, or gives up at the first sign of anything else; the
//! tolerant parser then reads the text again.

use super::lexer::is_plain_number;
use super::literal::{self, Role};
use super::tree::{Flags, Kind, NodeData, NodeId, Tree};
use crate::text::TextRange;

/// The tree of a text that is valid JSON without comments and has an object or array as its root.
pub(super) fn parse(text: &str) -> Option<Tree> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, nodes: Vec::new() };
    // Real manifests have a node every 16 bytes or more.
    reader.nodes.reserve(text.len() / 16);
    reader.document()?;
    Some(Tree { nodes: reader.nodes, ..Tree::default() })
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    nodes: Vec<NodeData>,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<()> {
        self.whitespace();
        // The open containers, innermost last.
        let mut open: Vec<NodeId> = Vec::with_capacity(32);
        if !self.value(NodeId::NONE, Flags::CLEAN, &mut open)? {
            // A scalar root is not a manifest, so leave it to the tolerant parser.
            return None;
        }
        while let Some(&container) = open.last() {
            let is_object = self.nodes[container.index()].kind == Kind::Object;
            self.whitespace();
            let close = if is_object { b'}' } else { b']' };
            let is_first = self.nodes.len() == container.index() + 1;
            let byte = *self.bytes.get(self.at)?;
            if byte == close {
                self.at += 1;
                open.pop();
                self.close(container);
                continue;
            }
            if !is_first {
                if byte != b',' {
                    return None;
                }
                self.at += 1;
                self.whitespace();
            }
            if is_object {
                self.member(container, &mut open)?;
            } else {
                self.value(container, Flags::CLEAN, &mut open)?;
            }
        }
        self.whitespace();
        (self.at == self.bytes.len()).then_some(())
    }

    fn push(&mut self, kind: Kind, flags: Flags, range: TextRange, parent: NodeId) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(NodeData { kind, flags, range, parent, size: 1, colon: 0 });
        id
    }

    fn close(&mut self, container: NodeId) {
        let (end, count) = (self.at as u32, self.nodes.len() as u32);
        let node = &mut self.nodes[container.index()];
        node.range.end = end;
        node.size = count - container.0;
        node.flags |= Flags::CLOSED;
        self.end_property(node_parent(&self.nodes, container), end, count);
    }

    /// Finishes a property after its value.
    fn end_property(&mut self, parent: NodeId, end: u32, count: u32) {
        if parent != NodeId::NONE && self.nodes[parent.index()].kind == Kind::Property {
            let node = &mut self.nodes[parent.index()];
            node.range.end = end;
            node.size = count - parent.0;
        }
    }

    fn member(&mut self, object: NodeId, open: &mut Vec<NodeId>) -> Option<()> {
        let start = self.at;
        if *self.bytes.get(start)? != b'"' {
            return None;
        }
        let escaped = self.string(Role::KeyOrElement)?;
        let key = TextRange::new(start as u32, self.at as u32);
        let property = self.push(Kind::Property, Flags::CLEAN, key, object);
        self.push(Kind::String, escaped, key, property);
        self.whitespace();
        if *self.bytes.get(self.at)? != b':' {
            return None;
        }
        self.nodes[property.index()].colon = (self.at - start) as u32;
        self.at += 1;
        self.whitespace();
        self.value(property, Flags::empty(), open)?;
        Some(())
    }

    /// Reads a value or the opening bracket of one. Returns whether it was a bracket.
    #[inline]
    fn value(&mut self, parent: NodeId, flags: Flags, open: &mut Vec<NodeId>) -> Option<bool> {
        let start = self.at;
        let byte = *self.bytes.get(start)?;
        let (kind, flags) = match byte {
            b'{' | b'[' => {
                self.at += 1;
                let kind = if byte == b'{' { Kind::Object } else { Kind::Array };
                let id = self.push(kind, flags, TextRange::new(start as u32, self.at as u32), parent);
                open.push(id);
                return Some(true);
            }
            b'"' => {
                let escaped = self.string(Role::Value)?;
                (Kind::String, flags | escaped)
            }
            b't' | b'f' | b'n' => (self.word()?, flags),
            b'-' | b'0'..=b'9' => {
                self.number()?;
                (Kind::Number, flags)
            }
            _ => return None,
        };
        self.push(kind, flags, TextRange::new(start as u32, self.at as u32), parent);
        self.end_property(parent, self.at as u32, self.nodes.len() as u32);
        Some(false)
    }

    /// Reads a string and returns its flags.
    #[inline]
    fn string(&mut self, role: Role) -> Option<Flags> {
        let end = literal::skip_plain(self.bytes, self.at + 1, b'"');
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return Some(Flags::empty());
        }
        let mut errors = Vec::new();
        let scan = literal::scan(self.text, self.at, role, &mut errors);
        self.at = scan.end;
        (scan.terminated && errors.is_empty()).then_some(if scan.escaped { Flags::ESCAPED } else { Flags::empty() })
    }

    fn word(&mut self) -> Option<Kind> {
        let rest = &self.bytes[self.at..];
        let (kind, length) = if rest.starts_with(b"true") {
            (Kind::Boolean, 4)
        } else if rest.starts_with(b"false") {
            (Kind::Boolean, 5)
        } else if rest.starts_with(b"null") {
            (Kind::Null, 4)
        } else {
            return None;
        };
        self.at += length;
        self.is_delimited().then_some(kind)
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        self.at += self.bytes[start..].iter().take_while(|byte| is_part(byte)).count();
        (self.is_delimited() && is_plain_number(&self.text[start..self.at])).then_some(())
    }

    /// Whether the token that was just read ends here for the tolerant parser too.
    fn is_delimited(&self) -> bool {
        matches!(self.bytes.get(self.at), Some(b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r'))
    }

    #[inline]
    fn whitespace(&mut self) {
        const EIGHT: [u8; 8] = [b' '; 8];
        loop {
            match self.bytes.get(self.at) {
                Some(b'\n' | b'\r' | b'\t' | b' ') => self.at += 1,
                _ => return,
            }
            while self.bytes.get(self.at..self.at + 8) == Some(EIGHT.as_slice()) {
                self.at += 8;
            }
        }
    }
}

fn node_parent(nodes: &[NodeData], id: NodeId) -> NodeId {
    nodes[id.index()].parent
}

#[cfg(test)]
mod tests {
    use super::super::parser;

    #[test]
    fn plain_json_gives_the_tree_of_the_tolerant_parser() {
        let seeds = [
            r#"{"a": [1, -2.5e3, true, false, null, [], {}], "b\n": {"c": "x\u00e9", "d": [{"e": ""}]}, "f": 0}"#,
            "[\r\n\t1,\n          {\"k\": \"v\"}]\n",
            r#"{"":{"":{}}}"#,
        ];
        let pieces = [
            "", "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "0", "1", "-", ".", "e", "true", "n", "/", "//",
            "\u{1}", "é",
        ];
        let mut random = fastrand::Rng::with_seed(3);
        let mut plain = 0;
        for _ in 0..60_000 {
            let mut text = seeds[random.usize(..seeds.len())].to_owned();
            for _ in 0..random.usize(..3) {
                let start = crate::text::floor_boundary(&text, random.usize(..=text.len()));
                let end = crate::text::floor_boundary(&text, (start + random.usize(..4)).min(text.len())).max(start);
                text.replace_range(start..end, pieces[random.usize(..pieces.len())]);
            }
            if let Some(tree) = super::parse(&text) {
                plain += 1;
                assert_eq!(tree, parser::parse_tolerant(&text), "{text:?}");
            }
        }
        assert!(plain > 20_000, "{plain}");
    }
}

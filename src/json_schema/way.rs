//! The way of a `$ref` through a schema.

use std::ops::Range;

use crate::syntax::{Node, Pointer};

/// The way that the text of a `$ref` leads through a schema.
#[derive(Clone, Debug)]
pub struct Way<'t> {
    segments: Vec<String>,
    nodes: Vec<Node<'t>>,
}

impl<'t> Way<'t> {
    /// The way through the schema with the top `root`. `None` if it leads nowhere, or out of the schema.
    pub fn of(root: Node<'t>, text: &str) -> Option<Self> {
        let fragment = text.strip_prefix('#')?;
        // Some people write the key as it is, although it has a `%`.
        let pointers = [Pointer::parse_fragment(fragment), Pointer::parse(fragment)];
        pointers.into_iter().flatten().find_map(|pointer| {
            let nodes = pointer.trace(root)?;
            Some(Self { segments: pointer.segments().to_vec(), nodes })
        })
    }

    /// The top of the schema, and what each key and index on the way leads to: a value, or the property if it has none.
    pub fn nodes(&self) -> &[Node<'t>] {
        &self.nodes
    }

    /// Where it ends.
    pub fn target(&self) -> Node<'t> {
        self.nodes[self.nodes.len() - 1]
    }

    /// The `text` of this way, with others instead of the keys and indices in `range`. The rest stays as it is spelt.
    pub fn rewritten(&self, text: &str, range: Range<usize>, new: &[String]) -> String {
        let spelt: Vec<&str> = text.split('/').skip(1).collect();
        let mut segments = self.segments.clone();
        segments.splice(range.clone(), new.iter().cloned());
        let pointer = Pointer::from(segments);
        let respelt = || {
            let spell = |segments: &[&str]| segments.iter().map(|segment| format!("/{segment}")).collect::<String>();
            let (before, after) = (spelt.get(..range.start)?, spelt.get(range.end..)?);
            let new = Pointer::from(new.to_vec()).to_fragment();
            let respelt = format!("{}{new}{}", spell(before), spell(after));
            (Pointer::parse_fragment(&respelt)? == pointer).then_some(respelt)
        };
        format!("#{}", respelt().unwrap_or_else(|| pointer.to_fragment()))
    }
}

#[cfg(test)]
mod tests {
    use super::Way;
    use crate::syntax::{Dialect, Source};

    #[test]
    fn a_rewritten_way_keeps_the_spelling_of_what_stays() {
        let text = r#"{"a b": {"c/d": {"100%": {"e": [1]}}}}"#;
        let source = Source::new(text.to_owned(), Dialect::Json);
        for (written, place, expected) in [
            ("#/a b/c~1d/100%", 1, "#/a b/n%20w/100%"),
            ("#/a%20b/c~1d/100%25", 1, "#/a%20b/n%20w/100%25"),
            ("#/a%20b/c~1d", 0, "#/n%20w/c~1d"),
            ("#%2Fa b/c~1d", 1, "#/a%20b/n%20w"),
            ("#/a%20b/c~1d/100%/e/0", 3, "#/a%20b/c~1d/100%/n%20w/0"),
        ] {
            let way = source.root().and_then(|root| Way::of(root, written));
            let new = way.map(|way| way.rewritten(written, place..place + 1, &["n w".to_owned()]));
            assert_eq!(new.as_deref(), Some(expected), "{written}");
        }
    }
}

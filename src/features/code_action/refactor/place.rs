//! The schema at a selection.

use crate::analysis::Document;
use crate::contract::path;
use crate::syntax::{Kind, Node, Source, SyntaxErrorKind};
use crate::text::TextRange;

/// A schema inside an embedded JSON Schema, in a document without syntax errors.
pub(super) struct Place<'s> {
    /// The document.
    pub(super) source: &'s Source,
    /// The schemas around the selection, innermost first.
    schemas: Vec<Node<'s>>,
}

impl<'s> Place<'s> {
    /// The innermost schema whose key and value contain `range` (in bytes). `None` if there is none, or if syntax errors make
    /// it unclear what belongs to it.
    pub(super) fn at(document: &'s Document, range: TextRange) -> Option<Self> {
        let source = document.source();
        let is_sound = source.tree().errors().iter().all(|error| error.kind == SyntaxErrorKind::TrailingComma);
        let node = source.node_at(range.start).filter(|_| is_sound && !document.secrets().are_doubtful())?;
        let steps = path(node);
        let property = [Some(node), node.parent().filter(|_| node.is_key())].into_iter().flatten();
        let value = property.filter(|node| node.kind() == Kind::Property).find_map(Node::value);
        // The value of a key has the key's declaration.
        let own = value
            .filter(|_| steps.last().is_some_and(|(reached, declared)| *reached == node && declared.is_any_schema()));
        let around = steps.iter().rev().filter(|(_, declared)| declared.is_any_schema()).map(|(node, _)| *node);
        let schemas = own.into_iter().chain(around).filter(|node| node.kind() == Kind::Object);
        let holds = |schema: &Node<'s>| {
            let whole = schema.parent().filter(|parent| parent.kind() == Kind::Property).unwrap_or(*schema).range();
            whole.start <= range.start && range.end <= whole.end
        };
        let schemas: Vec<Node<'s>> = schemas.skip_while(|schema| !holds(schema)).collect();
        (!schemas.is_empty()).then_some(Self { source, schemas })
    }

    /// The schema.
    pub(super) fn schema(&self) -> Node<'s> {
        self.schemas[0]
    }

    /// The top of the embedded schema.
    pub(super) fn top(&self) -> Node<'s> {
        self.schemas[self.schemas.len() - 1]
    }

    /// Whether it is the top.
    pub(super) fn is_top(&self) -> bool {
        self.schemas.len() == 1
    }

    /// Whether a schema around it, or itself, has a URI of its own, which makes pointers mean something else.
    pub(super) fn has_base(&self) -> bool {
        self.schemas[..self.schemas.len() - 1].iter().any(|schema| schema.property("$id").is_some())
    }

    /// If the schema is that of a property: its key, and the schema that declares it.
    pub(super) fn property(&self) -> Option<(Node<'s>, Node<'s>)> {
        property_of(self.schema(), *self.schemas.get(1)?)
    }

    /// The key of the innermost property around the schema.
    pub(super) fn nearest_property(&self) -> Option<Node<'s>> {
        self.schemas.windows(2).find_map(|pair| property_of(pair[0], pair[1])).map(|(key, _)| key)
    }
}

/// The key of the property that `schema` describes, and `outer`, the schema around that, if it declares it.
fn property_of<'s>(schema: Node<'s>, outer: Node<'s>) -> Option<(Node<'s>, Node<'s>)> {
    let property = schema.parent().filter(|parent| parent.kind() == Kind::Property)?;
    let map = property.parent()?.parent().filter(|map| map.is_named("properties"))?;
    (map.parent() == Some(outer)).then_some((property.key()?, outer))
}

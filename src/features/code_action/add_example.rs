//! Adds an example to a schema.

use crate::analysis::edits::insert;
use crate::analysis::schemas::innermost_schema;
use crate::analysis::{Document, Fix};
use crate::json_schema::sample::sample;
use crate::syntax::Kind;
use crate::text::TextRange;

/// Adds a value that fits to the innermost schema at the start of `range`, unless it has examples. The schema is also meant by the
/// key that it is the value of.
pub(super) fn add_example(document: &Document, range: TextRange) -> Option<Fix> {
    let source = document.source();
    let found = innermost_schema(source.node_at(range.start)?)?;
    let schema = found.schema;
    if schema.kind() != Kind::Object || !schema.is_closed() || schema.property("examples").is_some() {
        return None;
    }
    let value = sample(found.root, schema, found.property().map(|key| key.text()).as_deref()).ok()?;
    let edits = insert(source, schema, &[("examples", format!("[{}]", value.to_json()))]);
    Some(Fix::suggestion("Add an example", edits))
}

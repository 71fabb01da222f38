//! Adds an example to a schema.

use crate::analysis::edits::insert;
use crate::analysis::schemas::embedded_schema;
use crate::analysis::{Document, Fix};
use crate::json_schema::sample::sample;
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// Adds a value that fits to the innermost schema at the start of `range`, unless it has examples. The schema is also meant by the
/// key that it is the value of.
pub(super) fn add_example(document: &Document, range: TextRange) -> Option<Fix> {
    let source = document.source();
    let at = source.node_at(range.start)?;
    let key = at.is_key().then(|| at.parent()?.value()).flatten();
    let values = key.into_iter().chain([at]).chain(at.ancestors());
    let is_schema = |value: &Node<'_>| embedded_schema(*value).is_some_and(|found| found.schema == *value);
    let schema = values.filter(|value| value.kind() == Kind::Object && value.is_closed()).find(is_schema)?;
    let found = embedded_schema(schema).filter(|_| schema.property("examples").is_none())?;
    let value = sample(found.root, schema, found.property().map(|key| key.text()).as_deref()).ok()?;
    let edits = insert(source, schema, &[("examples", format!("[{}]", value.to_json()))]);
    Some(Fix::suggestion("Add an example", edits))
}

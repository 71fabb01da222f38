//! Which schema of a manifest is meant, and what it is for.

use heck::ToTitleCase;

use super::label::text_of;
use crate::analysis::Document;
use crate::analysis::schemas::{EmbeddedSchema, embedded_schema};
use crate::contract::{path, resolve};
use crate::syntax::{Kind, Node};

/// How many members of an object are looked at for one that holds a schema.
const MOST_MEMBERS: usize = 50;
/// The names in a pointer that say nothing of what the schema is for.
const GENERAL: [&str; 5] = ["schema", "input", "output", "properties", "items"];

/// The whole schema around `offset`, or the one that the object around it holds.
pub(super) fn schema_at(document: &Document, offset: u32) -> Option<EmbeddedSchema<'_>> {
    let steps = path(document.shown().node_at(offset)?);
    if let Some((top, _)) = steps.iter().find(|(node, declared)| declared.is_schema() && node.kind() != Kind::Property)
    {
        return embedded_schema(*top);
    }
    let around = steps.iter().rev().map(|(node, _)| if node.is_key() { node.parent().unwrap_or(*node) } else { *node });
    // Of the whole manifest, it would be any of them.
    around.filter(|node| node.parent().is_some()).find_map(|node| held(node.value().unwrap_or(node)))
}

/// The schema that a value is or has, or the first that one of its members has: that of an action's input.
pub(super) fn held(node: Node<'_>) -> Option<EmbeddedSchema<'_>> {
    embedded_schema(node).or_else(|| {
        // In a map, it would be that of any entry.
        let has_keys = resolve(node).is_some_and(|declared| declared.object().is_some());
        let members = node.members().take(MOST_MEMBERS).filter(|_| has_keys && node.parent().is_some());
        members.filter_map(Node::value).find_map(embedded_schema)
    })
}

/// What the form is for: the title of the schema itself, or of what it belongs to; otherwise its name.
pub(super) fn title(of: EmbeddedSchema<'_>) -> String {
    let own = of.schema.get("x-zui").and_then(|look| text_of(look, "title")).or_else(|| text_of(of.schema, "title"));
    own.or_else(|| owner(of).and_then(|owner| text_of(owner, "title"))).unwrap_or_else(|| {
        let pointer = of.schema.pointer();
        let mut names = pointer.segments().iter().rev().filter(|name| !GENERAL.contains(&name.as_str()));
        let name: String = names.next().map_or("", String::as_str).chars().take(100).collect();
        // A name of signs alone has no words.
        let titles = [name.to_title_case(), name, "Form".to_owned()];
        titles.into_iter().find(|title| !title.trim().is_empty()).unwrap_or_default()
    })
}

/// The description of the schema, or of what it belongs to.
pub(super) fn description(of: EmbeddedSchema<'_>) -> Option<String> {
    text_of(of.schema, "description").or_else(|| owner(of).and_then(|owner| text_of(owner, "description")))
}

/// For a whole schema, the nearest object around it that has a title, below the manifest itself.
fn owner(of: EmbeddedSchema<'_>) -> Option<Node<'_>> {
    let objects = of.root.ancestors().filter(|node| node.kind() == Kind::Object && node.parent().is_some());
    objects.take(3).filter(|_| of.schema == of.root).find(|object| text_of(*object, "title").is_some())
}

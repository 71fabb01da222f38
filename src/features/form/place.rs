//! Which schema of a manifest is meant.

use heck::ToTitleCase;

use super::label::text_of;
use crate::analysis::Document;
use crate::contract::{Declared, path, resolve, visit};
use crate::syntax::{Kind, Node, Pointer};
use crate::text::visible;

/// How many schemas a message names.
const MOST_NAMED: usize = 8;
/// How many members of an object are looked at for one that holds a schema.
const MOST_MEMBERS: usize = 50;

/// A schema with the top that its references start from.
pub(super) struct Place<'t> {
    pub(super) top: Node<'t>,
    pub(super) schema: Node<'t>,
}

impl Place<'_> {
    /// What the form is for: the title of the schema itself, or of what it belongs to; otherwise its name.
    pub(super) fn title(&self) -> String {
        let own = self.schema.get("x-zui").and_then(|look| text_of(look, "title"));
        let own = own.or_else(|| text_of(self.schema, "title"));
        let is_inside = self.schema != self.top;
        let outer = || self.owner().and_then(|owner| text_of(owner, "title"));
        own.or_else(|| if is_inside { None } else { outer() }).unwrap_or_else(|| {
            let pointer = self.schema.pointer();
            let names = pointer.segments().iter().rev();
            let mut names = names.filter(|name| !["schema", "input", "output", "properties"].contains(&name.as_str()));
            let name: String = names.next().map_or("Form", String::as_str).chars().take(100).collect();
            name.to_title_case()
        })
    }

    /// The description of the schema, or of what it belongs to.
    pub(super) fn description(&self) -> Option<String> {
        let own = text_of(self.schema, "description");
        if self.schema != self.top {
            return own;
        }
        own.or_else(|| self.owner().and_then(|owner| text_of(owner, "description")))
    }

    /// The nearest object around the schema that has a title, below the manifest itself.
    fn owner(&self) -> Option<Node<'_>> {
        let objects = self.top.ancestors().filter(|node| node.kind() == Kind::Object && node.parent().is_some());
        objects.take(3).find(|object| text_of(*object, "title").is_some())
    }
}

/// The schema around `offset`, or the one that the object around it holds.
pub(super) fn schema_at(document: &Document, offset: u32) -> Option<Place<'_>> {
    let steps = path(document.shown().node_at(offset)?);
    if let Some((top, _)) = steps.iter().find(|(node, declared)| declared.is_schema() && node.kind() != Kind::Property)
    {
        return Some(whole(*top));
    }
    let around = steps.iter().rev().map(|(node, _)| if node.is_key() { node.parent().unwrap_or(*node) } else { *node });
    // Of the whole manifest, it would be any of them.
    around.filter(|node| node.parent().is_some()).find_map(|node| held(node.value().unwrap_or(node))).map(whole)
}

/// The schema at a JSON Pointer, or the one that the object there holds.
pub(super) fn schema_of<'d>(document: &'d Document, pointer: &str) -> Result<Place<'d>, String> {
    let Some(parsed) = Pointer::parse(pointer.strip_prefix('#').unwrap_or(pointer)) else {
        return Err(format!(
            "\"{}\" is not a JSON Pointer: it starts with a slash, as in /configuration",
            visible(pointer)
        ));
    };
    let Some(root) = document.shown().root() else { return Err("the manifest is empty".to_owned()) };
    let Some(node) = parsed.find(root) else {
        return Err(format!("the manifest has nothing at {}{}", visible(pointer), others(root, &parsed)));
    };
    let node = node.value().unwrap_or(node);
    let inside = path(node).into_iter().find(|(node, declared)| declared.is_schema() && node.kind() != Kind::Property);
    let place = match inside {
        Some((top, _)) if is_schema_like(node) => Some(Place { top, schema: node }),
        Some(_) => None,
        None if node.parent().is_some() => held(node).map(whole),
        None => None,
    };
    place.ok_or_else(|| {
        let shown = if pointer.is_empty() { "the manifest itself".to_owned() } else { visible(pointer).into_owned() };
        format!("{shown} is not a schema and holds none{}", others(root, &parsed))
    })
}

fn whole(top: Node<'_>) -> Place<'_> {
    Place { top, schema: top }
}

/// Whether a value inside a schema is one, too: not an object such as that of `properties`.
fn is_schema_like(node: Node<'_>) -> bool {
    let is_declared = resolve(node).is_some_and(Declared::is_any_schema);
    is_declared && matches!(node.kind(), Kind::Object | Kind::Boolean)
}

/// The schema that an object holds, or the first that one of its members does: that of an action's input.
fn held(node: Node<'_>) -> Option<Node<'_>> {
    own_schema(node).or_else(|| {
        // In a map, it would be that of any entry.
        let has_keys = resolve(node).is_some_and(|declared| declared.object().is_some());
        node.members().take(MOST_MEMBERS).filter(|_| has_keys).filter_map(Node::value).find_map(own_schema)
    })
}

fn own_schema(node: Node<'_>) -> Option<Node<'_>> {
    let value = node.get("schema").filter(|value| value.kind() == Kind::Object)?;
    resolve(value).is_some_and(Declared::is_schema).then_some(value)
}

/// The places to name instead: those below the part of the pointer that exists.
fn others(root: Node<'_>, pointer: &Pointer) -> String {
    let mut known = pointer.segments().to_vec();
    while !known.is_empty() && Pointer::from(known.clone()).find(root).is_none() {
        known.pop();
    }
    let start = Pointer::from(known).to_string();
    let all = visit::declared(root).filter(|(_, field)| field.name == "schema");
    let all = all.filter(|(node, _)| resolve(*node).is_some_and(Declared::is_schema));
    let holders: Vec<String> = all
        .map(|(node, _)| node.pointer().to_string())
        .map(|at| at.strip_suffix("/schema").map_or(at.clone(), str::to_owned))
        .collect();
    let below = |at: &&String| at.strip_prefix(&start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let near: Vec<&String> = holders.iter().filter(below).collect();
    let near = if near.is_empty() { holders.iter().collect() } else { near };
    let named: Vec<_> = near.iter().take(MOST_NAMED).map(|at| visible(at).into_owned()).collect();
    match (named.is_empty(), near.len().saturating_sub(MOST_NAMED)) {
        (true, _) => "; it has no schemas".to_owned(),
        (false, 0) => format!("; there are schemas at {}", named.join(", ")),
        (false, more) => format!("; there are schemas at {}, and {more} more", named.join(", ")),
    }
}

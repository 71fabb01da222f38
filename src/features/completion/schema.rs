//! Completes what is special in embedded JSON Schemas: keywords that suit the type, values that fit the schema beside them,
//! targets of `$ref`s, and whole properties.

use std::collections::HashSet;

use super::item::{CompletionKind, List};
use crate::analysis::schemas::top_of;
use crate::contract::{Declared, Field, Map, resolve};
use crate::json_schema::keywords::{Keyword, REF};
use crate::syntax::{Kind, Node, Pointer};
use crate::text::visible;

/// The most definitions and values that are offered. Nobody reads more of a list.
const MOST: usize = 200;

/// How new properties begin: what the item is called, and its value as a snippet and as plain text.
const PROPERTIES: &[(&str, &str, &str)] = &[
    ("text", "{ \"type\": \"string\", \"description\": \"$2\" }", "{ \"type\": \"string\" }"),
    ("number", "{ \"type\": \"number\", \"description\": \"$2\" }", "{ \"type\": \"number\" }"),
    ("yes or no", "{ \"type\": \"boolean\", \"description\": \"$2\" }", "{ \"type\": \"boolean\" }"),
    ("choice", "{ \"type\": \"string\", \"enum\": [$2] }", "{ \"type\": \"string\", \"enum\": [] }"),
    (
        "list of texts",
        "{ \"type\": \"array\", \"items\": { \"type\": \"string\" }, \"description\": \"$2\" }",
        "{ \"type\": \"array\", \"items\": { \"type\": \"string\" } }",
    ),
    (
        "object",
        "{\n\t\"type\": \"object\",\n\t\"properties\": {$2},\n\t\"additionalProperties\": false\n}",
        "{ \"type\": \"object\", \"properties\": {} }",
    ),
];

/// Whether a keyword says something about values of the types that `schema` names, and how early it is offered: a number,
/// lower ones first. `None` if it says nothing.
pub(super) fn rank(field: &Field, schema: Node<'_>) -> Option<u8> {
    let types = types(schema);
    match (field.only_for, &types[..]) {
        ([], []) => Some(if field.name == "type" { 0 } else { 1 }),
        (_, []) => Some(2),
        ([], _) => Some(1),
        (only, types) => only.iter().any(|one| types.iter().any(|name| name == one)).then_some(0),
    }
}

/// The types that a schema names.
fn types(schema: Node<'_>) -> Vec<String> {
    let Some(value) = schema.get("type") else { return Vec::new() };
    let names = std::iter::once(value).chain(value.elements().take(MOST));
    names.filter_map(Node::as_string).map(std::borrow::Cow::into_owned).collect()
}

impl List<'_> {
    /// Offers what fits the schema around a value: the values of `enum`, those of its type, and the targets of a `$ref`.
    pub(super) fn values_in_schema(&mut self, owner: Node<'_>) {
        // The elements of a list have the array as their owner.
        let property = if owner.kind() == Kind::Property { Some(owner) } else { owner.parent() };
        let Some(property) = property.filter(|node| node.kind() == Kind::Property) else { return };
        let Some((schema, name)) = property.parent().zip(property.name()) else { return };
        if !resolve(schema).is_some_and(Declared::is_any_schema) {
            return;
        }
        match &*name {
            REF => self.targets(property),
            "default" | "const" | "examples" => self.fitting(schema, &name),
            "enum" if owner.kind() == Kind::Array => self.of_types(schema),
            _ => {}
        }
    }

    fn fitting(&mut self, schema: Node<'_>, name: &str) {
        let listed = schema.get("enum").filter(|listed| listed.kind() == Kind::Array);
        let constant = schema.get("const").filter(|_| name != "const");
        let is_plain = |value: &Node<'_>| !value.is_malformed() && !matches!(value.kind(), Kind::Object | Kind::Array);
        for value in listed.into_iter().flat_map(Node::elements).take(MOST).chain(constant).filter(is_plain) {
            self.literal(value.source());
        }
        if listed.is_none() {
            self.of_types(schema);
        }
    }

    /// Offers the values of types that have few.
    fn of_types(&mut self, schema: Node<'_>) {
        for name in types(schema) {
            match &*name {
                "boolean" => ["true", "false"].into_iter().for_each(|value| self.literal(value)),
                "null" => self.literal("null"),
                _ => {}
            }
        }
    }

    /// Offers a value as it is written elsewhere.
    fn literal(&mut self, source: &str) {
        let label = visible(source).into_owned();
        if self.items.iter().any(|item| item.label == label) {
            return;
        }
        let sort = format!("0{:04}", self.items.len());
        let mut item = self.item(&label, CompletionKind::Choice, source.to_owned(), sort);
        source.clone_into(&mut item.filter);
        self.items.push(item);
    }

    /// Offers the definitions of the embedded schema around a `$ref`.
    fn targets(&mut self, property: Node<'_>) {
        let Some(top) = top_of(property) else { return };
        let mut known = HashSet::new();
        for keyword in top.members() {
            let Some(name) = keyword.name().filter(|name| Keyword::of(name) == Keyword::Definitions) else { continue };
            let entries = keyword.value().into_iter().flat_map(Node::members).take(MOST);
            for entry in entries.filter_map(Node::name) {
                let target = "#".to_owned() + &Pointer::from(vec![name.to_string(), entry.into_owned()]).to_fragment();
                if known.insert(target.clone()) {
                    let sort = format!("0{:04}", self.items.len());
                    let mut item = self.string(&target, CompletionKind::Reference, sort);
                    item.detail = "definition".to_owned();
                    self.items.push(item);
                }
            }
        }
        let mut itself = self.string("#", CompletionKind::Reference, "1".to_owned());
        itself.detail = "the whole schema".to_owned();
        self.items.push(itself);
    }

    /// Offers whole properties, one for each kind of value that is often wanted.
    pub(super) fn new_properties(&mut self, map: &'static Map, has_value: bool) {
        for (order, (what, snippet, plain)) in PROPERTIES.iter().enumerate() {
            let value = match (has_value, self.with_snippets) {
                (true, _) => String::new(),
                (false, true) => format!(" {snippet}"),
                (false, false) => format!(" {plain}"),
            };
            let name = self.template().stop(&map.kind.sample_name());
            let label = format!("new property: {what}");
            let mut item = self.field_item(
                &map.entry,
                &label,
                CompletionKind::Entry,
                format!("\"{name}\":{value}"),
                format!("0{order}"),
            );
            item.is_snippet = self.with_snippets;
            if !self.context.typed.is_empty() {
                self.context.typed.clone_into(&mut item.filter);
            }
            self.items.push(item);
        }
    }
}

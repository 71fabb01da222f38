//! Completes keys: those that an object declares, and new entries of maps.

use std::borrow::Cow;

use super::item::{CompletionKind, List};
use super::schema;
use crate::contract::schema::SCHEMA;
use crate::contract::{EntryKind, Form, Forms, Map, Object, Status, resolve};
use crate::features::snippet::Template;
use crate::syntax::Node;

impl List<'_> {
    /// Offers the keys of an object. `property`: the property that is being renamed or is incomplete.
    pub(super) fn keys(&mut self, object: Node<'_>, property: Option<Node<'_>>) {
        let owner = if object.parent().is_some() { object.parent() } else { Some(object) };
        let Some(declared) = owner.and_then(resolve) else { return };
        if let Some(keys) = declared.object() {
            self.declared_keys(keys, object, property);
        } else if let Some(map) = declared.map() {
            let has_name = property.is_some_and(|property| property.colon().is_some());
            if !has_name {
                self.new_entry(map, property);
            }
        }
    }

    fn declared_keys(&mut self, declared: &'static Object, object: Node<'_>, property: Option<Node<'_>>) {
        let taken: Vec<Cow<'_, str>> =
            object.members().filter(|member| Some(*member) != property).filter_map(Node::name).collect();
        let is_schema = std::ptr::eq(declared, &SCHEMA);
        for (order, field) in declared.fields.iter().enumerate() {
            let fits = self.can_have(field) && field.status.is_offered();
            if !fits || taken.iter().any(|name| name == field.name) {
                continue;
            }
            let in_schema = if is_schema { schema::rank(field, object) } else { Some(1) };
            let Some(in_schema) = in_schema else { continue };
            let is_deprecated = matches!(field.status, Status::Deprecated(_));
            let rank = match (field.required.has(self.form), is_deprecated) {
                (true, _) => 0,
                (false, false) => in_schema,
                (false, true) => 2,
            };
            let key = format!("\"{}\"", field.name);
            let new_text = match property {
                Some(property) if property.colon().is_some() => key,
                Some(property) if property.value().is_some() => key + ":",
                _ => {
                    let form = if field.forms == Forms::Create { Form::Create } else { self.form };
                    format!("{key}: {}", Template::new(form, self.with_snippets).value(field.shape))
                }
            };
            let is_snippet = self.with_snippets && new_text.contains('$');
            let sort = format!("{rank}{order:02}");
            let mut item = self.field_item(field, field.name, CompletionKind::Property, new_text, sort);
            item.is_deprecated = is_deprecated;
            item.is_snippet = is_snippet;
            self.items.push(item);
        }
    }

    /// Offers a new entry of a map, with a placeholder name.
    fn new_entry(&mut self, map: &'static Map, property: Option<Node<'_>>) {
        let (noun, entry) = (map.kind.noun(), &map.entry);
        let mut template = self.template();
        let name = template.stop(&map.kind.sample_name());
        let has_value = property.is_some_and(|property| property.value().is_some());
        if map.kind == EntryKind::Property {
            return self.new_properties(map, has_value);
        }
        let value = if has_value { String::new() } else { format!(" {}", template.value(entry.shape)) };
        let new_text = format!("\"{name}\":{value}");
        let label = format!("new {noun}");
        let mut item = self.field_item(entry, &label, CompletionKind::Entry, new_text, "0".to_owned());
        item.is_snippet = self.with_snippets;
        if !self.context.typed.is_empty() {
            // The entry matches whatever has been typed of the name.
            self.context.typed.clone_into(&mut item.filter);
        }
        self.items.push(item);
    }
}

//! Completes keys: those that an object declares, and new entries of maps.

use std::borrow::Cow;

use super::item::{CompletionKind, List};
use crate::contract::{Declared, Field, Map, Object, Shape, Status, resolve};
use crate::syntax::Node;

impl List<'_> {
    /// Offers the keys of an object. `property`: the property that is being renamed or is incomplete.
    pub(super) fn keys(&mut self, object: Node<'_>, property: Option<Node<'_>>) {
        let owner = if object.parent().is_some() { object.parent() } else { Some(object) };
        match owner.and_then(resolve) {
            Some(Declared::Field(Field { shape: Shape::Map(map), .. })) => {
                let has_name = property.is_some_and(|property| property.colon().is_some());
                if !has_name {
                    self.new_entry(map);
                }
            }
            Some(declared) => {
                if let Some(declared) = declared.object() {
                    self.declared_keys(declared, object, property);
                }
            }
            None => {}
        }
    }

    fn declared_keys(&mut self, declared: &'static Object, object: Node<'_>, property: Option<Node<'_>>) {
        let taken: Vec<Cow<'_, str>> =
            object.members().filter(|member| Some(*member) != property).filter_map(Node::name).collect();
        for (order, field) in declared.fields.iter().enumerate() {
            let fits = field.forms.has(self.form) && field.status.is_offered();
            if !fits || taken.iter().any(|name| name == field.name) {
                continue;
            }
            let is_deprecated = matches!(field.status, Status::Deprecated(_));
            let rank = match (field.required.has(self.form), is_deprecated) {
                (true, _) => 0,
                (false, false) => 1,
                (false, true) => 2,
            };
            let key = format!("\"{}\"", field.name);
            let has_colon = property.is_some_and(|property| property.colon().is_some());
            let new_text = if has_colon { key } else { format!("{key}: {}", self.template().value(field.shape)) };
            let sort = format!("{rank}{order:02}");
            let mut item = self.field_item(field, field.name, CompletionKind::Property, new_text, sort);
            item.is_deprecated = is_deprecated;
            item.is_snippet = self.with_snippets && !has_colon;
            self.items.push(item);
        }
    }

    /// Offers a new entry of a map, with a placeholder name.
    fn new_entry(&mut self, map: &'static Map) {
        let (noun, entry) = (map.kind.noun(), &map.entry);
        let mut template = self.template();
        let name = template.stop(&map.kind.sample_name());
        let new_text = format!("\"{name}\": {}", template.value(entry.shape));
        let label = format!("new {noun}");
        let mut item = self.field_item(entry, &label, CompletionKind::Entry, new_text, "0".to_owned());
        item.is_snippet = self.with_snippets;
        if self.context.in_string {
            // The entry matches whatever has been typed of the name.
            item.filter = self.context.replace_range.of(self.context.text()).to_owned();
        }
        self.items.push(item);
    }
}

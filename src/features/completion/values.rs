//! Completes values: allowed values and starting points.

use super::context::Quotes;
use super::item::{Completion, CompletionKind, List, documentation};
use crate::contract::{Field, Shape, Text};
use crate::text::fuzzy_matches;

impl List<'_> {
    /// Offers the allowed values of a field, if they are limited.
    pub(super) fn choices(&mut self, field: &'static Field) {
        let Some(Text { choices, .. }) = field.shape.text() else { return };
        for (order, choice) in choices.iter().enumerate() {
            let mut item = self.string(choice.value, CompletionKind::Choice, format!("0{order:02}"));
            item.documentation = choice.summary.to_owned();
            if field.default.is_some_and(|default| default.trim_matches('"') == choice.value) {
                item.detail = "default".to_owned();
            }
            self.items.push(item);
        }
    }

    /// Lets values replace the existing text if none of them starts like it. Otherwise editors would filter out all of
    /// them, although one of them is required.
    pub(super) fn offer_values_for_an_invalid_one(&mut self) {
        let typed = self.context.typed;
        let is_value = |item: &Completion| matches!(item.kind, CompletionKind::Choice | CompletionKind::Value);
        if self.items.iter().any(|item| is_value(item) && fuzzy_matches(&item.filter, typed)) {
            return;
        }
        for item in self.items.iter_mut().filter(|item| is_value(item)) {
            typed.clone_into(&mut item.filter);
        }
    }

    /// Offers starting points of the field's type, and `null` where it is allowed. Inside a text they would be in the way
    /// of what is being written; any other string is a mistake, which they replace.
    pub(super) fn values_of_type(&mut self, field: &'static Field) {
        for shape in field.shape.alternatives() {
            self.value_of_shape(*shape, field);
        }
        let is_text = field.shape.text().is_some() && self.context.quotes == Quotes::Inside;
        if field.nullable.has(self.form) && !is_text {
            self.value("null", "null".to_owned(), format!("`null` {}.", field.null));
        }
    }

    fn value_of_shape(&mut self, shape: Shape, field: &'static Field) {
        match shape {
            Shape::Boolean => {
                self.value("true", "true".to_owned(), String::new());
                self.value("false", "false".to_owned(), String::new());
            }
            Shape::Subschema(_) => {
                self.template_value("{ … }", shape, field);
                self.value("true", "true".to_owned(), "Any value fits.".to_owned());
                self.value("false", "false".to_owned(), "No value fits.".to_owned());
            }
            Shape::Object(_) | Shape::Map(_) | Shape::JsonSchema(_) => self.template_value("{ … }", shape, field),
            Shape::TextList | Shape::List(_) => self.template_value("[ … ]", shape, field),
            // The name of an element that exists is better than an empty one.
            Shape::Text(Text { choices: [], .. })
                if self.context.quotes == Quotes::None && (field.refers_to.is_none() || self.items.is_empty()) =>
            {
                self.template_value("\"…\"", shape, field);
            }
            Shape::Either(_)
            | Shape::Text(_)
            | Shape::Integer
            | Shape::Count
            | Shape::Number
            | Shape::PositiveNumber
            | Shape::Any => {}
        }
    }

    fn template_value(&mut self, label: &str, shape: Shape, field: &'static Field) {
        let new_text = self.template().value(shape);
        self.value(label, new_text, documentation(field));
    }

    fn value(&mut self, label: &str, new_text: String, documentation: String) {
        let sort = format!("1{:02}", self.items.len());
        let mut item = self.item(label, CompletionKind::Value, new_text, sort);
        item.documentation = documentation;
        item.is_snippet = self.with_snippets && item.new_text.contains('$');
        self.items.push(item);
    }
}

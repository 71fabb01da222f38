//! Completes values: allowed values and starting points.

use super::item::{Completion, CompletionKind, List, documentation};
use crate::contract::{Field, Shape, Text};
use crate::text::{TextRange, fuzzy_matches};

impl List<'_> {
    /// Offers the allowed values of a field, if they are limited.
    pub(super) fn choices(&mut self, field: &'static Field) {
        let Shape::Text(Text { choices, .. }) = field.shape else { return };
        for (order, choice) in choices.iter().enumerate() {
            let mut item = self.string(choice.value, CompletionKind::Choice, format!("0{order}"));
            item.documentation = choice.summary.to_owned();
            if field.default.is_some_and(|default| default.trim_matches('"') == choice.value) {
                item.detail = "default".to_owned();
            }
            self.items.push(item);
        }
    }

    /// Lets choices replace the existing text if none of them starts like it. Otherwise editors would filter out all of
    /// them, although one of them is required.
    pub(super) fn offer_choices_for_an_invalid_value(&mut self, offset: u32) {
        if !self.context.in_string {
            return;
        }
        let start = self.context.replace_range.start;
        let typed = TextRange::new(start, offset.max(start)).of(self.context.text());
        let is_choice = |item: &Completion| item.kind == CompletionKind::Choice;
        if self.items.iter().any(|item| is_choice(item) && fuzzy_matches(&item.filter, typed)) {
            return;
        }
        for item in self.items.iter_mut().filter(|item| is_choice(item)) {
            typed.clone_into(&mut item.filter);
        }
    }

    /// Offers starting points of the field's type, and `null` where it is allowed.
    pub(super) fn values_of_type(&mut self, field: &'static Field) {
        match field.shape {
            Shape::Boolean => {
                self.value("true", "true".to_owned(), String::new());
                self.value("false", "false".to_owned(), String::new());
            }
            Shape::Object(_) | Shape::Map(_) | Shape::JsonSchema => self.template_value("{ … }", field),
            Shape::TextList => self.template_value("[ … ]", field),
            Shape::Text(Text { choices: [], .. }) => self.template_value("\"…\"", field),
            Shape::Text(_) | Shape::Integer => {}
        }
        if field.nullable.has(self.form) {
            self.value("null", "null".to_owned(), format!("`null` {}.", field.null));
        }
    }

    fn template_value(&mut self, label: &str, field: &'static Field) {
        let new_text = self.template().value(field.shape);
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
